// Everything the sandbox knows: customers, hostings, sessions, keys, options, and what happened.
import type { Delays, Executed, Options } from '../control/control-calls.ts';
import { Clock } from './clock.ts';
import { Faults } from './faults.ts';
import type { Hosting } from './hosting.ts';
import { Keys } from './keys.ts';
import { places, type Region, regions } from '../web/places.ts';
import { randomOf } from './random.ts';
import { ReceivedRequests } from '../web/received.ts';
import { hostingOf } from './seed.ts';
import { ordinaryPlan, plansOf } from './seed-names.ts';
import { Sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';

export const usualDelays: Delays = { blockMs: 180_000, unblockMs: 180_000, purgeMs: 600_000, purgeHiddenMs: 15_000 };

export const usualOptions: Options = {
  origin: 'any', batch: true, batchMax: 50, batchErrors: 'body', paging: true, unblockInBounce: 'force', abuse: false, metricsToken: false,
  connectSrc: 'self', sameSite: 'Lax', oldPanel: 'serve', limitPerMinute: null, retryAfter: null, traffic: true,
};

export interface WorldStart {
  readonly speed: number;
  readonly hostings: Readonly<Record<Region, number>>;
  readonly options?: Partial<Options>;
  readonly delays?: Partial<Delays>;
}

export class World {
  readonly clock: Clock;
  readonly sessions = new Sessions();
  readonly keys: Keys;
  readonly tokens: Tokens;
  readonly received = new ReceivedRequests();
  readonly faults = new Faults();
  readonly executed: Executed[] = [];
  /** Hosts the proxy refused. */
  readonly refusedHosts = new Set<string>();
  delays: Delays;
  options: Options;
  readonly #hostings = new Map<string, Hosting>();
  #lastServiceId = 10_000_000;
  #lastTaskId = 500_000;

  constructor(start: WorldStart) {
    this.clock = new Clock(start.speed);
    this.keys = new Keys(this.clock);
    this.tokens = new Tokens(this.clock);
    this.delays = { ...usualDelays, ...start.delays };
    this.options = { ...usualOptions, ...start.options };
    for (const region of regions) this.addCustomer(region, places[region].nichandle, start.hostings[region]);
  }

  /** A customer with so many hostings, unless there is one of that name already. */
  addCustomer(region: Region, nichandle: string, hostings: number): void {
    if (this.hostingsOf(nichandle).length > 0) return;
    const usual = nichandle === places[region].nichandle;
    for (const plan of plansOf(region, hostings, randomOf(nichandle))) {
      // Another customer's hostings have other names: a name is one hosting, whoever's it is.
      const serviceName = usual ? plan.serviceName : `${nichandle.replace(/[^a-z0-9]/gi, '')}-${plan.serviceName}`;
      this.#add(hostingOf({ ...plan, serviceName }, { nichandle, region }, this.#nextServiceId(), this.clock));
    }
  }

  addHosting(serviceName: string, region: Region, nichandle = places[region].nichandle): Hosting {
    return this.#add(hostingOf(ordinaryPlan(serviceName), { nichandle, region }, this.#nextServiceId(), this.clock));
  }

  removeHosting(serviceName: string): void {
    this.#hostings.delete(serviceName.toLowerCase());
  }

  /** A hosting as it is now; undefined when there is none. */
  hosting(serviceName: string): Hosting | undefined {
    const found = this.#hostings.get(serviceName.toLowerCase());
    found?.mail.settle(this.clock.now());
    return found;
  }

  get hostings(): readonly Hosting[] {
    return [...this.#hostings.values()];
  }

  hostingsOf(nichandle: string): readonly Hosting[] {
    return this.hostings.filter((hosting) => hosting.nichandle === nichandle);
  }

  setOptions(options: Partial<Options>): void {
    this.options = { ...this.options, ...options };
    if (options.traffic === undefined) return;
    for (const hosting of this.hostings) this.#setTraffic(hosting);
  }

  nextTaskId(): number {
    this.#lastTaskId += 1;
    return this.#lastTaskId;
  }

  #setTraffic({ mail }: Hosting): void {
    mail.settle(this.clock.now());
    mail.traffic = this.options.traffic;
    mail.restartTraffic(this.clock.now());
  }

  #nextServiceId(): number {
    this.#lastServiceId += 1;
    return this.#lastServiceId;
  }

  #add(hosting: Hosting): Hosting {
    this.#setTraffic(hosting);
    this.#hostings.set(hosting.serviceName.toLowerCase(), hosting);
    return hosting;
  }
}
