// A world for the background's tests: storage, provider, clock and browser that outlive any worker, and workers that can be stopped at any call.
import { bad, good } from '../../src/core/failure.ts';
import type { Badge } from '../../src/core/badge.ts';
import type { Bounce, JournalEntry, Region } from '../../src/core/model.ts';
import type { Secret } from '../../src/core/secret.ts';
import type { Notice } from '../../src/core/notices.ts';
import type { PanelTab, Ports } from '../../src/background/ports.ts';
import type { Carriage, Carried, ToPanel } from '../../src/platform/messages.ts';
import { type Caller, sessionCaller } from '../../src/provider/session.ts';
import { tokenCaller } from '../../src/provider/token.ts';
import { FakeProvider } from './provider.ts';

/** What outlives a worker. */
export class World {
  now = 1_800_000_000_000;
  readonly stored = new Map<string, string>();
  readonly journal = new Map<string, JournalEntry>();
  readonly bounces = new Map<string, readonly Bounce[]>();
  /** Every showing, in order: showing twice under one id is allowed, under two ids is not. */
  readonly shown: Notice[] = [];
  badge: Badge | null = null;
  readonly alarms = new Map<string, number>();
  tabs: PanelTab[] = [];
  readonly focused: number[] = [];
  readonly opened: string[] = [];
  readonly told: { tab: number; message: ToPanel }[] = [];
  reachable = true;
  idle = false;
  synced: unknown = undefined;
  /** Secrets as the vault keeps them. */
  readonly secrets = new Map<string, Secret>();
  locked = false;
  readonly provider = new FakeProvider(() => this.now);
  /** How a panel tab's script sends what it carries. */
  carry: (carriage: Carriage) => Promise<Carried | null> = (carriage) => this.provider.carried(carriage);

  private drawn = 0;
  /** Repeatable, and never the same twice. */
  random(): number {
    this.drawn += 1;
    return (this.drawn * 0.618034) % 1;
  }

  get<T>(key: string): T | undefined {
    const json = this.stored.get(key);
    return json === undefined ? undefined : (JSON.parse(json) as T);
  }

  ids(): string[] {
    return [...new Set(this.shown.map((notice) => notice.id))];
  }

  /** A new worker on what is there. It stops at its `stopAt`-th call of a port: that call never returns, nor does any later one. */
  worker(stopAt = Infinity): Worker {
    return new Worker(this, stopAt);
  }
}

/** Thrown away by tests: a stopped worker's promises stay pending for ever. */
export class Worker {
  calls = 0;
  readonly ports: Ports;
  /** How many hold or wait for each lock. */
  private readonly holders = new Map<string, number>();
  private readonly queues = new Map<string, Promise<unknown>>();
  private stop: () => void = () => undefined;
  readonly stopped = new Promise<'stopped'>((resolve) => { this.stop = () => resolve('stopped'); });

  constructor(private readonly world: World, private readonly stopAt: number) {
    this.ports = this.makePorts();
  }

  /** Runs until the work ends or the worker is stopped. */
  async run(work: (ports: Ports) => Promise<unknown>): Promise<'ended' | 'stopped'> {
    return Promise.race([work(this.ports).then(() => 'ended' as const), this.stopped]);
  }

  /** Counts a call. The call at which the worker stops is lost before (`even`) or after it took effect. */
  private async step<T>(effect: () => T | Promise<T>): Promise<T> {
    this.calls += 1;
    if (this.calls < this.stopAt) return effect();
    if (this.calls === this.stopAt && this.stopAt % 2 === 1) await effect();
    this.stop();
    return new Promise<never>(() => undefined);
  }

