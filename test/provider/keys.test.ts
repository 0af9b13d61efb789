// Keys: signed as the provider checks it, by the provider's clock, and every refusal by its name.
import { describe, expect, it } from 'vitest';
import { keyedCaller, keysCaller } from '../../src/provider/keys.ts';
import { serverClock } from '../../src/provider/server-clock.ts';
import { changeRecipient, readMail, requestAction } from '../../src/provider/calls.ts';
import { readMails } from '../../src/provider/many.ts';
import { knowsNothing } from '../../src/provider/knows.ts';
import { callerOfKeyed } from '../../src/provider/api.ts';
import { concernsAccount } from '../../src/core/failure.ts';
import { fakeApi, keys } from './fake-api.ts';
import { json, mail, now, wireOf } from './fake-wire.ts';

const sn = 'example.com';

describe('a signed request', () => {
  it('is accepted, on either region\'s public API, without cookies', async () => {
    for (const [region, host] of [['eu', 'eu.api.ovh.com'], ['ca', 'ca.api.ovh.com']] as const) {
      const { wire, state } = fakeApi();
      expect(await readMail(keysCaller(region, keys, wire, serverClock(region, wire)), sn)).toEqual({ ok: true, value: mail });
      expect(state.executed).toBe(1);
      expect(wire.asked.map(({ url }) => url)).toEqual([`https://${host}/1.0/auth/time`, `https://${host}/1.0/hosting/web/example.com/email`]);
      expect(wire.asked.every(({ init }) => init.credentials === 'omit' && init.redirect === 'manual')).toBe(true);
    }
  });

  it('is accepted with a query, a body beyond ASCII, and the batch header, which is not signed', async () => {
    const { wire, state } = fakeApi({ answer: ({ url }) => json(url.includes(',') ? [{ key: 'a.example', value: mail, error: null }] : null) });
    const caller = keysCaller('eu', keys, wire, serverClock('eu', wire));
    await changeRecipient(caller, sn, 'zoé😀@example.com');
    await caller({ method: 'GET', path: '/hosting/web', query: { 'iamTags': 'a b&c\'é' } });
    await readMails(caller, ['a.example', 'b.example'], knowsNothing);
    expect(state.executed).toBe(3);
    expect(wire.asked[1]?.init.body).toBe('{"email":"zo\\u00e9\\ud83d\\ude00@example.com"}');
  });

  it('never carries the application secret', async () => {
    const { wire } = fakeApi();
    await requestAction(keysCaller('eu', keys, wire, serverClock('eu', wire)), sn, 'BLOCK');
    expect(JSON.stringify(wire.asked)).not.toContain(keys.applicationSecret);
  });
});

