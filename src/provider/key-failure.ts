// What only keys and tokens can suffer, beside the failures of core, and how each is recognised.
import type { Result } from '../core/failure.ts';
import { fields, type Fields } from '../core/shape.ts';
import { jsonOf } from './answer.ts';
import type { Reply } from './request.ts';

/** None of these holds a secret, or a part of one. */
export type KeyFailure =
  /** The application secret does not fit the keys, or the consumer key waits to be validated; the provider says the same of both. */
  | { readonly kind: 'badSignature' }
  /** The clock is off, even after asking the provider for the time. */
  | { readonly kind: 'clockOff' }
  /** The consumer key is unknown, expired, revoked, or waits to be validated. */
  | { readonly kind: 'badCredential' }
  /** The application key is unknown in this region. */
  | { readonly kind: 'badKey' }
  /** The personal access token is wrong, expired or revoked. */
  | { readonly kind: 'badToken' }
  /** The service account's name or secret is wrong. */
  | { readonly kind: 'badClient' };

/** A `Result` whose failure may be one of a key. */
export type Keyed<T> = Result<T> | { readonly ok: false; readonly failure: KeyFailure };

/** What a request proves itself by. */
export type Proof = 'keys' | 'token';

const byCode: Readonly<Record<string, KeyFailure['kind']>> = {
  INVALID_SIGNATURE: 'badSignature', QUERY_TIME_OUT: 'clockOff', NOT_CREDENTIAL: 'badCredential', INVALID_CREDENTIAL: 'badCredential', INVALID_KEY: 'badKey',
};

const byMessage: readonly (readonly [RegExp, KeyFailure['kind']])[] = [
  [/^invalid signature/i, 'badSignature'], [/^query out of time/i, 'clockOff'], [/application key/i, 'badKey'],
  [/^(this|invalid) credential|^you must login/i, 'badCredential'],
];

/** The failure of the keys that an answer tells of; null where it tells of none. Sources: python-ovh, and the issues of the official clients. */
export function keyFailureOf(reply: Reply, proof: Proof): KeyFailure | null {
  const kind = kindOf(reply.status, fields(jsonOf(reply.text)) ?? {});
  if (kind === null) return null;
  return { kind: proof === 'token' && kind !== 'clockOff' ? 'badToken' : kind };
}

function kindOf(status: number, body: Fields): KeyFailure['kind'] | null {
  if (status === 401) return 'badCredential';
  if (status !== 400 && status !== 403) return null;
  const { errorCode, message } = body;
  if (typeof errorCode === 'string') return Object.hasOwn(byCode, errorCode) ? (byCode[errorCode] ?? null) : null;
  // The newer layer answers a class and a message only.
  return byMessage.find(([said]) => typeof message === 'string' && said.test(message))?.[1] ?? null;
}
