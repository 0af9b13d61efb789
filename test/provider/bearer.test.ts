// Tokens: a personal one, and a service account's, which is renewed before its end and only once.
import { describe, expect, it } from 'vitest';
import { keyedTokenCaller, tokenCaller } from '../../src/provider/token.ts';
import { keyedOauth2Caller, oauth2Caller, renewBeforeMs, type AccessToken } from '../../src/provider/oauth2.ts';
import { readMail } from '../../src/provider/calls.ts';
import { headersOf } from './fake-api.ts';
import { json, mail, now, wireOf, type Asking } from './fake-wire.ts';

const client = { clientId: 'EU.0123456789abcdef', clientSecret: 'very secret & + é' };
const sn = 'example.com';

describe('a personal access token', () => {
  it('is one header, without cookies', async () => {
    const wire = wireOf(() => json(mail));
    expect(await readMail(tokenCaller('ca', 'eyJ.a.b', wire), sn)).toEqual({ ok: true, value: mail });
    expect(wire.asked[0]).toMatchObject({ url: 'https://ca.api.ovh.com/1.0/hosting/web/example.com/email', init: { credentials: 'omit', headers: { Authorization: 'Bearer eyJ.a.b' } } });
  });

  it.each([
    [401, {}, 'badToken'], [403, { errorCode: 'INVALID_CREDENTIAL' }, 'badToken'], [403, { class: 'Client::Forbidden', message: 'User not granted for this request', details: { unauthorizedActionsByIAM: 'a:b' } }, 'noRights'], [404, {}, 'gone'], [503, {}, 'providerDown'],
  ])('refused with %i %j', async (status, body, kind) => {
    expect(await keyedTokenCaller('eu', 'eyJ.a.b', wireOf(() => json(body, status)))({ method: 'GET', path: '/x' })).toMatchObject({ ok: false, failure: { kind } });
  });
});

/** Gives tokens t1, t2, … of an hour each, and takes the ones that are not revoked. */
function account(options: { token?: () => Response } = {}) {
  const state = { time: now, given: 0, executed: 0, revoked: new Set<string>() };
  const wire = wireOf((asking: Asking) => {
    if (asking.url.endsWith('/auth/oauth2/token')) {
      state.given += 1;
      return options.token?.() ?? json({ access_token: `t${state.given}`, token_type: 'Bearer', expires_in: 3599, scope: 'all' });
    }
    const token = headersOf(asking)['Authorization']?.replace('Bearer ', '') ?? '';
    if (state.revoked.has(token) || token !== `t${state.given}`) return json({ message: 'Unauthorized' }, 401);
    state.executed += 1;
    return json(mail);
  });
  return { wire: { ...wire, now: () => state.time }, state };
}

