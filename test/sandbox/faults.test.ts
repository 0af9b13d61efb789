// Promise: the sandbox fails on demand in every way a provider may, and tells what it received and carried out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../browser/drive/wait.ts';
import { ask, loggedIn, type Panel } from './web/ask.ts';
import { controlNames, type SessionIs } from './control/control-calls.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const name = 'agence-lumiere.fr';
const path = `/hosting/web/${name}/email`;
let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => { sandbox = await startSandbox(); });
afterAll(() => sandbox.close());
beforeEach(async () => {
  const { calls } = sandbox;
  await calls.session({ is: 'alive' });
  await calls.clearAnswers();
  await calls.clearRequests();
  await calls.options({ origin: 'any', limitPerMinute: null, retryAfter: null });
  await calls.setHosting({ serviceName: name, state: 'ok' });
  panel = await loggedIn(sandbox);
});

const block = (origin?: string) => panel.send('POST', `${path}/request`, { action: 'BLOCK' }, origin);
const executions = async (): Promise<number> => (await sandbox.calls.executed({ serviceName: name })).length;

describe('the session', () => {
  const answers: readonly (readonly [SessionIs, number, object])[] = [
    ['expired', 401, {}], ['forbidden', 403, { message: 'This session is forbidden' }], ['invalid', 403, { message: 'This session is invalid' }], ['weak', 471, {}],
    ['maintenance', 500, { class: 'Server::InternalServerError::ApiUnreachableMaintenance' }], ['alive', 200, { state: 'ok' }], ['restricted', 200, { state: 'ok' }],
  ];
  it.each(answers)('%s answers %i', async (is, status, body) => {
    await sandbox.calls.session({ is });
    const got = await panel.get(path);
    expect(got.status).toBe(status);
    expect(got.value).toMatchObject(body);
  });

  it('is asked for, and another region\'s is none', async () => {
    expect((await ask(sandbox, 'https://manager.eu.ovhcloud.com/engine/apiv6/me')).status).toBe(401);
    expect((await ask(sandbox, 'https://manager.ca.ovhcloud.com/engine/apiv6/me', { headers: { cookie: panel.cookie } })).status).toBe(401);
  });

  it('can become somebody else\'s, which the readable cookie tells', async () => {
    await sandbox.calls.switchUser({ nichandle: 'ef55555-ovh', hostings: 2 });
    const got = await panel.get('/me');
    expect(got.value).toMatchObject({ nichandle: 'ef55555-ovh' });
    expect(String(got.headers['set-cookie'])).toMatch(/^USERID=ef55555-ovh; Path=\/; Secure; SameSite=Lax$/);
    expect((await panel.get('/hosting/web')).value).toHaveLength(2);
    expect((await panel.get(path)).status).toBe(404);
  });

  it('ends with logout', async () => {
    expect((await panel.send('POST', '/auth/logout')).status).toBe(200);
    expect((await panel.get('/me')).status).toBe(401);
  });

  it('tells the panel its configuration, or that the account is restricted', async () => {
    const url = 'https://manager.eu.ovhcloud.com/engine/2api/configuration?app=web';
    expect((await ask(sandbox, url, { headers: { cookie: panel.cookie } })).value).toMatchObject({ region: 'EU', user: { nichandle: 'ab12345-ovh' } });
    await sandbox.calls.session({ is: 'restricted' });
    expect((await ask(sandbox, url, { headers: { cookie: panel.cookie } })).status).toBe(403);
  });
});

describe('the origin', () => {
  it('of a write must be the panel\'s when that is asked for', async () => {
    await sandbox.calls.options({ origin: 'panel' });
    const refused = await block('chrome-extension://abcdefghijklmnopabcdefghijklmnop');
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.value)).not.toMatch(/unauthorizedActions|errorCode|granted/);
    expect(await executions()).toBe(0);
    expect((await panel.get(path)).status).toBe(200);
    expect((await block()).status).toBe(200);
    expect(await executions()).toBe(1);
  });

  it('gets no CORS header, whatever it is', async () => {
    const got = await ask(sandbox, 'https://eu.api.ovh.com/1.0/auth/time', { headers: { origin: 'https://manager.eu.ovhcloud.com' } });
    expect(got.status).toBe(200);
    expect(Object.keys(got.headers).filter((header) => header.startsWith('access-control'))).toEqual([]);
  });
});

