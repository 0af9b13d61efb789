// Storage that fails at any call, clocks that jump, long sleeps, alarms that vanish: afterwards every change is told once and nothing is lost.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../src/background/deliver.ts';
import type { Desk } from '../../src/background/desk.ts';
import type { Ports } from '../../src/background/ports.ts';
import { wake } from '../../src/background/watching/rounds.ts';
import type { Head } from '../../src/core/model.ts';
import { actionOf, driveOn, driveToEnd, hostingOf, sweepNow, sweptWorld, wish } from './stories.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const minute = 60_000;

function set(world: World, state: string): void {
  (world.provider.hostings.get('example.com') as { state: string }).state = state;
}

/** Ports whose `k`-th storage call is refused, as a full or damaged storage refuses it; counts them. */
function refusing(ports: Ports, k: number): { ports: Ports; calls: () => number } {
  let calls = 0;
  const refuse = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => (...args: A): Promise<R> => {
    calls += 1;
    return calls === k ? Promise.reject(new Error('QUOTA_BYTES quota exceeded')) : call(...args);
  };
  const { get, set: put, remove, keys } = ports.storage;
  return { ports: { ...ports, storage: { get: refuse(get), set: refuse(put), remove: refuse(remove), keys: refuse(keys) } }, calls: () => calls };
}

function deskOf(ports: Ports): Desk {
  return { ports, say: () => '', tell: () => deliver(ports), later: (work) => { work.catch(() => undefined); }, checkNow: () => undefined, sweepNow: () => undefined };
}

describe('a storage call that fails', () => {
  it('anywhere in a sweep loses no change and tells none twice', async () => {
    const changed = async (): Promise<World> => {
      const world = await sweptWorld('ok');
      set(world, 'bounce');
      world.now += 5 * minute;
      return world;
    };
    const counting = refusing((await changed()).worker().ports, Infinity);
    await sweepNow(counting.ports);
    expect(counting.calls()).toBeGreaterThan(10);
    for (let k = 1; k <= counting.calls(); k += 1) {
      const world = await changed();
      await sweepNow(refusing(world.worker().ports, k).ports).catch(() => undefined);
      world.now += 5 * minute;
      await sweepNow(world.worker().ports);
      expect(world.ids().filter((id) => id.startsWith('stopped|')), `call ${k}`).toHaveLength(1);
      expect(world.badge?.text, `call ${k}`).toBe('1');
    }
  });

  it('anywhere in an action sends nothing twice and forgets nothing', async () => {
    const first = await sweptWorld('spam');
    await wish(first.worker().ports, 'purge');
    const counting = refusing(first.worker().ports, Infinity);
    await driveOn(counting.ports);
    for (let k = 1; k <= counting.calls(); k += 1) {
      const world = await sweptWorld('spam');
      await wish(world.worker().ports, 'purge');
      await driveOn(refusing(world.worker().ports, k).ports).catch(() => undefined);
      const action = await driveToEnd(world);
      expect(world.provider.executed.length, `call ${k}`).toBeLessThanOrEqual(1);
      if (action.outcome === 'done') expect(world.provider.executed, `call ${k}`).toEqual(['PURGE example.com']);
      else expect(['unknown', 'notSent'], `call ${k}`).toContain(action.outcome);
    }
  });
});

describe('a journal that cannot be written for a while', () => {
  it('has the line of every notice afterwards, and no notice was shown again for it', async () => {
    const world = await sweptWorld('ok');
    set(world, 'bounce');
    world.now += 5 * minute;
    const { ports } = world.worker();
    await sweepNow({ ...ports, journal: { ...ports.journal, add: () => Promise.reject(new Error('QuotaExceededError')) } });
    const lines = (): string[] => [...world.journal.values()].flatMap(({ what }) => (what.kind === 'notice' ? [what.notice] : []));
    const shown = world.ids().filter((id) => id.startsWith('stopped|'));
    expect(shown).toHaveLength(1);
    expect(lines()).toEqual([]);
    await deliver(world.worker().ports);
    expect(lines()).toEqual(expect.arrayContaining(shown));
    expect(world.ids().filter((id) => id.startsWith('stopped|'))).toEqual(shown);
  });

  it('has no line of what could not be shown yet', async () => {
    const world = await sweptWorld('ok');
    set(world, 'bounce');
    world.now += 5 * minute;
    const { ports } = world.worker();
    await sweepNow({ ...ports, showNotice: () => Promise.reject(new Error('no notifications here')) });
    expect([...world.journal.values()].filter(({ what }) => what.kind === 'notice')).toEqual([]);
    await deliver(world.worker().ports);
    expect([...world.journal.values()].filter(({ what }) => what.kind === 'notice')).toHaveLength(1);
  });
});