describe('a service account', () => {
  it('asks for its token as the documentation says', async () => {
    const { wire } = account();
    await readMail(oauth2Caller('ca', client, wire), sn);
    expect(wire.asked[0]).toMatchObject({ url: 'https://ca.ovh.com/auth/oauth2/token', init: { method: 'POST', credentials: 'omit' } });
    expect(Object.fromEntries(new URLSearchParams(String(wire.asked[0]?.init.body)))).toEqual({ grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret, scope: 'all' });
  });

  it('asks once for ten requests at the same moment, and once more when the hour is nearly over', async () => {
    const { wire, state } = account();
    const caller = oauth2Caller('eu', client, wire);
    const ten = async () => (await Promise.all(Array.from({ length: 10 }, () => readMail(caller, sn)))).every(({ ok }) => ok);
    expect(await ten()).toBe(true);
    expect(state).toMatchObject({ given: 1, executed: 10 });
    state.time += 3_599_000 - renewBeforeMs - 1;
    expect(await ten()).toBe(true);
    expect(state.given).toBe(1);
    state.time += 1;
    expect(await ten()).toBe(true);
    expect(state).toMatchObject({ given: 2, executed: 30 });
  });

  it('replaces a token that is refused early, once for all, for readings only', async () => {
    const { wire, state } = account();
    const caller = keyedOauth2Caller('eu', client, wire);
    await caller({ method: 'GET', path: '/x' });
    state.revoked.add('t1');
    expect((await Promise.all(Array.from({ length: 10 }, () => caller({ method: 'GET', path: '/x' })))).every(({ ok }) => ok)).toBe(true);
    expect(state.given).toBe(2);
    state.revoked.add('t2');
    expect(await caller({ method: 'POST', path: '/x', body: {} })).toEqual({ ok: false, failure: { kind: 'badToken' } });
    expect(state.given).toBe(2);
    expect(await caller({ method: 'POST', path: '/x', body: {} })).toMatchObject({ ok: true });
    expect(state).toMatchObject({ given: 3, executed: 12 });
  });

  it('keeps a fresh token when a late answer refuses the one before', async () => {
    const late: ((response: Response) => void)[] = [];
    let given = 0;
    const wire = wireOf(({ url, init }) => {
      if (url.endsWith('/auth/oauth2/token')) return json({ access_token: `t${given += 1}`, expires_in: 3599 });
      if (init.method === 'POST') return new Promise<Response>((resolve) => { late.push(resolve); });
      return headersOf({ url, init })['Authorization'] === 'Bearer t1' ? json({}, 401) : json(mail);
    });
    const caller = keyedOauth2Caller('eu', client, wire);
    const write = caller({ method: 'POST', path: '/x', body: {} });
    await expect.poll(() => late.length).toBe(1);
    expect(await caller({ method: 'GET', path: '/x' })).toMatchObject({ ok: true });
    late[0]?.(json({}, 401));
    expect(await write).toEqual({ ok: false, failure: { kind: 'badToken' } });
    expect(await caller({ method: 'GET', path: '/x' })).toMatchObject({ ok: true });
    expect(given).toBe(2);
  });

  it('goes on with a token that was kept', async () => {
    const { wire, state } = account();
    const kept: (AccessToken | null)[] = [];
    await readMail(oauth2Caller('eu', client, wire, { keep: (token) => kept.push(token) }), sn);
    expect(kept).toEqual([{ token: 't1', endsAt: now + 3_599_000 }]);
    await readMail(oauth2Caller('eu', client, wire, { kept: kept[0] ?? null }), sn);
    expect(state).toMatchObject({ given: 1, executed: 2 });
  });

  it.each([
    ['badClient', () => json({ error: 'invalid_client', error_description: client.clientSecret }, 400)], ['badClient', () => json({}, 401)], ['tooManyRequests', () => json({}, 429)], ['providerDown', () => json({}, 503)],
    ['refused', () => json({ error: 'invalid_scope' }, 400)], ['unreadable', () => new Response('<html>')], ['unreadable', () => json({ access_token: 'a\nb' })], ['unreadable', () => json({ access_token: 't', token_type: 'mac' })],
    ['unreadable', () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } })],
  ] as const)('that gets no token is %s, shows no secret, and sends nothing', async (kind, token) => {
    const { wire, state } = account({ token });
    const result = await keyedOauth2Caller('eu', client, wire)({ method: 'GET', path: '/x' });
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    expect(JSON.stringify(result)).not.toContain(client.clientSecret);
    expect(wire.asked).toHaveLength(1);
    expect(state.executed).toBe(0);
  });

  it.each([undefined, 'x', -5, 1e308, 0])('believes no life of %s, and renews within the hour', async (expires) => {
    const { wire, state } = account({ token: () => json({ access_token: `t${state.given}`, expires_in: expires }) });
    const caller = oauth2Caller('eu', client, wire);
    await readMail(caller, sn);
    state.time += 3_600_000 - renewBeforeMs;
    await readMail(caller, sn);
    expect(state).toMatchObject({ given: 2, executed: 2 });
  });
});
