// Whatever stands in storage: damaged, of an older Sluice, half written. Sluice starts, says what it lost, keeps what it can.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../src/background/deliver.ts';
import { mendAll } from '../../src/background/mend.ts';
import type { Desk } from '../../src/background/desk.ts';
import type { Ports } from '../../src/background/ports.ts';
import { readSlowly, wake } from '../../src/background/watching/rounds.ts';
import { answerPage } from '../../src/background/commands.ts';
import { addAccount } from '../../src/background/accounts/accounts.ts';
import type { Account, Head } from '../../src/core/model.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { driveToEnd, hostingOf, sweepNow, wish } from './stories.ts';
import { World } from './world.ts';

const minute = 60_000;
const token = 'good.token.value';

/** Later work is waited for, so that a test sees all of a start. */
function deskOf(ports: Ports): { desk: Desk; settled: () => Promise<unknown> } {
  const works: Promise<unknown>[] = [];
  const desk: Desk = { ports, say: () => '', tell: () => deliver(ports), later: (work) => { works.push(work); }, checkNow: () => undefined, sweepNow: () => undefined };
  return { desk, settled: () => Promise.all(works) };
}

/** What a browser's start does: everything is mended, the worker takes up what was left, then it looks. */
async function started(world: World): Promise<void> {
  const { ports } = world.worker();
  await mendAll(ports);
  const { desk, settled } = deskOf(ports);
  await wake(desk);
  await settled();
  world.now += 5 * minute;
  await sweepNow(ports);
}

/** Two hostings, one stopped and acted on, an account by token beside the login, settings of the user's own, something still to be told. */
async function lived(): Promise<World> {
  const world = new World();
  world.provider.add('example.com');
  world.provider.tokens.set(token, { rights: 'write' });
  world.provider.add('other.example');
  await sweepNow(world.worker().ports);
  const { ports } = world.worker();
  expect((await addAccount(ports, { region: 'eu', name: 'Agency', secret: { kind: 'token', token } })).ok).toBe(true);
  const { desk, settled } = deskOf(ports);
  await answerPage(desk, { command: 'changeSettings', args: { changes: { intervalMinutes: 7 } } });
  await settled();
  await wish(ports, 'block');
  await driveToEnd(world);
  world.now += 5 * minute;
  await sweepNow(world.worker().ports);
  await readSlowly(world.worker().ports);
  // The items that only last while something is under way.
  world.stored.set('asking', JSON.stringify({ account: 'keys:eu:new', region: 'eu', name: 'New', askedAt: world.now, state: 'expired', failure: null }));
  return world;
}

const broken = ['null', '"text"', '-1', '[]', '[null,{}]', '{}', '{"rows":3,"names":[1],"notices":[{}],"id":7}'];

const every = await lived();
const items = [...every.stored.keys()];