describe('the clock', () => {
  it('is asked once, also by ten requests at the same moment', async () => {
    const { wire, state } = fakeApi({ aheadS: 3600 });
    const caller = keysCaller('eu', keys, wire, serverClock('eu', wire));
    const read = await Promise.all(Array.from({ length: 10 }, () => readMail(caller, sn)));
    expect(read.every(({ ok }) => ok)).toBe(true);
    expect(state).toMatchObject({ timesAsked: 1, executed: 10 });
  });

  it('need not be asked where the offset is known, and is told to be kept', async () => {
    const { wire, state } = fakeApi({ aheadS: -3600 });
    const kept: number[] = [];
    const clock = serverClock('eu', wire, null, (offsetS) => kept.push(offsetS));
    await readMail(keysCaller('eu', keys, wire, clock), sn);
    expect(kept).toEqual([-3600]);
    await readMail(keysCaller('eu', keys, wire, serverClock('eu', wire, kept[0])), sn);
    expect(state).toMatchObject({ timesAsked: 1, executed: 2 });
  });

  it('is asked again when it jumps, and a reading is asked once more', async () => {
    const { wire, state } = fakeApi();
    const caller = keysCaller('eu', keys, wire, serverClock('eu', wire));
    await readMail(caller, sn);
    state.aheadS = 7200;
    const read = await Promise.all(Array.from({ length: 10 }, () => readMail(caller, sn)));
    expect(read.every(({ ok }) => ok)).toBe(true);
    expect(state).toMatchObject({ timesAsked: 2, executed: 11 });
  });

  it('that jumps fails a write, which is not sent twice; the next one is right', async () => {
    const { wire, state } = fakeApi();
    const caller = keyedCaller('eu', keys, wire, serverClock('eu', wire));
    const write = () => caller({ method: 'POST', path: '/x', body: { action: 'PURGE' } });
    await write();
    state.aheadS = 7200;
    expect(await write()).toEqual({ ok: false, failure: { kind: 'clockOff' } });
    expect(wire.asked).toHaveLength(3);
    expect(await write()).toMatchObject({ ok: true });
    expect(state.executed).toBe(2);
  });

  it('that cannot be right is said after one more try', async () => {
    const wire = wireOf(({ url }) => (url.endsWith('/auth/time') ? json(1) : json({ message: 'Query out of time' }, 400)));
    expect(await keyedCaller('eu', keys, wire, serverClock('eu', wire))({ method: 'GET', path: '/me' })).toEqual({ ok: false, failure: { kind: 'clockOff' } });
    expect(wire.asked).toHaveLength(4);
  });

  it.each([['offline', () => Promise.reject(new TypeError('x'))], ['unreadable', () => json('soon')], ['providerDown', () => json({}, 503)]] as const)('that is not told is %s, and nothing is sent', async (kind, time) => {
    const wire = wireOf(time);
    expect(await keyedCaller('eu', keys, wire, serverClock('eu', wire))({ method: 'POST', path: '/x', body: {} })).toMatchObject({ ok: false, failure: { kind } });
    expect(wire.asked).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const refused = async (status: number, body: unknown) => {
    const wire = wireOf(({ url }) => (url.endsWith('/auth/time') ? json(Math.round(now / 1000)) : json(body, status)));
    const answer = await keyedCaller('eu', keys, wire, serverClock('eu', wire))({ method: 'POST', path: '/x', body: {} });
    return answer.ok ? 'ok' : answer.failure;
  };

  it.each([
    [400, { errorCode: 'INVALID_SIGNATURE', message: 'Invalid signature' }, 'badSignature'], [400, { message: 'Invalid signature' }, 'badSignature'],
    [400, { errorCode: 'QUERY_TIME_OUT', message: 'Query out of time' }, 'clockOff'], [403, { errorCode: 'NOT_CREDENTIAL', message: 'x' }, 'badCredential'],
    [403, { errorCode: 'INVALID_CREDENTIAL', message: 'This credential is not valid' }, 'badCredential'], [403, { class: 'Client::Forbidden', message: 'This credential does not exist' }, 'badCredential'],
    [403, { errorCode: 'INVALID_KEY', message: 'x' }, 'badKey'], [403, { message: 'This application key is invalid' }, 'badKey'], [401, {}, 'badCredential'],
    [403, { errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' }, 'noRights'], [403, { errorCode: 'FORBIDDEN', message: 'x' }, 'noRights'],
    [403, { errorCode: 'constructor' }, 'noRights'], [400, { message: 'Invalid email' }, 'refused'], [404, {}, 'gone'], [460, {}, 'expired'], [429, {}, 'tooManyRequests'],
  ])('%i %j', async (status, body, kind) => expect(await refused(status, body)).toMatchObject({ kind }));

  it('is never one of a hosting when it is the keys\' own, and keeps its own name', async () => {
    for (const kind of ['badSignature', 'clockOff', 'badCredential', 'badKey', 'badToken', 'badClient'] as const) expect(concernsAccount({ kind })).toBe(true);
    const plain = callerOfKeyed(() => Promise.resolve({ ok: false, failure: { kind: 'badKey' } }));
    expect(await plain({ method: 'GET', path: '/me' })).toEqual({ ok: false, failure: { kind: 'badKey' } });
  });

  it('shows no key', async () => {
    const said = `${keys.applicationKey} ${keys.applicationSecret} ${keys.consumerKey}`;
    for (const [status, body] of [[400, { errorCode: 'INVALID_SIGNATURE', message: said }], [403, { errorCode: 'INVALID_KEY', message: said }], [403, { errorCode: 'NOT_GRANTED_CALL', message: said }]] as const) {
      const shown = JSON.stringify(await refused(status, body));
      for (const secret of Object.values(keys)) expect(shown).not.toContain(secret);
    }
  });
});
