// What the views' roots need from outside, as data that changes and calls that answer: the extension gives it, tests give theirs.
import type { ReadonlySignal } from '@preact/signals';
import type { Action, ActionKind } from '../core/actions.ts';
import type { Asking } from '../core/asking.ts';
import type { Head, Hosting, HostingId, JournalEntry } from '../core/model.ts';
import type { Settings } from '../core/settings.ts';
import type { TableRow } from '../core/table/table.ts';
import type { PageCommands } from '../platform/messages.ts';
import type { KeyPages } from './options/add-guide.tsx';
import type { Valued } from './answer.ts';
import type { Bounces } from './detail/bounces.tsx';

/** Gives a command to the background. Never rejects. */
export type Send = <K extends keyof PageCommands>(command: K, args: Parameters<PageCommands[K]>[0]) => Promise<Valued<ReturnType<PageCommands[K]>>>;

export interface PopupDoor {
  readonly head: ReadonlySignal<Head>;
  /** Milliseconds since 1970, every few seconds. */
  readonly now: ReadonlySignal<number>;
  readonly send: Send;
  /** Stored records as they are and become, until the signal aborts; undefined until they have been read. */
  hosting(id: HostingId, until: AbortSignal): ReadonlySignal<Hosting | null | undefined>;
  action(id: HostingId, until: AbortSignal): ReadonlySignal<Action | null | undefined>;
  journal(id: HostingId): Promise<readonly JournalEntry[]>;
  /** `attached`: the hosting's own domains; null while they are not known, and then no sender is called wrong. */
  bounces(id: HostingId, attached: readonly string[] | null): Promise<Bounces>;
  copy(text: string): Promise<boolean>;
  /** Writes down where the popup is. */
  keepPlace(hosting: HostingId | null): void;
  openOptions(): void;
  /** Other pages of Sluice's own or the panel were opened: a popup goes. */
  leave(): void;
}

export interface DashboardDoor extends PopupDoor {
  /** Every hosting that has been read so far. */
  readonly table: ReadonlySignal<readonly TableRow[]>;
  /** Whether that is all of them. */
  readonly complete: ReadonlySignal<boolean>;
  /** Which hosting is open beside the table, and with which question. */
  readonly place: ReadonlySignal<{ readonly hosting: HostingId; readonly ask: ActionKind | null } | null>;
  readonly save: Saved;
}

/** Gives the user a file to keep. */
export type Saved = (name: string, type: string, text: string) => void;

export interface HostAccess { readonly origin: string; readonly granted: boolean }

export interface OptionsDoor {
  readonly head: ReadonlySignal<Head>;
  readonly settings: ReadonlySignal<Settings>;
  /** The consumer key that is being asked for, or the last one that was. */
  readonly asking: ReadonlySignal<Asking | null>;
  /** The provider's pages that give keys. */
  readonly pages: KeyPages;
  readonly now: ReadonlySignal<number>;
  readonly hosts: ReadonlySignal<readonly HostAccess[]>;
  readonly send: Send;
  /** Must be called from a click: the browser asks the user. */
  grant(origins: readonly string[]): void;
  copy(text: string): Promise<boolean>;
  readonly save: Saved;
  readonly about: { readonly version: string; readonly browser: string };
}
