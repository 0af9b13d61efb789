// Promise: actions do in each state what the provider's guide and panel say, when their time has come, and the queue lives 72 hours.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loggedIn, type Panel } from './web/ask.ts';
import type { Action } from './control/control-calls.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const name = 'studio-nord.pl';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => {
  sandbox = await startSandbox({ options: { traffic: false } });
  panel = await loggedIn(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.calls.clearRequests();
  await sandbox.calls.options({ unblockInBounce: 'force', traffic: false });
  await sandbox.calls.setHosting({ serviceName: name, state: 'ok', queued: 0 });
});

async function requested(action: Action): Promise<number> {
  return (await panel.send('POST', `/hosting/web/${name}/email/request`, { action })).status;
}
const stateNow = async (): Promise<string> => ((await panel.get(`/hosting/web/${name}/email`)).value as { state: string }).state;
const pass = (advanceMs: number): Promise<unknown> => sandbox.calls.clock({ advanceMs });

const results: readonly (readonly [string, Action, number, string])[] = [
  ['ok', 'BLOCK', 200, 'ko'], ['force', 'BLOCK', 200, 'ko'], ['ko', 'BLOCK', 400, 'ko'], ['spam', 'BLOCK', 400, 'spam'], ['bounce', 'BLOCK', 400, 'bounce'], ['purging', 'BLOCK', 400, 'purging'],
  ['ok', 'UNBLOCK', 400, 'ok'], ['force', 'UNBLOCK', 400, 'force'], ['ko', 'UNBLOCK', 200, 'ok'], ['spam', 'UNBLOCK', 400, 'spam'], ['bounce', 'UNBLOCK', 200, 'force'], ['purging', 'UNBLOCK', 400, 'purging'],
  ['ok', 'PURGE', 400, 'ok'], ['force', 'PURGE', 400, 'force'], ['ko', 'PURGE', 200, 'ok'], ['spam', 'PURGE', 200, 'ok'], ['bounce', 'PURGE', 200, 'ok'], ['purging', 'PURGE', 400, 'purging'],
  ['spamLegalBlocked', 'PURGE', 400, 'spamLegalBlocked'],
];
it.each(results)('%s: %s answers %i and ends in %s', async (state, action, status, end) => {
  await sandbox.calls.setHosting({ serviceName: name, state });
  const got = await panel.send('POST', `/hosting/web/${name}/email/request`, { action });
  expect(got.status).toBe(status);
  if (status === 400) expect(got.value).toMatchObject({ class: expect.stringMatching(/^Client::BadRequest/) as string, message: expect.any(String) as string });
  expect(await stateNow()).toBe(state);
  await pass(20 * minuteMs);
  expect(await stateNow()).toBe(end);
  expect(await sandbox.calls.executed({ serviceName: name })).toHaveLength(status === 200 ? 1 : 0);
});

describe('time', () => {
  it('a block takes three minutes', async () => {
    await requested('BLOCK');
    await pass(2 * minuteMs + 50_000);
    expect(await stateNow()).toBe('ok');
    await pass(11_000);
    expect(await stateNow()).toBe('ko');
  });

  it('a purge is not seen at first, then purging for ten minutes, then ok', async () => {
    await sandbox.calls.setHosting({ serviceName: name, state: 'spam', queued: 9 });
    await requested('PURGE');
    expect(await stateNow()).toBe('spam');
    await pass(16_000);
    expect(await stateNow()).toBe('purging');
    await pass(9.5 * minuteMs);
    expect(await stateNow()).toBe('purging');
    await pass(minuteMs);
    expect(await stateNow()).toBe('ok');
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ queued: 0, purged: 9 });
  });

  it('delays can be set, and are divided by the speed', async () => {
    const before = await sandbox.calls.delays();
    await sandbox.calls.delays({ blockMs: 60_000 });
    await sandbox.calls.clock({ speed: 60 });
    await requested('BLOCK');
    const { coming } = await sandbox.calls.hosting({ serviceName: name });
    expect(coming).toHaveLength(1);
    expect(coming[0]?.inMs).toBeGreaterThan(0);
    expect(coming[0]?.inMs).toBeLessThanOrEqual(1000);
    await sandbox.calls.delays(before);
    await sandbox.calls.clock({ speed: 1 });
  });

  it('an unblock while a purge runs changes nothing', async () => {
    await sandbox.calls.setHosting({ serviceName: name, state: 'ko' });
    await requested('PURGE');
    await pass(minuteMs);
    expect(await requested('UNBLOCK')).toBe(400);
    await pass(15 * minuteMs);
    expect(await stateNow()).toBe('ok');
  });

  it('the same action twice is carried out twice, and not later for it', async () => {
    await requested('BLOCK');
    await pass(2 * minuteMs);
    expect(await requested('BLOCK')).toBe(200);
    await pass(minuteMs + 1000);
    expect(await stateNow()).toBe('ko');
    expect(await sandbox.calls.executed({ serviceName: name })).toHaveLength(2);
  });
});

