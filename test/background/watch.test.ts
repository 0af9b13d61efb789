// A sweep reads every hosting with few requests, tells what changed once, and says when it cannot see.
import { describe, expect, it } from 'vitest';
import type { Account, Head } from '../../src/core/model.ts';
import { readSlowly, sweepAndTell } from '../../src/background/watching/rounds.ts';
import { deliver } from '../../src/background/deliver.ts';
import { sweep } from '../../src/background/watching/watch.ts';
import { hostingOf, sweepNow, sweptWorld } from './stories.ts';
import { World } from './world.ts';

const head = (world: World): Head => world.get<Head>('head') as Head;
const accounts = (world: World): Account[] => world.get<Account[]>('accounts') ?? [];
const minutes = (n: number): number => n * 60_000;

async function later(world: World, ms = minutes(5)): Promise<void> {
  world.now += ms;
  await sweepNow(world.worker().ports);
}

function set(world: World, state: string, name = 'example.com'): void {
  (world.provider.hostings.get(name) as { state: string }).state = state;
}

describe('a sweep', () => {
  it('finds the login, its hostings and their states; the first sight of a hosting that is fine is silent', async () => {
    const world = await sweptWorld('ok');
    expect(accounts(world)).toMatchObject([{ nichandle: 'ab12345-ovh', region: 'eu', failure: null }]);
    expect(head(world)).toMatchObject({ total: 1, needs: 0, rows: [{ name: 'example.com', state: 'ok' }], sweepingSince: null });
    expect(world.shown).toEqual([]);
    expect(world.badge?.text).toBe('');
  });

  it('tells a hosting that is stopped at first sight', async () => {
    const world = await sweptWorld('spam');
    expect(world.ids()).toHaveLength(1);
    expect(world.badge).toMatchObject({ text: '1', tone: 'spam' });
    expect(hostingOf(world).stop).toMatchObject({ sendingAt: null, own: false });
  });

  it('tells a stop once, and the recovery', async () => {
    const world = await sweptWorld('ok');
    set(world, 'ko');
    await later(world);
    await later(world);
    expect(world.ids()).toEqual([`stopped|eu/example.com|${hostingOf(world).stop?.seenAt}|ko`]);
    set(world, 'ok');
    await later(world);
    expect(world.shown.at(-1)).toMatchObject({ title: { key: 'notice_recovered' } });
    expect(world.badge?.text).toBe('');
  });

  it('shows an unknown state as a stop, as it came', async () => {
    const world = await sweptWorld('ok');
    set(world, 'spamLegalBlocked');
    await later(world);
    expect(world.badge).toMatchObject({ text: '1', tone: 'unknown' });
    expect(hostingOf(world).mail?.state).toBe('spamLegalBlocked');
  });

  it('reminds of the queue at 24 and at 6 hours left, once each', async () => {
    const world = await sweptWorld('ko');
    for (let hour = 0; hour < 71; hour += 1) await later(world, minutes(60));
    expect(world.ids().filter((id) => id.startsWith('queue|'))).toHaveLength(2);
  });

  it('asks for 120 hostings in four requests, and one by one where batches are not known', async () => {
    const world = new World();
    for (let n = 0; n < 120; n += 1) world.provider.add(`site${n}.example`);
    await sweepNow(world.worker().ports);
    await later(world);
    world.provider.requests.length = 0;
    await later(world);
    expect(world.provider.requests.map((request) => request.path.split('/')[1])).toEqual(['me', 'hosting', 'hosting', 'hosting']);
    world.provider.knowsBatch = false;
    for (let turn = 0; turn < 6; turn += 1) await later(world);
    set(world, 'ko', 'site119.example');
    for (let turn = 0; turn < 6; turn += 1) await later(world);
    expect(world.badge?.text).toBe('1');
  });

  it('leaves the bars to rounds of their own, a few requests each, until all are read', async () => {
    const world = new World();
    for (let n = 0; n < 200; n += 1) world.provider.add(`site${n}.example`);
    await sweepAndTell(world.worker().ports, { relist: false, byUser: false }, () => '');
    expect(world.alarms.get('volumes')).toBe(1);
    world.provider.requests.length = 0;
    await readSlowly(world.worker().ports);
    expect(world.provider.requests).toHaveLength(3);
    expect(world.alarms.get('volumes')).toBe(1);
    await readSlowly(world.worker().ports);
    expect(world.provider.requests).toHaveLength(4);
    expect(world.alarms.has('volumes')).toBe(false);
    expect(head(world).rows.every((row) => row.bars[0] === 12)).toBe(true);
    await sweepAndTell(world.worker().ports, { relist: false, byUser: false }, () => '');
    expect(world.alarms.has('volumes')).toBe(false);
  });

  it('that the user asks for while one is under way runs once more when that has ended, however often it is asked for', async () => {
    const world = await sweptWorld('ok');
    const { ports } = world.worker();
    world.now += minutes(5);
    world.provider.requests.length = 0;
    const asked = { relist: true, byUser: true };
    const routine = sweepNow(ports);
    world.provider.fault = () => { set(world, 'spam'); world.provider.fault = () => null; return null; };
    await Promise.all([routine, sweep(ports, asked), sweep(ports, asked), sweep(ports, asked)]);
    await deliver(ports);
    expect(world.badge?.text).toBe('1');
    expect(world.provider.requests.filter((request) => request.path === '/hosting/web')).toHaveLength(1);
  });

  it('writes no hosting that did not change', async () => {
    const world = await sweptWorld('ok');
    const before = world.stored.get('hosting/eu/example.com');
    await later(world);
    expect(world.stored.get('hosting/eu/example.com')).toBe(before);
    expect(head(world).accounts[0]?.sweptAt).toBe(world.now);
  });

  it('keeps the last good figures of a hosting that cannot be read, and names why', async () => {
    const world = await sweptWorld('ok');
    world.provider.hostings.delete('example.com');
    await later(world);
    expect(hostingOf(world)).toMatchObject({ mail: { state: 'ok', sent: 1000 }, failure: { kind: 'gone' } });
    expect(head(world).needs).toBe(1);
  });
});

