// A day of it: 24 hours of a worker's life over a provider in memory, at its own pace, with 300 hostings. Faults, sleeps, restarts at any call, somebody logged in and out; the clock is the world's.
import type { Desk } from '../../src/background/desk.ts';
import { deliver } from '../../src/background/deliver.ts';
import { driveAll } from '../../src/background/act.ts';
import type { Ports } from '../../src/background/ports.ts';
import { readSlowly, sweepAndTell, sweepInTurn, wake } from '../../src/background/watching/rounds.ts';
import { decodeHosting } from '../../src/core/stored/decode-stored.ts';
import { World } from '../background/world.ts';
import { seeded } from './seeded.ts';

const minuteMs = 60_000;
const say = (): string => '';

export interface DayTally {
  readonly seed: number;
  readonly hours: number;
  readonly hostings: number;
  readonly wakes: number;
  readonly restarts: number;
  readonly requests: number;
  /** Stops and recoveries that the provider went through while Sluice could see them. */
  readonly changes: number;
  readonly notTold: number;
  readonly toldTwice: number;
  /** Bytes of storage after the first quarter, and at the end. */
  readonly storedThen: number;
  readonly storedNow: number;
  /** Bytes of the heap after the first quarter, and at the end; 0 where the collector cannot be called. */
  readonly heapThen: number;
  readonly heapNow: number;
}

class Day {
  readonly world = new World();
  readonly random: () => number;
  wakes = 0;
  restarts = 0;
  /** How often each hosting was stopped, and let go again. */
  readonly stops = new Map<string, number>();
  readonly recoveries = new Map<string, number>();
  changes = 0;
  private worker = this.world.worker();

  constructor(seed: number, private readonly hostings: number) {
    this.random = seeded(seed);
    for (let n = 0; n < hostings; n += 1) this.world.provider.add(`site-${n}.example`);
  }

  private chance(share: number): boolean { return this.random() < share; }

  private desk(ports: Ports): Desk {
    return { ports, say, tell: () => deliver(ports), later: (work) => { work.catch(() => undefined); }, checkNow: () => undefined, sweepNow: () => undefined };
  }

  /** One alarm rings: a worker that may be ended at any of its calls does what is due. */
  private async ring(): Promise<void> {
    this.wakes += 1;
    const fresh = this.chance(0.3);
    const killed = this.chance(0.15);
    if (fresh || killed) {
      this.restarts += 1;
      this.worker = this.world.worker(killed ? 1 + Math.floor(this.random() * 120) : Infinity);
      await this.worker.run((ports) => wake(this.desk(ports)));
    }
    await this.worker.run(async (ports) => {
      const { alarms } = this.world;
      if (alarms.has('resume')) await sweepAndTell(ports, { relist: false, byUser: false }, say);
      else await sweepInTurn(ports, say);
      if (alarms.has('volumes')) await readSlowly(ports);
      if (alarms.has('follow')) await driveAll(ports, () => deliver(ports));
    }).catch(() => undefined);
    if (killed) this.worker = this.world.worker();
  }

  private weather(): void {
    const { provider } = this.world;
    provider.loggedIn = this.chance(0.95);
    this.world.idle = this.chance(0.4);
    const bad = this.chance(0.15) ? this.random() : 1;
    provider.fault = bad < 0.3 ? () => 'cut' : bad < 0.6 ? () => new Response('{}', { status: 503 }) : bad < 0.8 ? () => new Response('<!doctype html>') : bad < 1 ? () => (this.chance(0.3) ? 'cut' : null) : () => null;
  }

  private seen(name: string): string | undefined {
    return decodeHosting(this.world.get(`hosting/eu/${name}`))?.mail?.state;
  }

  /** A few hostings change, each only after its last change was seen: what nobody could see nobody can tell. */
  private change(): void {
    for (let n = 0; n < 3; n += 1) {
      const name = `site-${Math.floor(this.random() * this.hostings)}.example`;
      const hosting = this.world.provider.hostings.get(name);
      if (hosting === undefined || this.seen(name) !== hosting.state) continue;
      const counts = hosting.state === 'ok' ? this.stops : this.recoveries;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      this.changes += 1;
      hosting.state = hosting.state === 'ok' ? ['ko', 'bounce', 'spam'][Math.floor(this.random() * 3)] as string : 'ok';
    }
    for (const hosting of this.world.provider.hostings.values()) { hosting.sent += 1; hosting.sentToday += 1; }
  }

  async play(hours: number): Promise<Pick<DayTally, 'storedThen' | 'heapThen'>> {
    const { world } = this;
    const end = world.now + hours * 60 * minuteMs;
    const quarter = world.now + (hours * 60 * minuteMs) / 4;
    let then: Pick<DayTally, 'storedThen' | 'heapThen'> | null = null;
    await this.ring();
    while (world.now < end) {
      this.weather();
      this.change();
      await this.ring();
      if (then === null && world.now >= quarter) then = { storedThen: this.stored(), heapThen: this.heap() };
      world.now += this.chance(0.01) ? 2 * 60 * minuteMs : (world.alarms.has('resume') ? 1 : 5) * minuteMs;
    }
    // Good weather at the end: what is left is told.
    world.provider.fault = () => null;
    world.provider.loggedIn = true;
    world.idle = false;
    for (let n = 0; n < 8; n += 1) {
      world.now += 5 * minuteMs;
      this.worker = world.worker();
      await this.ring();
    }
    return then ?? { storedThen: this.stored(), heapThen: this.heap() };
  }

  /** How often changes of a kind were told of a hosting, by the ids of the notices. */
  tellings(topic: string, name: string): number {
    return new Set(this.world.shown.map((notice) => notice.id).filter((id) => id.startsWith(`${topic}|eu/${name}|`))).size;
  }

  stored(): number {
    return [...this.world.stored].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  }

  heap(): number {
    const { gc } = globalThis as { gc?: () => void };
    if (gc === undefined) return 0;
    // What the world itself keeps for counting grows, and is not the worker's.
    const { shown, journal, provider } = this.world;
    const outside = JSON.stringify([shown, [...journal.values()], provider.requests]).length * 2;
    gc();
    return process.memoryUsage().heapUsed - outside;
  }
}

/** Plays so many hours with so many hostings. */
export async function day(seed: number, hours = 24, hostings = 300): Promise<DayTally> {
  const one = new Day(seed, hostings);
  const then = await one.play(hours);
  let notTold = 0;
  let toldTwice = 0;
  for (const [topic, counts] of [['stopped', one.stops], ['recovered', one.recoveries]] as const) {
    for (const [name, times] of counts) {
      const told = one.tellings(topic, name);
      notTold += Math.max(0, times - told);
      toldTwice += Math.max(0, told - times);
    }
  }
  return {
    seed, hours, hostings, wakes: one.wakes, restarts: one.restarts, requests: one.world.provider.requests.length, changes: one.changes, notTold, toldTwice,
    ...then, storedNow: one.stored(), heapNow: one.heap(),
  };
}
