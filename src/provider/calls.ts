// The endpoints that Sluice uses, one function each.
import { bad, concernsAccount, good, type Result } from '../core/failure.ts';
import type { Abuse, Bounce, Mail, Time, Volume } from '../core/model.ts';
import { answerOf, type Answer } from './answer.ts';
import { decodeAbuse, decodeBounces, decodeMail, decodeMe, decodeNames, decodeVolumes, type Me } from './decode.ts';
import { bodyOf, pathOf, type ProviderRequest } from './request.ts';
import type { Caller } from './session.ts';

/** `hosting.web.mail.ActionEnum` of the schema. */
export type MailAction = 'BLOCK' | 'UNBLOCK' | 'PURGE';

/** The panel asks for 20; 100 is what the schema allows. */
export const bounceLimit = 100;

/** `GET /me`: who the caller is. */
export async function me(caller: Caller, signal?: AbortSignal): Promise<Result<Me>> {
  return decodedBy(decodeMe, await caller({ method: 'GET', path: '/me' }, signal));
}

/** `GET /hosting/web/{serviceName}/email`. */
export async function readMail(caller: Caller, serviceName: string, signal?: AbortSignal): Promise<Result<Mail>> {
  return decodedBy(decodeMail, await caller({ method: 'GET', path: mailPath(serviceName) }, signal));
}

/** `GET …/email/bounces`, in the provider's order. The panel takes a 404 for "none". */
export async function bounces(caller: Caller, serviceName: string, limit = bounceLimit, signal?: AbortSignal): Promise<Result<readonly Bounce[]>> {
  const query = { limit: String(Math.min(Math.max(limit, 0), bounceLimit)) };
  return orEmpty(decodedBy(decodeBounces, await caller({ method: 'GET', path: `${mailPath(serviceName)}/bounces`, query }, signal)));
}

/** `GET …/email/volumes`, oldest first, one entry a day. The panel takes a 404 for "none". */
export async function volumes(caller: Caller, serviceName: string, signal?: AbortSignal): Promise<Result<readonly Volume[]>> {
  return orEmpty(decodedBy(decodeVolumes, await caller({ method: 'GET', path: `${mailPath(serviceName)}/volumes` }, signal)));
}

/** `POST …/email/request`. A good answer says only that it was taken; the state shows what came of it. */
export async function requestAction(caller: Caller, serviceName: string, action: MailAction, signal?: AbortSignal): Promise<Result<null>> {
  return taken(await caller(actionRequest(serviceName, action), signal));
}

/** `PUT …/email` with the address alone, as the panel does. */
export async function changeRecipient(caller: Caller, serviceName: string, email: string, signal?: AbortSignal): Promise<Result<null>> {
  return taken(await caller(recipientRequest(serviceName, email), signal));
}

export function actionRequest(serviceName: string, action: MailAction): ProviderRequest {
  return { method: 'POST', path: `${mailPath(serviceName)}/request`, body: { action } };
}

export function recipientRequest(serviceName: string, email: string): ProviderRequest {
  return { method: 'PUT', path: mailPath(serviceName), body: { email } };
}

/** `POST …/unblockTCPOut`, without a body: the panel's "lift security measures". The provider analyses the hosting and may block it again. */
export async function liftMeasures(caller: Caller, serviceName: string, signal?: AbortSignal): Promise<Result<null>> {
  return taken(await caller(liftRequest(serviceName), signal));
}

export function liftRequest(serviceName: string): ProviderRequest {
  return { method: 'POST', path: pathOf('hosting', 'web', serviceName, 'unblockTCPOut') };
}

/** `GET …/abuseState`. Accounts that do not know it answer 404 or 403: null. Source: the panel's abuse-unblock page. */
export async function abuse(caller: Caller, serviceName: string, signal?: AbortSignal): Promise<Result<Abuse | null>> {
  const found = decodedBy(decodeAbuse, await caller({ method: 'GET', path: pathOf('hosting', 'web', serviceName, 'abuseState') }, signal));
  const absent = !found.ok && !concernsAccount(found.failure);
  return absent ? good(null) : found;
}

/** `GET …/attachedDomain`: the domains whose mail the hosting may send. */
export async function attachedDomains(caller: Caller, serviceName: string, signal?: AbortSignal): Promise<Result<readonly string[]>> {
  return orEmpty(decodedBy(decodeNames, await caller({ method: 'GET', path: pathOf('hosting', 'web', serviceName, 'attachedDomain') }, signal)));
}

/** A write as a panel tab carries it; null for anything but a POST or PUT of a hosting. */
export function carriageOf(request: ProviderRequest): { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: string } | null {
  const { method, path } = request;
  return (method === 'POST' || method === 'PUT') && path.startsWith('/hosting/web/') ? { method, path, body: bodyOf(request) ?? '' } : null;
}

/** What a panel tab brought back, judged like any answer. Status 0, no answer: the write may or may not have arrived. */
export function answerOfCarried(carried: { readonly status: number; readonly body: string }, now: Time): Result<Answer> {
  if (carried.status === 0) return bad({ kind: 'offline' });
  const redirect = carried.status >= 300 && carried.status < 400;
  const reply = { status: carried.status, redirect, header: () => null, text: carried.body, cut: false };
  return answerOf(reply, { write: true, way: 'carried' }, now);
}

export function mailPath(serviceName: string): string {
  return pathOf('hosting', 'web', serviceName, 'email');
}

/** The decoded value of an answer; `unreadable` where it is not what the schema says. */
export function decodedBy<T>(decode: (value: unknown) => T | null, answer: Result<Answer>): Result<T> {
  if (!answer.ok) return answer;
  const decoded = decode(answer.value.value);
  return decoded === null ? bad({ kind: 'unreadable', status: answer.value.status }) : good(decoded);
}

export function orEmpty<T>(list: Result<readonly T[]>): Result<readonly T[]> {
  return !list.ok && list.failure.kind === 'gone' ? good([]) : list;
}

function taken(answer: Result<Answer>): Result<null> {
  return answer.ok ? good(null) : answer;
}