describe('a Sluice that cannot see', () => {
  it('says at once that nobody is logged in, once, keeps the figures, and says when it sees again', async () => {
    const world = await sweptWorld('ok');
    world.provider.loggedIn = false;
    await later(world);
    await later(world);
    expect(world.ids()).toHaveLength(1);
    expect(world.badge).toMatchObject({ text: '?', tone: 'blind' });
    expect(head(world).rows[0]).toMatchObject({ state: 'ok', sentToday: 10 });
    world.provider.loggedIn = true;
    await later(world);
    expect(world.shown.at(-1)).toMatchObject({ title: { key: 'notice_sight' } });
    expect(accounts(world)[0]).toMatchObject({ failure: null, failingSince: null, blindTold: false });
  });

  it('tells nothing again after an outage in which nothing changed', async () => {
    const world = await sweptWorld('ko');
    const told = world.ids();
    world.provider.fault = () => 'cut';
    await later(world);
    world.provider.fault = () => null;
    await later(world, minutes(30));
    expect(world.ids()).toEqual(told);
  });

  it('says after three intervals that the provider is down, not at the first hiccup', async () => {
    const world = await sweptWorld('ok');
    world.provider.fault = () => new Response('<html>Bad gateway</html>', { status: 502 });
    await later(world);
    expect(world.ids()).toEqual([]);
    for (let turn = 0; turn < 12; turn += 1) await later(world, minutes(10));
    expect(world.ids().filter((id) => id.startsWith('blind|'))).toHaveLength(1);
  });

  it('takes a withheld permission for what it is', async () => {
    const world = await sweptWorld('ok');
    world.provider.fault = () => 'cut';
    world.reachable = false;
    await later(world);
    expect(head(world).accounts[0]?.failure).toEqual({ kind: 'noPermission' });
  });

  it('does not mix two logins: the other one\'s hostings are not seen as lost', async () => {
    const world = await sweptWorld('ok');
    world.provider.nichandle = 'zz99999-ovh';
    world.provider.hostings.clear();
    world.provider.add('second.example');
    await later(world);
    expect(accounts(world)).toMatchObject([{ nichandle: 'ab12345-ovh', failure: { kind: 'otherUser' } }, { nichandle: 'zz99999-ovh', failure: null }]);
    expect(hostingOf(world).mail?.state).toBe('ok');
    expect(hostingOf(world).failure).toBeNull();
  });
});
