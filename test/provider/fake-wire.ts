// A provider made of answers: records what was asked, answers what it is told, in bytes that come as they come.
import type { ProviderRequest, Wire } from '../../src/provider/request.ts';
import type { Caller } from '../../src/provider/session.ts';
import { answerOf, type Asked } from '../../src/provider/answer.ts';

export interface Asking {
  readonly url: string;
  readonly init: RequestInit;
}

export const now = Date.parse('2026-11-23T12:00:00Z');

/** A wire whose answers are given by a function of what was asked. */
export function wireOf(answer: (asking: Asking) => Response | Promise<Response>): Wire & { readonly asked: Asking[] } {
  const asked: Asking[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const asking = { url, init };
    asked.push(asking);
    return answer(asking);
  };
  return { fetch, now: () => now, asked };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** A caller that answers from a function, judged as the session's answers are. */
export function callerOf(answer: (request: ProviderRequest) => { status?: number; value?: unknown; text?: string; headers?: Record<string, string> }): Caller & { asked: ProviderRequest[] } {
  const asked: ProviderRequest[] = [];
  const caller = async (request: ProviderRequest): ReturnType<Caller> => {
    asked.push(request);
    const { status = 200, value, text = JSON.stringify(value), headers = {} } = answer(request);
    const how: Asked = { write: request.method !== 'GET', way: 'session' };
    return answerOf({ status, redirect: false, header: (name) => headers[name] ?? null, text, cut: false }, how, now);
  };
  return Object.assign(caller, { asked });
}

export const mail = { state: 'ok', sent: 12, sentToday: 3, bounce: 1, maxPerDay: 200, email: null };
