// The worker is stopped at every call of every port, before or after the call took effect; a fresh worker then takes up what is stored.
import { describe, expect, it } from 'vitest';
import { driveAll } from '../../src/background/act.ts';
import { deliver } from '../../src/background/deliver.ts';
import { actionOf, driveOn, driveToEnd, hostingOf, sweepNow, sweptWorld, wish } from './stories.ts';
import type { World } from './world.ts';

async function takeUp(world: World): Promise<void> {
  const { ports } = world.worker();
  await deliver(ports);
  await driveAll(ports, () => deliver(ports));
}

/** How many calls of ports a whole action makes when nothing stops it. */
async function callsOf(kind: 'block' | 'empty' | 'purge', state: string): Promise<number> {
  const world = await sweptWorld(state);
  await wish(world.worker().ports, kind);
  const worker = world.worker();
  await worker.run((ports) => driveOn(ports));
  return worker.calls;
}

describe.each([['block', 'ok', 1], ['purge', 'spam', 1], ['empty', 'ok', 2]] as const)('%s from %s', (kind, state, requests) => {
  it('survives a worker that is stopped at any call: nothing is sent twice, nothing forgotten, its end told once', async () => {
    const calls = await callsOf(kind, state);
    expect(calls).toBeGreaterThan(20);
    for (let k = 1; k <= calls; k += 1) {
      const world = await sweptWorld(state);
      await wish(world.worker().ports, kind);
      expect(await world.worker(k).run((ports) => driveOn(ports)), `call ${k}`).toBe('stopped');
      await takeUp(world);
      const action = await driveToEnd(world);
      await takeUp(world);
      const sent = world.provider.executed;
      expect(new Set(sent).size, `call ${k}: ${sent.join(', ')}`).toBe(sent.length);
      expect(sent.length, `call ${k}`).toBeLessThanOrEqual(requests);
      if (action.outcome === 'done') expect(sent, `call ${k}`).toHaveLength(requests);
      else expect(['unknown', 'notSent'], `call ${k}`).toContain(action.outcome);
      expect(world.ids().filter((id) => id.startsWith('action|')), `call ${k}`).toHaveLength(1);
    }
  }, 60_000);
});

describe('a sweep', () => {
  it('that is stopped at any call tells each change in the end, under one id', async () => {
    const changed = async (): Promise<World> => {
      const world = await sweptWorld('ok');
      world.provider.add('other.example', 'ok');
      await sweepNow(world.worker().ports);
      (world.provider.hostings.get('example.com') as { state: string }).state = 'spam';
      world.now += 300_000;
      return world;
    };
    const counting = (await changed()).worker();
    await counting.run(sweepNow);
    expect(counting.calls).toBeGreaterThan(20);
    for (let k = 1; k <= counting.calls; k += 1) {
      const world = await changed();
      await world.worker(k).run(sweepNow);
      world.now += 300_000;
      await sweepNow(world.worker().ports);
      expect(world.ids().filter((id) => id.startsWith('stopped|')), `call ${k}`).toHaveLength(1);
      expect(hostingOf(world).mail?.state, `call ${k}`).toBe('spam');
      expect(world.badge?.text, `call ${k}`).toBe('1');
    }
  }, 60_000);

  it('leaves an action alone', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'block');
    await sweepNow(world.worker().ports);
    expect(actionOf(world).steps[0]?.life).toBe('waiting');
  });
});
