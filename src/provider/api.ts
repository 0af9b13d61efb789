// One request to the public API, proven by whatever headers are given; never with the browser's cookies.
import { bad } from '../core/failure.ts';
import type { Region } from '../core/model.ts';
import { answerOf, type Answer } from './answer.ts';
import { keyFailureOf, type Keyed, type Proof } from './key-failure.ts';
import { apiBase } from './regions.ts';
import { exchange, urlOf, type ProviderRequest, type Wire } from './request.ts';
import { initOf, type Caller } from './session.ts';

/** A `Caller` by key or token. */
export type KeyedCaller = (request: ProviderRequest, signal?: AbortSignal) => Promise<Keyed<Answer>>;

/** A caller for the endpoints of `calls.ts` and `many.ts`. */
export function callerOfKeyed(keyed: KeyedCaller): Caller {
  return keyed;
}

export interface Proven {
  readonly region: Region;
  readonly proof: Proof;
  /** The headers that prove who asks, for the very address and body that are sent. */
  readonly headersFor: (method: string, url: string, body: string) => Promise<Readonly<Record<string, string>>>;
}

/** Sends one request once. Characters beyond ASCII are escaped in the body, so that what is signed is what arrives, byte for byte. */
export async function callApi(proven: Proven, request: ProviderRequest, wire: Wire, signal?: AbortSignal): Promise<Keyed<Answer>> {
  const url = urlOf(apiBase(proven.region), request);
  if (url === null) return bad({ kind: 'gone' });
  const body = request.body === undefined ? undefined : asciiJson(request.body);
  const init = initOf(request, body);
  const headers = { ...init.headers, ...(await proven.headersFor(request.method, url, body ?? '')) };
  const reply = await exchange(url, { ...init, headers, credentials: 'omit' }, wire, signal);
  if (!reply.ok) return reply;
  const failure = keyFailureOf(reply.value, proven.proof);
  return failure === null ? answerOf(reply.value, { write: request.method !== 'GET', way: 'api' }, wire.now()) : { ok: false, failure };
}

/** JSON in ASCII, with `\uXXXX` for all else, as node-ovh sends it. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
