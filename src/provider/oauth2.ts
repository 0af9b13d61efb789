// Being a service account: client credentials for a token of an hour (RFC 6749, 4.4), renewed in time and only once.
import { bad, good } from '../core/failure.ts';
import type { Region, Time } from '../core/model.ts';
import { fields } from '../core/shape.ts';
import { answerOf, jsonOf } from './answer.ts';
import { callApi, callerOfKeyed, type KeyedCaller } from './api.ts';
import type { Keyed } from './key-failure.ts';
import { oauth2TokenUrl } from './regions.ts';
import { exchange, type Reply, type Wire } from './request.ts';
import type { Caller } from './session.ts';
import { bearing } from './token.ts';

/** Both are secrets. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A secret. */
export interface AccessToken {
  readonly token: string;
  readonly endsAt: Time;
}

/** Where a token outlives the worker; in memory only, where nothing is given. */
export interface Keeping {
  readonly kept?: AccessToken | null;
  readonly keep?: (token: AccessToken | null) => void;
}

export function oauth2Caller(region: Region, client: Client, wire: Wire, keeping: Keeping = {}): Caller {
  return callerOfKeyed(keyedOauth2Caller(region, client, wire, keeping));
}

/** A reading whose token is refused before its end is asked once more with a fresh one; a write is not. */
export function keyedOauth2Caller(region: Region, client: Client, wire: Wire, keeping: Keeping = {}): KeyedCaller {
  const tokens = tokensOf(region, client, wire, keeping);
  const once: KeyedCaller = async (request, signal) => {
    const token = await tokens.current();
    if (!token.ok) return token;
    const answer = await callApi(bearing(region, token.value), request, wire, signal);
    if (!answer.ok && answer.failure.kind === 'badToken') tokens.drop(token.value);
    return answer;
  };
  return async (request, signal) => {
    const answer = await once(request, signal);
    const again = !answer.ok && answer.failure.kind === 'badToken' && request.method === 'GET';
    return again ? once(request, signal) : answer;
  };
}

/** Renewed this long before its end: longer than any request takes. */
export const renewBeforeMs = 120_000;

function tokensOf(region: Region, client: Client, wire: Wire, { kept = null, keep = () => undefined }: Keeping) {
  let held = kept;
  let renewing: Promise<Keyed<AccessToken>> | null = null;
  const hold = (token: AccessToken | null): void => { held = token; keep(token); };
  const renew = async (): Promise<Keyed<AccessToken>> => {
    const asked = await askToken(region, client, wire);
    if (asked.ok) hold(asked.value);
    return asked;
  };
  return {
    /** Ten requests that need a new token at once wait for the same one. */
    async current(): Promise<Keyed<string>> {
      if (held !== null && wire.now() < held.endsAt - renewBeforeMs) return good(held.token);
      renewing ??= renew().finally(() => { renewing = null; });
      const renewed = await renewing;
      return renewed.ok ? good(renewed.value.token) : renewed;
    },
    drop(token: string): void {
      if (held?.token === token) hold(null);
    },
  };
}

/** The client goes in the form: that is how the provider's documentation asks for tokens. */
async function askToken(region: Region, client: Client, wire: Wire): Promise<Keyed<AccessToken>> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret, scope: 'all' });
  const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  const reply = await exchange(oauth2TokenUrl(region), { method: 'POST', headers, body: form.toString(), credentials: 'omit' }, wire);
  if (!reply.ok) return reply;
  if (isBadClient(reply.value)) return { ok: false, failure: { kind: 'badClient' } };
  const answer = answerOf(reply.value, { write: false, way: 'api' }, wire.now());
  if (!answer.ok) return answer;
  const token = decodeToken(answer.value.value, wire.now());
  return token === null ? bad({ kind: 'unreadable', status: answer.value.status }) : good(token);
}

const clientErrors: readonly unknown[] = ['invalid_client', 'unauthorized_client', 'invalid_grant'];

/** RFC 6749, 5.2. */
function isBadClient({ status, text }: Reply): boolean {
  return status === 401 || (status >= 400 && status < 500 && clientErrors.includes(fields(jsonOf(text))?.['error']));
}

const hourS = 3600;

/** A token that says no end is trusted for an hour, and so is one that claims more than a day. */
function decodeToken(value: unknown, now: Time): AccessToken | null {
  const { access_token: token, expires_in: lifeS, token_type: type = 'bearer' } = fields(value) ?? {};
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token) || String(type).toLowerCase() !== 'bearer') return null;
  const believed = typeof lifeS === 'number' && lifeS > 0 && lifeS <= 24 * hourS ? lifeS : hourS;
  return { token, endsAt: now + believed * 1000 };
}