  private makePorts(): Ports {
    const { world } = this;
    return {
      storage: {
        get: (keys) => this.step(() => Object.fromEntries(keys.flatMap((key) => (world.stored.has(key) ? [[key, world.get(key)]] : [])))),
        // As the vault keeps them: each secret under its account's own key.
        keys: () => this.step(() => [...world.stored.keys(), ...[...world.secrets.keys()].map((id) => `secret/${id}`)]),
        set: (entries) => this.step(() => Object.entries(entries).forEach(([key, value]) => world.stored.set(key, JSON.stringify(value)))),
        remove: (keys) => this.step(() => keys.forEach((key) => world.stored.delete(key))),
      },
      journal: {
        add: (entries) => this.step(() => entries.forEach((entry) => { if (!world.journal.has(entry.id)) world.journal.set(entry.id, entry); })),
        keepBounces: (hosting, bounces) => this.step(() => { world.bounces.set(hosting, bounces); }),
        erase: () => this.step(() => { world.journal.clear(); world.bounces.clear(); }),
        prune: () => this.step(() => undefined),
        forget: (subjects) => this.step(() => subjects.forEach((subject) => {
          world.bounces.delete(subject);
          for (const [id, entry] of world.journal) if (entry.hosting === subject || entry.account === subject) world.journal.delete(id);
        })),
      },
      sync: { get: () => this.step(() => world.synced), set: (settings) => this.step(() => { world.synced = settings; }), clear: () => this.step(() => { world.synced = undefined; }) },
      tabs: {
        panels: () => this.step(() => world.tabs),
        tell: (tab, message) => this.step(async () => {
          world.told.push({ tab, message });
          return message.sluice === 'carry' ? world.carry(message.carriage) : null;
        }),
        focus: (tab) => this.step(() => { world.focused.push(tab); }),
        own: (page, hash) => this.step(() => { world.opened.push(page + (hash ?? '')); }),
        open: (url) => this.step(() => { world.opened.push(url); }),
      },
      session: (region) => this.session(region),
      callerOf: async (account) => {
        if (account.kind === 'session') return good(this.session(account.region));
        const secret = world.locked ? undefined : world.secrets.get(account.id);
        return secret === undefined ? bad({ kind: world.locked ? 'locked' : 'badCredential' }) : good(this.bySecret(secret, account.region));
      },
      secrets: {
        callerBy: async (secret, region) => this.bySecret(secret, region),
        read: (id) => this.step(() => (world.locked ? null : (world.secrets.get(id) ?? null))),
        keep: (id, secret) => this.step(() => { if (!world.locked) world.secrets.set(id, secret); return !world.locked; }),
        remove: (id) => this.step(() => { world.secrets.delete(id); }),
        state: () => this.step(() => (world.locked ? 'locked' as const : 'open' as const)),
        unlock: (passphrase) => this.step(() => { world.locked = passphrase !== 'open sesame'; return !world.locked; }),
        lock: () => this.step(() => { world.locked = true; }),
        erase: () => this.step(() => { world.secrets.clear(); world.locked = false; }),
        setPassphrase: () => this.step(() => !world.locked),
        ask: () => this.step(() => good({ consumerKey: 'c'.repeat(32), validationUrl: 'https://eu.api.ovh.com/auth/?credentialToken=x' })),
      },
      isIdle: () => this.step(() => world.idle),
      mayReach: () => this.step(() => world.reachable),
      ownFile: () => this.step(() => ''),
      showNotice: (notice) => this.step(() => { world.shown.push(notice); }),
      showBadge: (badge) => this.step(() => { world.badge = badge; }),
      alarm: (name, minutes) => this.step(() => {
        if (minutes === null) world.alarms.delete(name);
        else world.alarms.set(name, minutes);
      }),
      lock: (name, mode, job) => (mode === 'skip' ? this.skip(name, job) : this.wait(name, job)),
      now: () => world.now,
      random: () => world.random(),
      sleep: (ms) => this.step(() => { world.now += ms; }),
    };
  }

  private session(region: Region): Caller {
    const { world } = this;
    return sessionCaller(region, { fetch: (url, init) => this.step(() => world.provider.fetch(url, init)), now: () => world.now });
  }

  private bySecret(secret: Secret, region: Region): Caller {
    const { world } = this;
    const wire = { fetch: (url: string, init: RequestInit) => this.step(() => world.provider.fetch(url, init)), now: () => world.now };
    const token = secret.kind === 'token' ? secret.token : secret.kind === 'keys' ? `key.${secret.consumerKey}.s` : `client.${secret.clientSecret}.s`;
    return tokenCaller(region, token, wire);
  }

  private async skip<T>(name: string, job: () => Promise<T>): Promise<T | null> {
    return (this.holders.get(name) ?? 0) > 0 ? null : this.wait(name, job);
  }

  private async wait<T>(name: string, job: () => Promise<T>): Promise<T> {
    const count = (by: number): void => { this.holders.set(name, (this.holders.get(name) ?? 0) + by); };
    const before = this.queues.get(name) ?? Promise.resolve();
    count(1);
    const mine = before.then(job, job).finally(() => count(-1));
    this.queues.set(name, mine.catch(() => undefined));
    return mine;
  }
}
