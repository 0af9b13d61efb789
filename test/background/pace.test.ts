// How often and how fast: large accounts go on where they gave way, one by one is spread out, an idle computer is asked less, looks that never end are said.
import { describe, expect, it } from 'vitest';
import type { Account, Head } from '../../src/core/model.ts';
import { backFromIdle, sweepAndTell, sweepInTurn } from '../../src/background/watching/rounds.ts';
import { sweep } from '../../src/background/watching/watch.ts';
import { hostingOf, sweepNow, sweptWorld } from './stories.ts';
import { World } from './world.ts';

const minute = 60_000;
const routine = { relist: false, byUser: false };
const account = (world: World): Account => (world.get<Account[]>('accounts') ?? [])[0] as Account;
const inTurn = (world: World): Promise<void> => sweepInTurn(world.worker().ports, () => '');

function large(hostings: number): World {
  const world = new World();
  for (let n = 0; n < hostings; n += 1) world.provider.add(`site${n}.example`);
  return world;
}

/** Sweeps and resumes, a minute each, until a whole sweep has ended. Answers how many requests each minute took. */
async function untilSwept(world: World): Promise<readonly number[]> {
  const perMinute: number[] = [];
  const before = world.get<Head>('head')?.accounts[0]?.sweptAt ?? null;
  for (let turn = 0; turn < 300 && (account(world)?.sweptAt ?? null) === before; turn += 1) {
    const already = world.provider.requests.length;
    await sweep(world.worker().ports, routine);
    perMinute.push(world.provider.requests.length - already);
    world.now += minute;
  }
  return perMinute;
}

describe('an account of 5,000 hostings', () => {
  it('is read in 100 requests beside who it is and its list, however often the sweep gives way; then at most six a minute', async () => {
    const world = large(5_000);
    await untilSwept(world);
    expect(world.provider.requests.filter((request) => request.path.endsWith('/email'))).toHaveLength(100);
    expect(world.provider.requests.map((request) => request.path).filter((path) => path === '/me'), 'once in each region').toHaveLength(2);
    expect(world.alarms.has('resume')).toBe(false);
    world.provider.requests.length = 0;
    const perMinute = await untilSwept(world);
    expect(world.provider.requests).toHaveLength(101);
    // What was saved up while nothing was asked may be spent at once.
    expect(perMinute.slice(1).every((requests) => requests <= 6), perMinute.join(' ')).toBe(true);
  }, 60_000);

  it('is not taken for another customer\'s when that one logs in while the sweep has given way', async () => {
    const world = large(3_500);
    await sweep(world.worker().ports, routine);
    expect(world.alarms.get('resume')).toBe(1);
    world.provider.hostings.clear();
    world.provider.nichandle = 'zz99999-ovh';
    world.now += 10 * minute;
    await sweep(world.worker().ports, routine);
    expect(account(world)).toMatchObject({ nichandle: 'ab12345-ovh', failure: { kind: 'otherUser' } });
    const head = world.get<Head>('head') as Head;
    expect(head.rows.some((row) => row.failure !== null)).toBe(false);
    expect(world.ids().filter((id) => id.startsWith('lost|'))).toEqual([]);
  }, 60_000);
});

describe('one by one', () => {
  it('asks for less than sixty hostings in any minute', async () => {
    const world = large(300);
    world.provider.knowsBatch = false;
    const at: number[] = [];
    world.provider.fault = (_method, path) => { if (path.endsWith('/email')) at.push(world.now); return null; };
    await untilSwept(world);
    const most = Math.max(...at.map((first) => at.filter((time) => time >= first && time < first + minute).length));
    expect(at.length).toBeGreaterThanOrEqual(300);
    expect(most).toBeLessThan(75);
  }, 60_000);
});

describe('an idle computer', () => {
  it('makes Sluice look a third as often, and at once when somebody is back', async () => {
    const world = await sweptWorld('ok');
    world.idle = true;
    const swept: boolean[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      world.now += 5 * minute;
      const before = account(world).sweptAt;
      await inTurn(world);
      swept.push(account(world).sweptAt !== before);
    }
    expect(swept).toEqual([false, false, true, false, false, true]);
    world.now += 5 * minute;
    await backFromIdle(world.worker().ports, () => '');
    expect(account(world).sweptAt).toBe(world.now);
  });

  it('does not make it wait while it cannot see', async () => {
    const world = await sweptWorld('ok');
    world.provider.loggedIn = false;
    world.now += 5 * minute;
    await inTurn(world);
    world.idle = true;
    world.provider.loggedIn = true;
    world.now += 5 * minute;
    await inTurn(world);
    expect(account(world).failure).toBeNull();
  });
});

describe('looks that begin and never end', () => {
  it('are said once after three of them, and their end too', async () => {
    const world = await sweptWorld('ok');
    for (let turn = 0; turn < 4; turn += 1) {
      world.now += 5 * minute;
      // The worker is ended in the middle of each.
      expect(await world.worker(15).run((ports) => sweepAndTell(ports, routine, () => ''))).toBe('stopped');
    }
    expect(world.ids()).toEqual([]);
    const { ports } = world.worker();
    const { storage } = ports;
    // A full disk: nothing of what is read can be kept.
    const full = { ...ports, storage: { ...storage, set: (entries: Readonly<Record<string, unknown>>) => ('hosting/eu/example.com' in entries || Object.keys(entries).some((key) => key.startsWith('watch/')) ? Promise.reject(new Error('full')) : storage.set(entries)) } };
    (world.provider.hostings.get('example.com') as { state: string }).state = 'spam';
    await sweepAndTell(full, routine, () => '').catch(() => undefined);
    world.now += 5 * minute;
    await sweepAndTell(full, routine, () => '').catch(() => undefined);
    expect(account(world).failure).toEqual({ kind: 'overdue' });
    expect(world.badge).toMatchObject({ text: '?', tone: 'blind' });
    world.now += 5 * minute;
    await sweepNow(world.worker().ports);
    expect(account(world).failure).toBeNull();
    expect(hostingOf(world).mail?.state).toBe('spam');
    expect(world.ids().map((id) => id.split('|')[0]).sort()).toEqual(['blind', 'sight', 'stopped']);
  });
});
