// What an answer means: its JSON value, or one named failure. The rules are those of the control panel and the official clients.
import { bad, good, type Failure, type Result } from '../core/failure.ts';
import type { Time } from '../core/model.ts';
import { fields, type Fields } from '../core/shape.ts';
import { plainText } from './plain.ts';
import type { Reply } from './request.ts';

export interface Answer {
  readonly status: number;
  /** Decoded JSON; null where a write was answered with nothing. */
  readonly value: unknown;
  readonly header: (name: string) => string | null;
}

/** What was asked, as far as it changes what an answer means. */
export interface Asked {
  readonly write: boolean;
  /** `session`: with the panel's cookies, from the extension. `carried`: the same, by a panel tab. `api`: keys and tokens. */
  readonly way: 'session' | 'carried' | 'api';
}

const longestWaitMs = 3_600_000;
const messageLimit = 300;

/** Judges an answer. Never throws, whatever the answer holds. */
export function answerOf(reply: Reply, asked: Asked, now: Time): Result<Answer> {
  const { status, header } = reply;
  if (reply.redirect) return bad(asked.way === 'api' ? { kind: 'unreadable', status } : { kind: 'loggedOut' });
  const value = jsonOf(reply.text);
  if (status < 200 || status > 299) return bad(failureOf(status, value, asked, retryAfterMs(header('retry-after'), now)));
  if (reply.cut) return bad({ kind: 'oversized' });
  // The schema promises the content of reads only; the panel itself does not look at what answers a write.
  if (asked.write && reply.text.trim() === '') return good({ status, value: null, header });
  return value === undefined ? bad({ kind: 'unreadable', status }) : good({ status, value, header });
}

/**
 * The failure that a refusing status and its decoded body (undefined: no JSON) stand for.
 * Sources: the panel's API client (401, the two texts of 403, 471, maintenance), python-ovh (460, error codes).
 */
export function failureOf(status: number, value: unknown, asked: Asked, waitMs: number | null = null): Failure {
  const body = fields(value) ?? {};
  switch (status) {
    case 401: return { kind: 'loggedOut' };
    case 403: return forbidden(body, value !== undefined, asked);
    case 404: return value === undefined ? { kind: 'unreadable', status } : { kind: 'gone' };
    // The server waited for us and gave up: a write may have arrived or not.
    case 408: return { kind: 'timeOut' };
    // A proxy or a hotel's network stands in between; the provider was not reached.
    case 407: case 511: return { kind: 'offline' };
    case 429: return { kind: 'tooManyRequests', retryAfterMs: waitMs };
    case 460: return { kind: 'expired' };
    case 471: return { kind: 'weakSession' };
  }
  if (status >= 500) return isMaintenance(body) ? { kind: 'maintenance' } : { kind: 'providerDown', status };
  if (status < 400) return { kind: 'unreadable', status };
  return { kind: 'refused', status, message: messageOf(body) };
}

const deadSession: readonly unknown[] = ['This session is forbidden', 'This session is invalid'];
const noCredential: readonly unknown[] = ['NOT_CREDENTIAL', 'INVALID_CREDENTIAL'];

function forbidden(body: Fields, readable: boolean, asked: Asked): Failure {
  if (deadSession.includes(body['message'])) return { kind: 'loggedOut' };
  if (asked.way !== 'api' && noCredential.includes(body['errorCode'])) return { kind: 'loggedOut' };
  const actions = missingActions(body);
  if (actions.length > 0 || refusesRights(body)) return { kind: 'noRights', actions };
  if (asked.way === 'session' && asked.write) return { kind: 'originRefused' };
  if (asked.way === 'carried') return { kind: 'refused', status: 403, message: messageOf(body) };
  return readable ? { kind: 'noRights', actions } : { kind: 'unreadable', status: 403 };
}

/** IAM actions that the answer names as missing. Source: go-ovh, `details` of an API error. */
function missingActions(body: Fields): readonly string[] {
  const details = fields(body['details']) ?? {};
  const named = [details['unauthorizedActionsByIAM'], details['unauthorizedActionsByAuthentication']].flat();
  const words = named.flatMap((names) => (typeof names === 'string' ? names.split(/[\s,;]+/) : []));
  return [...new Set(words.filter((word) => /^[\w:./*-]{1,120}$/.test(word)))].slice(0, 20);
}

const rightsCodes: readonly unknown[] = ['NOT_GRANTED_CALL', 'NOT_GRANTED', 'FORBIDDEN', 'ACCESS_DENIED'];

/** `Client::Forbidden` alone could be about the origin; `User not granted for this request` is about rights. */
function refusesRights(body: Fields): boolean {
  const said = typeof body['message'] === 'string' ? body['message'].slice(0, messageLimit) : '';
  if (/\b(origin|referer|referrer|csrf|cross-site)\b/i.test(said)) return false;
  if (rightsCodes.includes(body['errorCode'])) return true;
  return /forbidden/i.test(String(body['class'] ?? '')) && /grant|right|permission|allowed|authori[sz]|privilege|polic/i.test(said);
}

function isMaintenance(body: Fields): boolean {
  return body['class'] === 'Server::InternalServerError::ApiUnreachableMaintenance';
}

function messageOf(body: Fields): string {
  return plainText(body['message'], messageLimit) ?? '';
}

/**
 * Milliseconds to wait from a `Retry-After` header, at most an hour. RFC 9110, 10.2.3: seconds without a sign, or an HTTP date;
 * anything else says nothing.
 */
export function retryAfterMs(header: string | null, now: Time): number | null {
  const said = header?.trim() ?? '';
  const waitMs = /^\d+$/.test(said) ? Number(said) * 1000 : /^[A-Za-z]{3}/.test(said) ? Date.parse(said) - now : NaN;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), longestWaitMs);
}

/** The JSON value of a text; undefined, which JSON cannot say, where it is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // HTML, an empty or a cut text: the caller names it by its status.
    return undefined;
  }
}