describe('a sweep that dies with its worker', () => {
  it('anywhere is taken up by the next start, not by the next alarm: its mark ends and its change is told, once', async () => {
    let died = 0;
    for (let k = 1, outcome: string = 'stopped'; outcome === 'stopped'; k += 1) {
      const world = await sweptWorld('ok');
      set(world, 'bounce');
      world.now += 5 * minute;
      outcome = await world.worker(k).run((ports) => sweepNow(ports));
      const marked = (): boolean => (world.get('head') as Head).sweepingSince !== null;
      if (!marked()) continue;
      died += 1;
      const { ports } = world.worker();
      let taken: Promise<unknown> = Promise.resolve();
      await wake({ ...deskOf(ports), sweepNow: () => { taken = sweepNow(ports); } });
      await taken;
      expect(marked(), `call ${k}`).toBe(false);
      expect(world.ids().filter((id) => id.startsWith('stopped|')), `call ${k}`).toHaveLength(1);
    }
    expect(died).toBeGreaterThan(5);
  });

  it('is the only one that a start takes up', async () => {
    const world = await sweptWorld('ok');
    let swept = 0;
    await wake({ ...deskOf(world.worker().ports), sweepNow: () => { swept += 1; } });
    expect(swept).toBe(0);
  });
});

describe('a clock', () => {
  it.each([day, -day])('that jumps by %d ms is survived: the next change is told, once', async (jump) => {
    const world = await sweptWorld('ok');
    world.now += jump;
    await sweepNow(world.worker().ports);
    set(world, 'spam');
    world.now += 5 * minute;
    await sweepNow(world.worker().ports);
    world.now += 5 * minute;
    await sweepNow(world.worker().ports);
    expect(world.ids().filter((id) => id.startsWith('stopped|'))).toHaveLength(1);
    expect(hostingOf(world).mail?.state).toBe('spam');
  });

  it('that jumps back while an action waits does not let it leave later', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'block');
    world.now -= day;
    expect((await driveToEnd(world)).outcome).toBe('notSent');
    expect(world.provider.executed).toEqual([]);
  });
});

describe('a sleep of eight hours', () => {
  it('is followed by one sweep that tells what happened meanwhile, with a queue clock that is not too long', async () => {
    const world = await sweptWorld('ok');
    const before = world.now;
    set(world, 'ko');
    world.now += 8 * 60 * minute;
    await sweepNow(world.worker().ports);
    expect(world.ids()).toHaveLength(1);
    expect(hostingOf(world).stop).toMatchObject({ sendingAt: before, seenAt: world.now });
  });

  it('ends a guided act that was half done, and says so', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'empty');
    world.provider.loggedIn = true;
    await world.worker(60).run((ports) => driveOn(ports));
    world.now += 8 * 60 * minute;
    const action = await driveToEnd(world);
    expect(['notSent', 'slow', 'unknown', 'done']).toContain(action.outcome);
    expect(world.provider.executed.filter((one) => one.startsWith('PURGE')).length).toBeLessThanOrEqual(1);
    expect(actionOf(world).outcome).not.toBeNull();
  });
});

describe('an alarm that vanished', () => {
  it('is there again after any start of the worker, and after any sweep', async () => {
    const world = await sweptWorld('ok');
    world.alarms.clear();
    await wake(deskOf(world.worker().ports));
    expect(world.alarms.get('sweep')).toBe(5);
    await wish(world.worker().ports, 'block');
    world.alarms.clear();
    const { ports } = world.worker();
    await wake(deskOf(ports));
    await driveToEnd(world);
    expect(world.alarms.get('sweep')).toBe(5);
  });
});
