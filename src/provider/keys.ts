// Being an application with a consumer key: every request signed as the official clients sign it.
import type { Region } from '../core/model.ts';
import { callApi, callerOfKeyed, type KeyedCaller, type Proven } from './api.ts';
import type { ProviderRequest, Wire } from './request.ts';
import type { ServerClock } from './server-clock.ts';
import type { Caller } from './session.ts';

/** All three are secrets. */
export interface Keys {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}

/** Calls the API by keys, with the failures of core only. */
export function keysCaller(region: Region, keys: Keys, wire: Wire, clock: ServerClock): Caller {
  return callerOfKeyed(keyedCaller(region, keys, wire, clock));
}

/** Calls the API by keys. A reading that the provider finds out of time is asked once more by the provider's own clock; a write is not. */
export function keyedCaller(region: Region, keys: Keys, wire: Wire, clock: ServerClock): KeyedCaller {
  const once = async (request: ProviderRequest, signal?: AbortSignal): ReturnType<KeyedCaller> => {
    const time = await clock.now();
    if (!time.ok) return time;
    const answer = await callApi(signedWith(region, keys, time.value), request, wire, signal);
    if (!answer.ok && answer.failure.kind === 'clockOff') clock.doubt(time.value);
    return answer;
  };
  return async (request, signal) => {
    const answer = await once(request, signal);
    const again = !answer.ok && answer.failure.kind === 'clockOff' && request.method === 'GET';
    return again ? once(request, signal) : answer;
  };
}

function signedWith(region: Region, keys: Keys, timestampS: number): Proven {
  return {
    region, proof: 'keys',
    headersFor: async (method, url, body) => ({
      'X-Ovh-Application': keys.applicationKey, 'X-Ovh-Consumer': keys.consumerKey, 'X-Ovh-Timestamp': String(timestampS),
      'X-Ovh-Signature': await signature(keys, method, url, body, timestampS),
    }),
  };
}

/** `$1$` and the SHA-1 of what is sent and when, in hex. Source: the official clients for Go, Python, Node and PHP. */
export async function signature(keys: Keys, method: string, url: string, body: string, timestampS: number): Promise<string> {
  const signed = [keys.applicationSecret, keys.consumerKey, method, url, body, timestampS].join('+');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(signed)));
  return `$1$${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