describe('a stored item that is damaged', () => {
  it('was looked for among all there are', () => {
    for (const one of ['head', 'accounts', 'settings', 'outbox', 'asking', 'hosting/', 'action/', 'watch/', 'roster/', 'bars/']) {
      expect(items.some((key) => key.startsWith(one)), one).toBe(true);
    }
  });

  it.each(items.flatMap((key) => broken.map((value) => [key, value] as const)))('%s as %s', async (key, value) => {
    const world = await lived();
    const shown = world.ids().length;
    world.stored.set(key, value);
    await started(world);
    const head = world.get<Head>('head');
    expect(head?.total).toBe(2);
    expect(head?.rows.map((row) => [row.name, row.state])).toEqual(expect.arrayContaining([['example.com', 'ko'], ['other.example', 'ok']]));
    const none = key === 'accounts' && value === '[]';
    expect(world.get<Account[]>('accounts')?.map((one) => one.kind).sort()).toEqual(none ? ['session'] : ['session', 'token']);
    expect(world.get<Account[]>('accounts')?.every((one) => one.name !== '' && one.failure === null)).toBe(true);
    expect(world.secrets.size).toBe(none ? 0 : 1);
    if (key !== 'settings') expect(world.get<{ intervalMinutes: number }>('settings')?.intervalMinutes).toBe(7);
    const lost = world.ids().filter((id) => id.startsWith('memory|')).map((id) => id.split('|')[2]);
    const said = { accounts: 'accounts', settings: 'settings', outbox: 'outbox', hosting: 'hostings', action: 'actions' }[key.split('/')[0] as 'accounts'] as string | undefined;
    const harmless = none || (key === 'settings' && value.startsWith('{'));
    expect(lost, world.ids().slice(shown).join()).toEqual(said === undefined || harmless ? [] : [said]);
    world.now += 5 * minute;
    await started(world);
    expect(world.ids().filter((id) => id.startsWith('memory|')), 'it is said once').toHaveLength(lost.length);
  });

  it('costs the others nothing: what is whole of a list is kept', async () => {
    const world = await lived();
    world.stored.set('accounts', JSON.stringify([{ broken: true }, ...(world.get<Account[]>('accounts') ?? [])]));
    await started(world);
    expect(world.get<Account[]>('accounts')?.map((one) => one.name)).toEqual(expect.arrayContaining(['Agency']));
    expect(world.ids()).toContainEqual(expect.stringMatching(/^memory\|all\|accounts\|/));
  });

  it('and all of them at once', async () => {
    for (const value of broken) {
      const world = await lived();
      for (const key of items) world.stored.set(key, value);
      await started(world);
      await started(world);
      expect(world.get<Head>('head')?.total, value).toBe(2);
      expect(hostingOf(world).mail?.state, value).toBe('ko');
    }
  });
});

/** What earlier Sluices did not write yet, by item: read as if it had never been. */
const older: readonly (readonly [string, (stored: Record<string, unknown>) => unknown])[] = [
  ['hosting/eu/example.com', ({ clusterIp: _1, background: _2, guard: _3, insight: _4, ...rest }) => rest],
  ['action/eu/example.com', ({ by: _, ...rest }) => rest],
  ['settings', ({ intervalMinutes }) => ({ intervalMinutes, notify: { stopped: false } })],
  ['outbox', ({ notices, journal }) => ({ notices, journal })],
];

describe('an item of an older Sluice', () => {
  it.each(older)('%s is read, and nothing is said to be lost', async (key, early) => {
    const world = await lived();
    const now = world.get<Record<string, unknown>>(key);
    world.stored.set(key, JSON.stringify(early(now ?? {})));
    await started(world);
    expect(world.ids().filter((id) => id.startsWith('memory|'))).toEqual([]);
    expect(hostingOf(world)).toMatchObject({ mail: { state: 'ko' }, stop: { own: true } });
    if (key === 'settings') expect(world.get('settings')).toMatchObject({ notify: { stopped: false } });
    else expect(world.get('settings')).toMatchObject({ intervalMinutes: 7, notify: defaultSettings.notify });
  });
});

/** Writes that stop in the middle: each of the worker's calls in turn is its last. */
describe('a start that is ended at any point while it mends', () => {
  it('is made good by the next one, with nothing more lost and nothing forgotten to be said', async () => {
    const damaged = async (): Promise<World> => {
      const world = await lived();
      for (const key of ['accounts', 'settings', 'hosting/eu/example.com', 'head']) world.stored.set(key, '7');
      return world;
    };
    const counted = (await damaged()).worker();
    await mendAll(counted.ports);
    await wake(deskOf(counted.ports).desk);
    expect(counted.calls).toBeGreaterThan(15);
    for (let stopAt = 1; stopAt <= counted.calls; stopAt += 1) {
      const world = await damaged();
      await world.worker(stopAt).run(async (ports) => { await mendAll(ports); await wake(deskOf(ports).desk); });
      await started(world);
      await started(world);
      expect(world.get<Head>('head')?.total, `call ${stopAt}`).toBe(2);
      expect(world.get<Account[]>('accounts')?.map((one) => one.kind).sort(), `call ${stopAt}`).toEqual(['session', 'token']);
      expect(new Set(world.ids().filter((id) => id.startsWith('memory|')).map((id) => id.split('|')[2])), `call ${stopAt}`).toEqual(new Set(['accounts', 'settings', 'hostings']));
    }
  });
});