describe('answers on demand', () => {
  it('any status and body, so many times, for what matches only', async () => {
    await sandbox.calls.nextAnswer({ method: 'GET', path: '/hosting/web/*/email', status: 502, text: '<h1>Bad gateway</h1>', headers: { 'x-test': '1' }, times: 2 });
    expect((await panel.get('/me')).status).toBe(200);
    for (const status of [502, 502, 200]) expect((await panel.get(path)).status).toBe(status);
  });

  it('cut before: nothing is done; cut after: it is done and nobody is told', async () => {
    await sandbox.calls.nextAnswer({ path: '*/request', cut: 'before' });
    await expect(block()).rejects.toThrow();
    expect(await executions()).toBe(0);
    await sandbox.calls.nextAnswer({ path: '*/request', cut: 'after' });
    await expect(block()).rejects.toThrow();
    expect(await executions()).toBe(1);
    const requests = await sandbox.calls.requests({ method: 'POST' });
    expect(requests.map(({ executed, status }) => [executed, status])).toEqual([[false, null], [true, null]]);
  });

  it('an error although it was carried out', async () => {
    await sandbox.calls.nextAnswer({ path: '*/request', status: 504, text: 'late', execute: true });
    expect((await block()).status).toBe(504);
    expect(await executions()).toBe(1);
  });

  it('silence until the client gives up', async () => {
    await sandbox.calls.nextAnswer({ path, silence: true });
    let ended = false;
    const answer = panel.get(path).finally(() => { ended = true; });
    answer.catch(() => undefined);
    await waitFor(async () => (await sandbox.calls.requests({ path })).length === 1, { what: 'the request' });
    expect((await panel.get('/me')).status).toBe(200);
    expect(ended).toBe(false);
  });

  it('in pieces, and late', async () => {
    await sandbox.calls.nextAnswer({ path, drip: { bytes: 10, everyMs: 5 }, delayMs: 60 });
    const startedAt = performance.now();
    expect((await panel.get(path)).value).toMatchObject({ state: 'ok' });
    expect(performance.now() - startedAt).toBeGreaterThan(90);
  });
});

describe('a pause', () => {
  it.each([['after', 1], ['before', 0]] as const)('%s: holds until released', async (when, done) => {
    await sandbox.calls.pause({ path: '*/request', when });
    const answer = block();
    await waitFor(async () => (await sandbox.calls.held()).length === 1, { what: 'the held request' });
    expect(await executions()).toBe(done);
    expect((await panel.get(path)).status).toBe(200);
    expect(await sandbox.calls.release()).toEqual({ released: 1 });
    expect((await answer).status).toBe(200);
    expect(await executions()).toBe(1);
    expect(await sandbox.calls.held()).toEqual([]);
  });
});

describe('too many requests', () => {
  it('a 429 above the limit of a minute, with Retry-After when told so', async () => {
    await sandbox.calls.clock({ advanceMs: 61_000 });
    await sandbox.calls.options({ limitPerMinute: 2, retryAfter: '30' });
    expect([(await panel.get(path)).status, (await panel.get(path)).status]).toEqual([200, 200]);
    const third = await panel.get(path);
    expect([third.status, third.headers['retry-after']]).toEqual([429, '30']);
    await sandbox.calls.clock({ advanceMs: 61_000 });
    expect((await panel.get(path)).status).toBe(200);
  });
});

describe('what was received', () => {
  it('method, host, path, origin, names of cookies, status; no secret', async () => {
    await sandbox.calls.makeToken();
    await block('moz-extension://5a3c7f52-1d34-4c0e-9a57-7b1f6f3f2c11');
    await ask(sandbox, 'https://eu.api.ovh.com/1.0/me', { headers: { authorization: 'Bearer secret-of-mine', 'x-ovh-consumer': 'secret-of-mine' } });
    const [write, read] = await sandbox.calls.requests();
    expect(write).toMatchObject({
      method: 'POST', host: 'manager.eu.ovhcloud.com', path: `/engine/apiv6${path}/request`, cookies: ['SESSION', 'USERID'], body: '{"action":"BLOCK"}', status: 200,
      executed: true, headers: { origin: 'moz-extension://5a3c7f52-1d34-4c0e-9a57-7b1f6f3f2c11' },
    });
    expect(read).toMatchObject({ status: 401, executed: false, headers: { authorization: '***', 'x-ovh-consumer': '***' } });
    const told = JSON.stringify(await sandbox.calls.requests());
    for (const secret of ['secret-of-mine', ...panel.cookie.split(/[=;]/).filter((part) => /^[\da-f]{32}$/.test(part))]) expect(told).not.toContain(secret);
  });

  it('every answer of the API has its id', async () => {
    expect((await panel.get('/nothing')).headers['x-ovh-queryid']).toMatch(/^EU\./);
  });
});

it('a host that it does not stand in for gets no answer of the provider', async () => {
  expect((await ask(sandbox, 'https://www.ovh.com/', { headers: { host: 'www.example.org' } })).status).toBe(421);
});

it('every control call can be made over HTTP too', () => {
  expect(Object.keys(sandbox.calls).sort()).toEqual([...controlNames].sort());
});
