// What each answer of the provider means.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { answerOf, retryAfterMs, type Asked } from '../../src/provider/answer.ts';
import type { Failure } from '../../src/core/failure.ts';
import { now } from './fake-wire.ts';

const read: Asked = { write: false, way: 'session' };
const write: Asked = { write: true, way: 'session' };
const carried: Asked = { write: true, way: 'carried' };
const apiRead: Asked = { write: false, way: 'api' };
const apiWrite: Asked = { write: true, way: 'api' };

function judged(status: number, body: unknown, asked: Asked, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answerOf({ status, redirect: false, header: (name) => headers[name] ?? null, text, cut: false }, asked, now);
}

const html = '<!doctype html><title>Log in</title>';
const iam = { class: 'Client::Forbidden', message: 'User not granted for this request', details: { unauthorizedActionsByAuthentication: '', unauthorizedActionsByIAM: 'webHosting:apiovh:email/request/create' } };
const named = ['webHosting:apiovh:email/request/create'];
const origin = { class: 'Client::Forbidden', message: 'Origin not allowed' };

const refusals: readonly (readonly [string, number, unknown, Asked, Failure])[] = [
  ['401', 401, { message: 'You must login first' }, read, { kind: 'loggedOut' }],
  ['401 in HTML', 401, html, write, { kind: 'loggedOut' }],
  ['403 of a forbidden session', 403, { message: 'This session is forbidden' }, read, { kind: 'loggedOut' }],
  ['403 of an invalid session', 403, { message: 'This session is invalid' }, write, { kind: 'loggedOut' }],
  ['403 of an invalid session, carried', 403, { message: 'This session is invalid' }, carried, { kind: 'loggedOut' }],
  ['403 with nearly that text', 403, { message: 'This session is invalid.' }, write, { kind: 'originRefused' }],
  ['403 without a credential on the session base', 403, { errorCode: 'NOT_CREDENTIAL', message: 'x' }, read, { kind: 'loggedOut' }],
  ['403 by IAM on a read', 403, iam, read, { kind: 'noRights', actions: named }],
  ['403 by IAM on a write', 403, iam, write, { kind: 'noRights', actions: named }],
  ['403 by IAM through keys', 403, iam, apiWrite, { kind: 'noRights', actions: named }],
  ['403 by IAM and authentication', 403, { details: { unauthorizedActionsByIAM: 'a:b/c, d:e', unauthorizedActionsByAuthentication: ['a:b/c', 7, '<b>'] } }, write, { kind: 'noRights', actions: ['a:b/c', 'd:e'] }],
  ['403 NOT_GRANTED_CALL', 403, { errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' }, write, { kind: 'noRights', actions: [] }],
  ['403 FORBIDDEN', 403, { errorCode: 'FORBIDDEN' }, write, { kind: 'noRights', actions: [] }],
  ['403 by class and rights wording', 403, { class: 'Client::Forbidden', message: 'You do not have the rights to do this' }, write, { kind: 'noRights', actions: [] }],
  ['403 about the origin on a write', 403, origin, write, { kind: 'originRefused' }],
  ['403 about the origin with a code', 403, { ...origin, errorCode: 'FORBIDDEN' }, write, { kind: 'originRefused' }],
  ['403 of a class alone on a write', 403, { class: 'Client::Forbidden', message: 'Forbidden' }, write, { kind: 'originRefused' }],
  ['403 in HTML on a write', 403, html, write, { kind: 'originRefused' }],
  ['403 empty on a write', 403, '', write, { kind: 'originRefused' }],
  ['403 otherwise on a read', 403, { message: 'no' }, read, { kind: 'noRights', actions: [] }],
  ['403 in HTML on a read', 403, html, read, { kind: 'unreadable', status: 403 }],
  ['403 about the origin even from the panel', 403, origin, carried, { kind: 'refused', status: 403, message: 'Origin not allowed' }],
  ['403 otherwise through keys', 403, { message: 'x' }, apiWrite, { kind: 'noRights', actions: [] }],
  ['471', 471, { message: 'low order session' }, read, { kind: 'weakSession' }],
  ['460', 460, { message: 'This service is expired' }, read, { kind: 'expired' }],
  ['404', 404, { message: 'This service does not exist' }, read, { kind: 'gone' }],
  ['404 in HTML is not the provider speaking', 404, html, read, { kind: 'unreadable', status: 404 }],
  ['400', 400, { message: 'Invalid email' }, write, { kind: 'refused', status: 400, message: 'Invalid email' }],
  ['400 without a message', 400, html, write, { kind: 'refused', status: 400, message: '' }],
  ['400 with a message that is no text', 400, { message: { a: 1 } }, write, { kind: 'refused', status: 400, message: '' }],
  ['409', 409, { message: 'A task\u0000 is\n running' }, write, { kind: 'refused', status: 409, message: 'A task is running' }],
  ['408 may have arrived', 408, html, write, { kind: 'timeOut' }],
  ['407 of a proxy', 407, html, read, { kind: 'offline' }],
  ['429', 429, {}, read, { kind: 'tooManyRequests', retryAfterMs: null }],
  ['500', 500, { message: 'Internal' }, read, { kind: 'providerDown', status: 500 }],
  ['500 for maintenance', 500, { class: 'Server::InternalServerError::ApiUnreachableMaintenance' }, read, { kind: 'maintenance' }],
  ['502 in HTML', 502, html, write, { kind: 'providerDown', status: 502 }],
  ['503', 503, '', apiRead, { kind: 'providerDown', status: 503 }],
  ['200 in HTML', 200, html, read, { kind: 'unreadable', status: 200 }],
  ['200 in HTML on a write', 200, html, write, { kind: 'unreadable', status: 200 }],
  ['200 empty on a read', 200, '', read, { kind: 'unreadable', status: 200 }],
  ['204 on a read', 204, '', read, { kind: 'unreadable', status: 204 }],
  ['200 cut', 200, '{"state":"o', read, { kind: 'unreadable', status: 200 }],
  ['304', 304, '', read, { kind: 'unreadable', status: 304 }],
];

describe('a refusing answer', () => {
  it.each(refusals)('%s', (_name, status, body, asked, failure) => {
    expect(judged(status, body, asked)).toEqual({ ok: false, failure });
  });

  it('cuts what the provider said to 300 characters, and never through a pair', () => {
    const result = judged(400, { message: `${'a'.repeat(299)}😀 and more` }, write);
    expect(result).toMatchObject({ failure: { message: `${'a'.repeat(299)}\uFFFD` } });
  });

  it('takes a redirect of the session for logged out, of the API for unreadable', () => {
    const reply = { status: 0, redirect: true, header: () => null, text: '', cut: false };
    expect(answerOf(reply, read, now)).toEqual({ ok: false, failure: { kind: 'loggedOut' } });
    expect(answerOf({ ...reply, status: 302 }, apiRead, now)).toEqual({ ok: false, failure: { kind: 'unreadable', status: 302 } });
  });

  it('judges a cut answer by its status where that says enough', () => {
    const reply = { redirect: false, header: () => null, text: '{"a":', cut: true };
    expect(answerOf({ ...reply, status: 200 }, read, now)).toEqual({ ok: false, failure: { kind: 'oversized' } });
    expect(answerOf({ ...reply, status: 502 }, read, now)).toEqual({ ok: false, failure: { kind: 'providerDown', status: 502 } });
  });
});

describe('a good answer', () => {
  it.each([['null', 200, 'null', null], ['nothing', 204, '', null], ['an empty 200', 200, '', null], ['a text', 200, '"Request done"', 'Request done'], ['a number', 200, '7', 7]] as const)(
    'to a write may be %s', (_name, status, text, value) => {
      expect(judged(status, text, write)).toMatchObject({ ok: true, value: { status, value } });
    });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000], ['0', 0], ['-5', null], ['1000000000', 3_600_000], ['9'.repeat(400), 3_600_000], ['soon', null], ['', null], ['1.5', null],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000], ['Mon, 23 Nov 2026 11:00:00 GMT', 0], ['Tue, 24 Nov 2026 12:00:00 GMT', 3_600_000], ['2026-11-23', null],
  ])('%s', (header, waitMs) => expect(retryAfterMs(header, now)).toBe(waitMs));

  it('reaches the failure', () => {
    expect(judged(429, {}, read, { 'retry-after': '7' })).toEqual({ ok: false, failure: { kind: 'tooManyRequests', retryAfterMs: 7000 } });
    expect(retryAfterMs(null, now)).toBeNull();
  });
});

it('answers something for every status and every body, and throws never', () => {
  const ways = fc.constantFrom(read, write, carried, apiRead, apiWrite);
  fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.oneof(fc.jsonValue(), fc.string()), ways, fc.string(), (status, body, asked, header) => {
    const result = judged(status, body, asked, { 'retry-after': header });
    if (!result.ok && result.failure.kind === 'tooManyRequests') expect(result.failure.retryAfterMs ?? 0).toBeLessThanOrEqual(3_600_000);
    expect(result.ok).toBe(result.ok && status >= 200 && status < 300);
  }), { numRuns: 3000 });
});
