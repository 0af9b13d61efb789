// Quiet hours, snoozes and acknowledgements: held back, summed up, broken through, and never lost.
import { describe, expect, it } from 'vitest';
import { deliver } from '../../src/background/deliver.ts';
import { answerPage } from '../../src/background/commands.ts';
import type { Hush } from '../../src/core/model.ts';
import type { Settings } from '../../src/core/settings.ts';
import { site, sweepNow, sweptWorld } from './stories.ts';
import type { World } from './world.ts';

const hour = 3_600_000;
const minuteOfDay = (now: number): number => new Date(now).getHours() * 60 + new Date(now).getMinutes();

async function command(world: World, name: string, args: unknown): Promise<void> {
  const { ports } = world.worker();
  await answerPage({ ports, say: () => '', later: () => undefined, tell: () => deliver(ports), checkNow: () => undefined, sweepNow: () => undefined }, { command: name, args });
}

const settings = (world: World, changes: Partial<Settings>): Promise<void> => command(world, 'changeSettings', { changes });
const hush = (world: World, given: Hush | null): Promise<void> => command(world, 'hush', { hosting: site, hush: given });

async function becomes(world: World, state: string): Promise<void> {
  (world.provider.hostings.get('example.com') as { state: string }).state = state;
  world.now += 300_000;
  await sweepNow(world.worker().ports);
}

/** Quiet from now on for two hours. */
async function quietWorld(stopsBreakThrough: boolean): Promise<World> {
  const world = await sweptWorld('ok');
  await settings(world, { quiet: { from: minuteOfDay(world.now), to: minuteOfDay(world.now + 2 * hour), stopsBreakThrough } });
  return world;
}

describe('quiet hours', () => {
  it('hold back and sum up afterwards in one notice', async () => {
    const world = await quietWorld(false);
    await becomes(world, 'ko');
    await becomes(world, 'ok');
    expect(world.shown).toEqual([]);
    world.now += 3 * hour;
    await deliver(world.worker().ports);
    expect(world.shown).toMatchObject([{ title: { key: 'notice_summary', args: { n: 2 } } }]);
    await deliver(world.worker().ports);
    expect(world.shown).toHaveLength(1);
  });

  it('tell a single one as it is', async () => {
    const world = await quietWorld(false);
    await becomes(world, 'ko');
    world.now += 3 * hour;
    await deliver(world.worker().ports);
    expect(world.shown).toMatchObject([{ title: { key: 'notice_stopped_koProvider' } }]);
  });

  it('let a stop through by choice', async () => {
    const world = await quietWorld(true);
    await becomes(world, 'spam');
    expect(world.shown).toHaveLength(1);
    await becomes(world, 'ok');
    expect(world.shown).toHaveLength(1);
  });
});

describe('a snoozed hosting', () => {
  it('is silent until its time, then tells that it is still stopped, once', async () => {
    const world = await sweptWorld('ok');
    await hush(world, { kind: 'snoozed', until: world.now + hour });
    await becomes(world, 'ko');
    expect(world.shown).toEqual([]);
    expect(world.badge?.text).toBe('');
    world.now += 2 * hour;
    await becomes(world, 'ko');
    await becomes(world, 'ko');
    expect(world.ids()).toHaveLength(1);
    expect(world.badge?.text).toBe('1');
  });
});

describe('an acknowledged hosting', () => {
  it('does not count and is not reminded of, until it recovers; then that is told, and the next stop again', async () => {
    const world = await sweptWorld('ko');
    await hush(world, { kind: 'acknowledged' });
    expect(world.badge?.text).toBe('');
    world.now += 60 * hour;
    await becomes(world, 'ko');
    expect(world.ids()).toHaveLength(1);
    await becomes(world, 'ok');
    expect(world.shown.at(-1)).toMatchObject({ title: { key: 'notice_recovered' } });
    await becomes(world, 'ko');
    expect(world.badge?.text).toBe('1');
    expect(world.ids()).toHaveLength(3);
  });
});

describe('a snooze of everything', () => {
  it('holds back all notices until its time', async () => {
    const world = await sweptWorld('ok');
    await settings(world, { snoozedUntil: world.now + hour });
    await becomes(world, 'spam');
    expect(world.shown).toEqual([]);
    world.now += hour;
    await deliver(world.worker().ports);
    expect(world.ids()).toHaveLength(1);
  });
});
