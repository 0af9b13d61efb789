// What the background needs of the world, as plain functions: the browser gives them in browser-ports.ts, tests give others that fail or never return.
import type { Badge } from '../core/badge.ts';
import type { Result } from '../core/failure.ts';
import type { Account, AccountId, Bounce, HostingId, JournalEntry, Region, Time } from '../core/model.ts';
import type { Secret } from '../core/secret.ts';
import type { Notice } from '../core/notices.ts';
import type { Carried, ToPanel } from '../platform/messages.ts';
import type { Caller } from '../provider/session.ts';

export interface StoragePort {
  get(keys: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  /** Every key of local storage. */
  keys(): Promise<readonly string[]>;
  /** All entries at once or none. */
  set(entries: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

export interface JournalPort {
  /** Writes entries by id: one that is there already stays as it is. */
  add(entries: readonly JournalEntry[]): Promise<void>;
  /** Replaces what is kept of a hosting's bounces. */
  keepBounces(hosting: HostingId, bounces: readonly Bounce[]): Promise<void>;
  /** Removes all lines and bounces of these hostings and accounts. */
  forget(subjects: readonly (HostingId | AccountId)[]): Promise<void>;
  /** Removes everything. */
  erase(): Promise<void>;
  /** Removes what is older than a year, or too much. */
  prune(now: Time): Promise<void>;
}

export interface PanelTab {
  readonly id: number;
  readonly url: string;
  readonly active: boolean;
}

export interface TabsPort {
  /** Open tabs on the panel's hosts. */
  panels(): Promise<readonly PanelTab[]>;
  /** Resolves null when the tab's script did not answer. */
  tell(tab: number, message: ToPanel): Promise<Carried | null>;
  focus(tab: number): Promise<void>;
  open(url: string): Promise<void>;
  /** Shows a page of Sluice's own: in the tab that has it, else in a new one. `hash` null: as it is. */
  own(page: string, hash: string | null): Promise<void>;
}

/** Where secrets are kept, and who one is by a secret that is not kept yet. */
export interface SecretsPort {
  callerBy(secret: Secret, region: Region, id: AccountId): Promise<Caller>;
  /** Null when there is none, or while they are locked. */
  read(id: AccountId): Promise<Secret | null>;
  /** False while they are locked. */
  keep(id: AccountId, secret: Secret): Promise<boolean>;
  remove(id: AccountId): Promise<void>;
  state(): Promise<'open' | 'locked' | 'unlocked'>;
  /** False where the passphrase does not fit. */
  unlock(passphrase: string): Promise<boolean>;
  lock(): Promise<void>;
  setPassphrase(passphrase: string | null): Promise<boolean>;
  /** Forgets the passphrase and its key. */
  erase(): Promise<void>;
  /** Asks the provider for a consumer key; the answer's page is opened by the caller. */
  ask(region: Region, applicationKey: string, rights: 'full' | 'read'): Promise<Result<{ readonly consumerKey: string; readonly validationUrl: string }>>;
}

export interface Ports {
  readonly storage: StoragePort;
  readonly journal: JournalPort;
  /** The one item that goes to the user's other computers: the settings. */
  readonly sync: { get(): Promise<unknown>; set(settings: Readonly<Record<string, unknown>>): Promise<void>; clear(): Promise<void> };
  readonly tabs: TabsPort;
  /** Who one is at the provider through the panel's own login. */
  session(region: Region): Caller;
  /** Who one is through an account. Fails where its secret cannot be had: locked, or gone. */
  callerOf(account: Account): Promise<Result<Caller>>;
  readonly secrets: SecretsPort;
  /** Whether the browser lets Sluice reach the region's panel. */
  mayReach(region: Region): Promise<boolean>;
  /** A text file of the extension's own package. */
  ownFile(name: string): Promise<string>;
  showNotice(notice: Notice): Promise<void>;
  showBadge(badge: Badge): Promise<void>;
  /** Creates the alarm, or changes it if its period differs; `null` clears it. Minutes. */
  alarm(name: 'sweep' | 'follow' | 'resume' | 'asking' | 'volumes', everyMinutes: number | null): Promise<void>;
  /** Runs `job` alone under this name in the whole browser; `skip` answers null at once when it is taken. */
  lock<T>(name: string, mode: 'wait' | 'skip', job: () => Promise<T>): Promise<T | null>;
  /** Whether nobody has touched the computer for a while. */
  isIdle(): Promise<boolean>;
  now(): Time;
  /** 0 to 1. */
  random(): number;
  sleep(ms: number): Promise<void>;
}
