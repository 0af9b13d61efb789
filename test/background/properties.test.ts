// Any sequence of provider answers, user commands, ended workers and clock jumps keeps what Sluice promises.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirm, ask, driveAll } from '../../src/background/act.ts';
import { deliver } from '../../src/background/deliver.ts';
import type { Ports } from '../../src/background/ports.ts';
import { sweep } from '../../src/background/watching/watch.ts';
import type { Action, ActionKind } from '../../src/core/actions.ts';
import { decodeAction } from '../../src/core/stored/decode-stored.ts';
import { type Head, hostingId } from '../../src/core/model.ts';
import { World } from './world.ts';

const names = ['one.example', 'two.example'] as const;
const states = ['ok', 'ko', 'bounce', 'spam', 'purging', 'odd'] as const;
const kinds = ['block', 'unblock', 'purge', 'empty'] as const satisfies readonly ActionKind[];

type Step =
  | { readonly do: 'state'; readonly of: number; readonly to: string }
  | { readonly do: 'wish'; readonly of: number; readonly kind: ActionKind; readonly stale: boolean }
  | { readonly do: 'sweep' | 'drive' | 'login' }
  | { readonly do: 'fault'; readonly is: 'cut' | 'cutAfter' | 'down' | 'html' | null }
  | { readonly do: 'clock'; readonly ms: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('state' as const), of: fc.nat(1), to: fc.constantFrom(...states) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wish' as const), of: fc.nat(1), kind: fc.constantFrom(...kinds), stale: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('sweep' as const, 'drive' as const, 'login' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fault' as const), is: fc.constantFrom('cut' as const, 'cutAfter' as const, 'down' as const, 'html' as const, null, null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const), ms: fc.constantFrom(1_000, 30_000, 300_000, 3_600_000, 86_400_000, -3_600_000, -86_400_000) }) },
);
/** A step, and after how many calls the worker that takes it is ended; a large number lets it live. */
const anyPlay = fc.array(fc.tuple(anyStep, fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 60 }))), { minLength: 1, maxLength: 14 });

const down = (): Response => new Response('{"message":"oh"}', { status: 503 });
const html = (): Response => new Response('<!doctype html>', { status: 200 });

class Play {
  readonly world = new World();
  /** Confirmations that were answered with a yes, and those whose worker was ended before it answered. */
  readonly confirmed = new Set<string>();

  async begin(): Promise<void> {
    for (const name of names) this.world.provider.add(name);
    await sweep(this.world.worker().ports, { relist: false, byUser: false });
  }

  async take(step: Step, stopAt: number): Promise<void> {
    const { world } = this;
    world.now += 1;
    switch (step.do) {
      case 'state': Object.assign(world.provider.hostings.get(names[step.of] ?? '') ?? {}, { state: step.to, next: [] }); return;
      case 'login': world.provider.loggedIn = !world.provider.loggedIn; return;
      case 'clock': world.now = Math.max(1_700_000_000_000, world.now + step.ms); return;
      case 'fault': world.provider.fault = step.is === null ? () => null : step.is === 'down' ? down : step.is === 'html' ? html : (method) => (method === 'GET' && step.is === 'cutAfter' ? null : step.is as 'cut'); return;
      case 'sweep': await world.worker(stopAt).run(async (ports) => { await sweep(ports, { relist: false, byUser: false }).catch(() => undefined); await deliver(ports); }); return;
      case 'drive': await world.worker(stopAt).run((ports) => this.drive(ports)); return;
      case 'wish': await world.worker(stopAt).run((ports) => this.wish(ports, step)); return;
    }
  }

  private async drive(ports: Ports): Promise<void> {
    await driveAll(ports, () => deliver(ports));
  }

  private async wish(ports: Ports, { of, kind, stale }: Extract<Step, { do: 'wish' }>): Promise<void> {
    const hosting = hostingId('eu', names[of] ?? '');
    const asked = await ask(ports, { hosting, kind }, 'popup');
    if (!asked.ok) return;
    if (stale) Object.assign(this.world.provider.hostings.get(names[of] ?? '') ?? {}, { state: 'spam', next: [] });
    this.confirmed.add(asked.value.ask);
    await confirm(ports, { ...asked.value, stayBlocked: false, recipient: null });
    await this.drive(ports);
  }

  actions(): Action[] {
    return names.flatMap((name) => decodeAction(this.world.get(`action/eu/${name}`)) ?? []);
  }
}

const requests = { block: 1, unblock: 1, purge: 1, empty: 3, recipient: 1, lift: 1 } as const;

/** What must be true whatever happened. */
function holds(play: Play, journalBefore: ReadonlyMap<string, string>): void {
  const { world } = play;
  for (const action of play.actions()) {
    expect(play.confirmed.has(action.id), 'never an action without a confirmation').toBe(true);
    expect(action.steps.length).toBeLessThanOrEqual(requests[action.kind]);
    for (const step of action.steps) if (step.life !== 'waiting') expect(step.sentAt, 'what left is dated').not.toBeNull();
  }
  for (const [id, entry] of journalBefore) expect(JSON.stringify(world.journal.get(id)), 'the journal is only added to').toBe(entry);
  const head = world.get<Head>('head');
  expect(head?.total).toBe(2);
  for (const row of head?.rows ?? []) if (row.mailAt !== null) expect(row.mailAt, 'no figure is of the future').toBeLessThanOrEqual(Math.max(world.now, newest));
  newest = Math.max(newest, world.now);
}
let newest = 0;

describe('whatever happens', () => {
  it('no action goes out without its confirmation or more often than its steps, the journal only grows, the head stays whole', async () => {
    await fc.assert(fc.asyncProperty(anyPlay, async (steps) => {
      const play = new Play();
      newest = play.world.now;
      await play.begin();
      for (const [step, stopAt] of steps) {
        const before = new Map([...play.world.journal].map(([id, entry]) => [id, JSON.stringify(entry)]));
        await play.take(step, stopAt);
        holds(play, before);
      }
      const possible = play.confirmed.size * 3;
      expect(play.world.provider.executed.length).toBeLessThanOrEqual(possible);
    }), { numRuns: 400 });
  }, 120_000);

  it('everything comes to rest: with good weather every action ends, and the head says what the provider says', async () => {
    await fc.assert(fc.asyncProperty(anyPlay, async (steps) => {
      const play = new Play();
      newest = play.world.now;
      await play.begin();
      for (const [step, stopAt] of steps) await play.take(step, stopAt);
      const { world } = play;
      world.provider.fault = () => null;
      world.provider.loggedIn = true;
      for (let turn = 0; turn < 30; turn += 1) {
        world.now += 120_000;
        const { ports } = world.worker();
        await driveAll(ports, () => deliver(ports));
        await sweep(ports, { relist: false, byUser: true });
        await deliver(ports);
      }
      for (const action of play.actions()) expect(action.outcome).not.toBeNull();
      world.provider.settle();
      for (const name of names) {
        const row = world.get<Head>('head')?.rows.find((one) => one.name === name);
        expect([name, row?.state]).toEqual([name, world.provider.hostings.get(name)?.state]);
      }
      expect(world.badge?.text.includes('?')).toBe(false);
    }), { numRuns: 150 });
  }, 120_000);
});
