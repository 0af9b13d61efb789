// A certificate for all the host names, made at start; browsers trust it by the hash of its public key.
import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the public key's SPKI, base64. */
  readonly spki: string;
}

export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const dayMs = 86_400_000;
  const made = await generate([{ name: 'commonName', value: 'Sluice sandbox' }], {
    keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - dayMs), notAfterDate: new Date(Date.now() + 30 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [...hosts.map((value) => ({ type: 2 as const, value })), { type: 7 as const, ip: '127.0.0.1' }] },
    ],
  });
  const spki = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(spki).digest('base64') };
}
