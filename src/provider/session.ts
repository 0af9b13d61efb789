// Being whoever is logged in to the control panel: the panel's own API, with the browser's cookies.
import type { Result } from '../core/failure.ts';
import { bad } from '../core/failure.ts';
import type { Region } from '../core/model.ts';
import { answerOf, type Answer } from './answer.ts';
import { sessionBase } from './regions.ts';
import { bodyOf, exchange, urlOf, type ProviderRequest, type Wire } from './request.ts';

/** Sends one request as somebody. Resolves always; `signal` gives up early (`timeOut`). */
export type Caller = (request: ProviderRequest, signal?: AbortSignal) => Promise<Result<Answer>>;

export function sessionCaller(region: Region, wire: Wire): Caller {
  return async (request, signal) => {
    const url = urlOf(sessionBase(region), request);
    if (url === null) return bad({ kind: 'gone' });
    const reply = await exchange(url, { ...initOf(request), credentials: 'include' }, wire, signal);
    return reply.ok ? answerOf(reply.value, { write: request.method !== 'GET', way: 'session' }, wire.now()) : reply;
  };
}

/** Method, headers and body of a request; the headers are those of the panel's own client. */
export function initOf(request: ProviderRequest, body = bodyOf(request)): { method: string; headers: Record<string, string>; body?: string } {
  const headers = { Accept: 'application/json', ...request.headers };
  if (body === undefined) return { method: request.method, headers };
  return { method: request.method, headers: { ...headers, 'Content-Type': 'application/json;charset=utf-8' }, body };
}
