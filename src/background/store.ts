// The one way into storage: read what is stored, decide, write all of it in one call, under one lock over every context.
import type { Action } from '../core/actions.ts';
import { decodeAccounts, decodeHead } from '../core/stored/decode-head.ts';
import { decodeAction, decodeHosting, encodeHosting } from '../core/stored/decode-stored.ts';
import { emptyHead, headAfter, headOf, rowOf } from '../core/head.ts';
import type { Account, Head, Hosting, HostingId, JournalEntry, Time } from '../core/model.ts';
import { type Notice, noticeOfLoss } from '../core/notices.ts';
import { accountsByKeys, lostIn } from '../core/stored/lost.ts';
import { type Outbox, decodeOutbox, emptyOutbox } from '../core/stored/outbox.ts';
import { type Settings, decodeSettings } from '../core/settings.ts';
import type { Ports } from './ports.ts';

export interface Stored {
  readonly head: Head;
  readonly accounts: readonly Account[];
  readonly settings: Settings;
  readonly outbox: Outbox;
  readonly hosting: (id: HostingId) => Hosting | null;
  readonly action: (id: HostingId) => Action | null;
  /** What was there and could not be read: the rest of this is what could be kept. The next `commit` writes that, and tells of it. */
  readonly lost: ReturnType<typeof lostIn>;
}

/** What a decision wants written. Absent: as it is. A hosting that is null is removed with its action. */
export interface Writes {
  readonly hostings?: ReadonlyMap<HostingId, Hosting | null>;
  readonly actions?: ReadonlyMap<HostingId, Action>;
  readonly accounts?: readonly Account[];
  readonly settings?: Settings;
  readonly head?: Partial<Pick<Head, 'probedAt' | 'probeFailure' | 'sweepingSince' | 'sweepDone'>>;
  readonly notices?: readonly Notice[];
  readonly journal?: readonly JournalEntry[];
  /** Items that only the background reads. */
  readonly others?: Readonly<Record<string, unknown>>;
}

const common = ['head', 'accounts', 'settings', 'outbox'] as const;
const hostingKey = (id: HostingId): string => `hosting/${id}`;
const actionKey = (id: HostingId): string => `action/${id}`;

/** Reads the common items and those of the named hostings. */
export async function read(ports: Ports, ids: readonly HostingId[] = []): Promise<Stored> {
  const found = await ports.storage.get([...common, ...ids.map(hostingKey), ...ids.map(actionKey)]);
  const lost = lostIn(found);
  return {
    head: decodeHead(found['head']) ?? emptyHead,
    accounts: await accountsOf(ports, found['accounts'], lost.told.includes('accounts')),
    settings: decodeSettings(found['settings']),
    outbox: decodeOutbox(found['outbox']) ?? emptyOutbox,
    hosting: (id) => decodeHosting(found[hostingKey(id)]),
    action: (id) => decodeAction(found[actionKey(id)]),
    lost,
  };
}

async function accountsOf(ports: Ports, stored: unknown, lost: boolean): Promise<readonly Account[]> {
  const whole = decodeAccounts(stored) ?? [];
  if (!lost) return whole;
  const again = accountsByKeys(await ports.storage.keys());
  return [...whole, ...again.filter((one) => !whole.some((known) => known.id === one.id))];
}

/** What was decided, and what puts right what could not be read. */
function withMended(stored: Stored, writes: Writes, at: Time): Writes {
  const { told } = stored.lost;
  return told.length === 0 ? writes : {
    ...writes,
    ...(told.includes('accounts') ? { accounts: writes.accounts ?? stored.accounts } : {}),
    ...(told.includes('settings') ? { settings: writes.settings ?? stored.settings } : {}),
    notices: [...(writes.notices ?? []), ...told.map((lost) => noticeOfLoss(lost, at))],
  };
}

/** Reads one item that only the background uses. */
export async function readOther<T>(ports: Ports, key: string, decode: (stored: unknown) => T | null): Promise<T | null> {
  return decode((await ports.storage.get([key]))[key]);
}

