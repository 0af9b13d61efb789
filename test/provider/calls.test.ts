// The endpoints: what is asked, and what is made of every outcome on every one of them.
import { describe, expect, it } from 'vitest';
import { answerOfCarried, bounces, carriageOf, changeRecipient, actionRequest, me, readMail, recipientRequest, requestAction, volumes } from '../../src/provider/calls.ts';
import type { FailureKind, Result } from '../../src/core/failure.ts';
import { sessionCaller, type Caller } from '../../src/provider/session.ts';
import { callerOf, json, mail, now, wireOf } from './fake-wire.ts';

const sn = 'example.com';

it('asks what the panel asks', async () => {
  const caller = callerOf(({ path }) => ({ value: path === '/me' ? { nichandle: 'ab1-ovh' } : path.endsWith('/email') ? mail : [] }));
  expect(await me(caller)).toEqual({ ok: true, value: { nichandle: 'ab1-ovh' } });
  expect(await readMail(caller, sn)).toEqual({ ok: true, value: mail });
  await bounces(caller, sn);
  await bounces(caller, sn, 5000);
  await volumes(caller, sn);
  await requestAction(caller, sn, 'PURGE');
  await changeRecipient(caller, sn, 'owner@example.com');
  expect(caller.asked).toEqual([
    { method: 'GET', path: '/me' },
    { method: 'GET', path: '/hosting/web/example.com/email' },
    { method: 'GET', path: '/hosting/web/example.com/email/bounces', query: { limit: '100' } },
    { method: 'GET', path: '/hosting/web/example.com/email/bounces', query: { limit: '100' } },
    { method: 'GET', path: '/hosting/web/example.com/email/volumes' },
    { method: 'POST', path: '/hosting/web/example.com/email/request', body: { action: 'PURGE' } },
    { method: 'PUT', path: '/hosting/web/example.com/email', body: { email: 'owner@example.com' } },
  ]);
});

it('takes a 404 of bounces and volumes for none, of mail for a hosting that is gone', async () => {
  const caller = callerOf(() => ({ status: 404, value: { message: 'not found' } }));
  expect(await bounces(caller, sn)).toEqual({ ok: true, value: [] });
  expect(await volumes(caller, sn)).toEqual({ ok: true, value: [] });
  expect(await readMail(caller, sn)).toEqual({ ok: false, failure: { kind: 'gone' } });
});

const html = '<html><body>Log in</body></html>';
const silence = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
const text = (body: string, status = 200, headers = {}): Response => new Response(status === 204 ? null : body, { status, headers });

/** What came of it: for the three reads and for the write. */
type Ends = readonly [reads: FailureKind | 'ok', write: FailureKind | 'ok'];
const same = (kind: FailureKind): Ends => [kind, kind];
const outcomes: readonly (readonly [string, () => Response | Promise<Response>, Ends])[] = [
  ['200 HTML login', () => text(html), same('unreadable')],
  ['200 null', () => json(null), ['unreadable', 'ok']],
  ['truncated', () => text('[{"state":"ok","se'), same('unreadable')],
  ['10 MB', () => text(`"${'a'.repeat(10_000_000)}"`), same('oversized')],
  ['wrong type', () => json('Request done'), ['unreadable', 'ok']],
  ['204', () => text('', 204), ['unreadable', 'ok']],
  ['301 to the login', () => text('', 301, { location: 'https://www.ovh.com/auth/' }), same('loggedOut')],
  ['400', () => json({ message: 'no' }, 400), same('refused')],
  ['401', () => json({ message: 'no' }, 401), same('loggedOut')],
  ['403', () => json({ message: 'no' }, 403), ['noRights', 'originRefused']],
  ['403 of a dead session', () => json({ message: 'This session is forbidden' }, 403), same('loggedOut')],
  ['409', () => json({ message: 'no' }, 409), same('refused')],
  ['429', () => json({}, 429), same('tooManyRequests')],
  ['429 in seconds', () => json({}, 429, { 'retry-after': '30' }), same('tooManyRequests')],
  ['429 at a date', () => json({}, 429, { 'retry-after': new Date(now + 5000).toUTCString() }), same('tooManyRequests')],
  ['429 negative', () => json({}, 429, { 'retry-after': '-30' }), same('tooManyRequests')],
  ['429 absurd', () => json({}, 429, { 'retry-after': '1000000000' }), same('tooManyRequests')],
  ['460', () => json({ message: 'expired' }, 460), same('expired')],
  ['471', () => json({ message: 'low order session' }, 471), same('weakSession')],
  ['500', () => json({}, 500), same('providerDown')],
  ['500 for maintenance', () => json({ class: 'Server::InternalServerError::ApiUnreachableMaintenance' }, 500), same('maintenance')],
  ['502 HTML', () => text(html, 502), same('providerDown')],
  ['503', () => text('', 503), same('providerDown')],
  ['reset', silence, same('offline')],
  ['a clock that is off', () => json({ errorCode: 'QUERY_TIME_OUT', message: 'Query out of time' }, 400), same('refused')],
];

describe('every outcome of every call is named', () => {
  const calls: readonly (readonly [string, 0 | 1, (caller: Caller) => Promise<Result<unknown>>])[] = [
    ['mail', 0, (caller) => readMail(caller, sn)], ['bounces', 0, (caller) => bounces(caller, sn)], ['volumes', 0, (caller) => volumes(caller, sn)],
    ['action', 1, (caller) => requestAction(caller, sn, 'BLOCK')], ['recipient', 1, (caller) => changeRecipient(caller, sn, 'a@example.com')],
  ];
  describe.each(calls)('%s', (_call, which, call) => {
    it.each(outcomes)('%s', async (_name, response, ends) => {
      const result = await call(sessionCaller('eu', wireOf(response)));
      expect(result.ok ? 'ok' : result.failure.kind).toBe(ends[which]);
    });
  });
});

describe('a write that a panel tab carries', () => {
  it('is its method, path and body, and no read', () => {
    expect(carriageOf(actionRequest('a b', 'BLOCK'))).toEqual({ method: 'POST', path: '/hosting/web/a%20b/email/request', body: '{"action":"BLOCK"}' });
    expect(carriageOf(recipientRequest(sn, 'a@example.com'))).toEqual({ method: 'PUT', path: '/hosting/web/example.com/email', body: '{"email":"a@example.com"}' });
    expect(carriageOf({ method: 'GET', path: '/me' })).toBeNull();
    expect(carriageOf({ method: 'POST', path: '/auth/logout' })).toBeNull();
  });

  it.each([
    [0, '', 'offline'], [200, '"done"', 'ok'], [204, '', 'ok'], [200, html, 'unreadable'], [302, '', 'loggedOut'], [401, '', 'loggedOut'], [471, '', 'weakSession'],
    [403, '{"message":"This session is invalid"}', 'loggedOut'], [403, '{"message":"x"}', 'refused'], [404, '{}', 'gone'], [400, '{"message":"x"}', 'refused'], [503, '', 'providerDown'], [429, '{}', 'tooManyRequests'],
  ])('%i %s', (status, body, kind) => {
    const result = answerOfCarried({ status, body }, now);
    expect(result.ok ? 'ok' : result.failure.kind).toBe(kind);
  });
});
