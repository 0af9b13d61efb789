// What codes mean: the IANA registry of enhanced status codes (RFC 3463, RFC 5248), Microsoft's own, the reply codes of RFC 5321.
import type { Reason } from '../bounce.ts';

/** Codes that name one reason, without their class. IANA "SMTP Enhanced Status Codes"; three-digit details are Exchange Online's (learn.microsoft.com, "Email non-delivery reports"). */
const exact: Readonly<Record<Exclude<Reason, 'unknown' | 'spam'>, string>> = {
  recipient: '1.0 1.1 1.3 1.4 1.6 1.351 2.4 7.17',
  domain: '1.2 1.10 4.4 4.310 7.18',
  full: '2.2',
  disabled: '2.1 7.13',
  temporary: '3.0 3.1 3.2 3.5 4.0 4.1 4.2 4.3 4.5 4.6 4.7 4.14 4.300 4.312 4.316 4.317 7.500',
  rate: '5.3 7.28 1.90 2.121 2.122 7.652 7.705 7.232 7.233',
  reputation: '7.501 7.502 7.503 7.511 7.606 7.607 7.608 7.649 7.650 7.651 7.653 7.708 7.750',
  authentication: '7.20 7.21 7.22 7.23 7.24 7.25 7.26 7.29 7.509 7.515',
  policy: '1.7 1.8 1.9 1.20 3.3 6.1 6.2 6.3 6.7 6.8 6.9 7.2 7.3 7.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.27 7.30 7.57 7.64 7.124 7.129 7.133 7.134 7.136 7.512',
  size: '2.3 3.4',
};
/** A code that only names its subject is worth a guess; 7.0 and 7.1 are what every receiver sends with every refusal. */
const bySubject: Readonly<Record<string, Reason>> = { '1': 'recipient', '4': 'temporary', '7': 'policy', '6': 'policy' };
/** Faults of the protocol say nothing to a site owner, and are no sign of a missing mailbox. */
const protocolFault = /^.\.5\.[1245]$/;

const byReply: Readonly<Record<string, Reason>> = {
  421: 'temporary', 431: 'temporary', 441: 'temporary', 442: 'temporary', 446: 'temporary', 450: 'temporary', 451: 'temporary', 452: 'temporary',
  454: 'temporary', 455: 'temporary', 422: 'full', 511: 'recipient', 512: 'domain', 521: 'domain', 556: 'domain', 523: 'size', 525: 'disabled',
  530: 'policy', 535: 'policy', 538: 'policy', 541: 'spam', 550: 'recipient', 551: 'recipient', 552: 'full', 553: 'recipient', 554: 'policy', 571: 'policy',
};

const meanings = new Map<string, Reason>();
for (const [reason, codes] of Object.entries(exact)) for (const code of codes.split(' ')) meanings.set(code, reason as Reason);

/** The reason that an enhanced code such as `5.1.1` names; `exact` is false where only its subject is known. Null for codes that say nothing. */
export function reasonOfEnhanced(code: string): { readonly reason: Reason; readonly exact: boolean } | null {
  const known = meanings.get(code.slice(2));
  if (known !== undefined) return { reason: known, exact: !code.endsWith('.0') };
  if (protocolFault.test(code)) return { reason: 'unknown', exact: false };
  const reason = bySubject[code.charAt(2)];
  return reason === undefined ? null : { reason, exact: false };
}

/** The reason that a three-digit reply code suggests; null where it suggests none. */
export function reasonOfReply(code: string): Reason | null {
  return byReply[code] ?? null;
}