/** The same object where nothing that it shows is written. */
function nextHead(stored: Stored, writes: Writes, ids: readonly HostingId[]): Head {
  const untouched = ids.length === 0 && writes.head === undefined && writes.accounts === undefined;
  if (untouched) return stored.head;
  let head: Head = { ...stored.head, ...writes.head, accounts: writes.accounts ?? stored.accounts };
  for (const id of ids) {
    const before = stored.hosting(id);
    const after = writes.hostings?.has(id) === true ? (writes.hostings.get(id) ?? null) : before;
    const action = writes.actions?.get(id) ?? stored.action(id);
    head = headAfter(head, before && rowOf(before, stored.action(id)), after && rowOf(after, action));
  }
  return head;
}

function entriesOf(stored: Stored, writes: Writes, head: Head): Record<string, unknown> {
  const entries: Record<string, unknown> = { ...writes.others };
  for (const [id, hosting] of writes.hostings ?? []) if (hosting !== null && hosting !== stored.hosting(id)) entries[hostingKey(id)] = encodeHosting(hosting);
  for (const [id, action] of writes.actions ?? []) entries[actionKey(id)] = action;
  if (writes.accounts !== undefined) entries['accounts'] = writes.accounts;
  if (writes.settings !== undefined) entries['settings'] = writes.settings;
  if ((writes.notices?.length ?? 0) + (writes.journal?.length ?? 0) > 0) {
    entries['outbox'] = {
      ...stored.outbox,
      notices: [...stored.outbox.notices, ...(writes.notices ?? [])],
      journal: [...stored.outbox.journal, ...(writes.journal ?? [])],
    };
  }
  if (head !== stored.head && JSON.stringify(head) !== JSON.stringify(stored.head)) entries['head'] = head;
  return entries;
}

/**
 * Reads, lets `decide` decide, writes its wishes in one call. `ids` are the hostings that may be read or written.
 * Answers what is then stored of the head. Rejects when the browser's storage does; then nothing was written.
 */
export async function commit(ports: Ports, ids: readonly HostingId[], decide: (stored: Stored) => Writes): Promise<Head> {
  let headLost = false;
  const head = await ports.lock('store', 'wait', async () => {
    const stored = await read(ports, ids);
    headLost = stored.lost.head;
    const writes = withMended(stored, decide(stored), ports.now());
    const touched = [...new Set([...(writes.hostings?.keys() ?? []), ...(writes.actions?.keys() ?? [])])];
    const next = nextHead(stored, writes, touched);
    const entries = entriesOf(stored, writes, next);
    if (Object.keys(entries).length > 0) await ports.storage.set(entries);
    const removed = [...(writes.hostings ?? [])].flatMap(([id, hosting]) => (hosting === null ? [hostingKey(id), actionKey(id)] : []));
    if (removed.length > 0) await ports.storage.remove(removed);
    return next;
  });
  if (headLost) await rebuildHead(ports);
  return head ?? emptyHead;
}

async function idsUnder(ports: Ports, prefix: 'hosting/' | 'action/'): Promise<readonly HostingId[]> {
  return (await ports.storage.keys()).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length) as HostingId);
}

/** Every hosting that is stored. */
export const storedIds = (ports: Ports): Promise<readonly HostingId[]> => idsUnder(ports, 'hosting/');

/** Every hosting on which something was ever done: few, however many there are. */
export const actedIds = (ports: Ports): Promise<readonly HostingId[]> => idsUnder(ports, 'action/');

/** Makes the head anew from every hosting: after a whole sweep, and where it was lost. */
export async function rebuildHead(ports: Ports): Promise<void> {
  const ids = await storedIds(ports);
  await ports.lock('store', 'wait', async () => {
    const stored = await read(ports, ids);
    const rows = ids.flatMap((id) => {
      const hosting = stored.hosting(id);
      return hosting === null ? [] : [rowOf(hosting, stored.action(id))];
    });
    const head = headOf(rows, { ...stored.head, accounts: stored.accounts });
    if (JSON.stringify(head) !== JSON.stringify(stored.head)) await ports.storage.set({ head });
  });
}