describe('bounce', () => {
  it.each([400, 403] as const)('can be told to refuse an unblock with %i', async (status) => {
    await sandbox.calls.options({ unblockInBounce: status });
    await sandbox.calls.setHosting({ serviceName: name, state: 'bounce' });
    expect(await requested('UNBLOCK')).toBe(status);
    await pass(hourMs);
    expect(await stateNow()).toBe('bounce');
  });
});

describe('the queue', () => {
  it('an unblock sends it', async () => {
    const before = await sandbox.calls.setHosting({ serviceName: name, state: 'ko', queued: 25 });
    await requested('UNBLOCK');
    await pass(4 * minuteMs);
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ queued: 0, sent: before.sent + 25, dropped: 0 });
  });

  it('drops after 72 hours what still waits, and not before', async () => {
    await sandbox.calls.setHosting({ serviceName: name, state: 'ko', queued: 25 });
    await pass(72 * hourMs - minuteMs);
    const kept = await sandbox.calls.hosting({ serviceName: name });
    expect(kept.queued).toBe(25);
    await pass(2 * minuteMs);
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ queued: 0, dropped: kept.dropped + 25 });
  });
});

describe('traffic', () => {
  it('counts while sending, queues while stopped, and begins anew each day', async () => {
    await sandbox.calls.options({ traffic: true });
    const { now } = await sandbox.calls.clock();
    const midnight = Math.ceil(now / (24 * hourMs)) * 24 * hourMs;
    await sandbox.calls.clock({ setTo: midnight + 1000 });
    const first = await sandbox.calls.setHosting({ serviceName: name, state: 'ok', mailsPerDay: 240, sentToday: 0, queued: 0 });
    await pass(5 * hourMs);
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ sent: first.sent + 50, sentToday: 50 });
    await sandbox.calls.setHosting({ serviceName: name, state: 'ko' });
    await pass(2 * hourMs);
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ sent: first.sent + 50, queued: 20 });
    await pass(18 * hourMs);
    expect((await sandbox.calls.hosting({ serviceName: name })).sentToday).toBe(0);
    const volumes = (await panel.get(`/hosting/web/${name}/email/volumes`)).value as { volume: number; date: string }[];
    expect(volumes[0]).toEqual({ volume: 50, date: new Date(midnight).toISOString() });
  });
});

describe('the recipient', () => {
  it('is changed, or taken away', async () => {
    for (const email of ['new@example.pl', null]) {
      expect((await panel.send('PUT', `/hosting/web/${name}/email`, { email, state: 'spam' })).status).toBe(200);
      expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ email, state: 'ok' });
    }
  });

  it.each([['no address', { email: 'nobody' }], ['a number', { email: 3 }], ['nothing', {}], ['no object', '[]'], ['no JSON', 'email=a']])('refuses %s', async (_name, body) => {
    const { email } = await sandbox.calls.hosting({ serviceName: name });
    expect((await panel.send('PUT', `/hosting/web/${name}/email`, body)).status).toBe(400);
    expect((await sandbox.calls.hosting({ serviceName: name })).email).toBe(email);
  });
});

describe('bounces and volumes', () => {
  it('bounces need their limit', async () => {
    const path = '/hosting/web/boutique-oceane.com/email/bounces';
    expect((await panel.get(path)).status).toBe(400);
    expect((await panel.get(`${path}?limit=101`)).status).toBe(400);
    expect((await panel.get(`${path}?limit=4`)).value).toHaveLength(4);
  });

  it('none is a 404', async () => {
    expect((await panel.get('/hosting/web/garage-rossi.it/email/bounces?limit=20')).status).toBe(404);
    await sandbox.calls.setHosting({ serviceName: name, volumes: [] });
    expect((await panel.get(`/hosting/web/${name}/email/volumes`)).status).toBe(404);
  });

  it('volumes are at least thirty days, newest first', async () => {
    const rows = (await panel.get('/hosting/web/velo-club.nl/email/volumes')).value as { date: string }[];
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort().reverse());
  });
});

it('an action that is none is refused', async () => {
  expect((await panel.send('POST', `/hosting/web/${name}/email/request`, { action: 'STOP' })).status).toBe(400);
});
