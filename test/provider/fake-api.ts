// The public API in small: checks signatures by itself, keeps its own clock, gives out tokens, counts what it does.
import { createHash } from 'node:crypto';
import type { Keys } from '../../src/provider/keys.ts';
import { json, mail, now, wireOf, type Asking } from './fake-wire.ts';

export const keys: Keys = { applicationKey: 'a1b2c3d4e5f60718', applicationSecret: 'SECRETsecretSECRETsecretSECRETse', consumerKey: 'CONSUMERconsumerCONSUMERconsumer' };

export function headersOf({ init }: Asking): Record<string, string> {
  return init.headers as Record<string, string>;
}

function error(status: number, errorCode: string, message: string): Response {
  return json({ errorCode, httpCode: `${status} X`, message }, status);
}

/** `aheadS`: how far its clock is ahead of the client's. */
export function fakeApi(options: { aheadS?: number; answer?: (asking: Asking) => Response } = {}) {
  const state = { aheadS: options.aheadS ?? 0, timesAsked: 0, executed: 0 };
  const answer = (asking: Asking): Response => {
    const serverS = Math.round(now / 1000) + state.aheadS;
    if (asking.url.endsWith('/auth/time')) {
      state.timesAsked += 1;
      return json(serverS);
    }
    const headers = headersOf(asking);
    if (headers['X-Ovh-Application'] !== keys.applicationKey) return error(403, 'INVALID_KEY', 'Invalid application key');
    if (Math.abs(Number(headers['X-Ovh-Timestamp']) - serverS) > 30) return error(400, 'QUERY_TIME_OUT', 'Query out of time');
    const signed = [keys.applicationSecret, keys.consumerKey, asking.init.method, asking.url, asking.init.body ?? '', headers['X-Ovh-Timestamp']].join('+');
    if (headers['X-Ovh-Signature'] !== `$1$${createHash('sha1').update(signed).digest('hex')}`) return error(400, 'INVALID_SIGNATURE', 'Invalid signature');
    state.executed += 1;
    return options.answer?.(asking) ?? json(mail);
  };
  return { wire: wireOf(answer), state };
}
