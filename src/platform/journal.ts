// The journal in IndexedDB: what was seen and done, and the last bounces of each hosting. The background writes, pages read.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Bounce, HostingId, JournalEntry } from '../core/model.ts';

interface Tables extends DBSchema {
  entries: { key: string; value: JournalEntry & { readonly subject: string }; indexes: { bySubject: [string, number] } };
  bounces: { key: string; value: { readonly hosting: string; readonly bounces: readonly Bounce[] } };
}

/** Entries kept per hosting or account; older ones are pruned. */
export const journalLimit = 20_000;
export const journalKeptMs = 366 * 86_400_000;

let opened: Promise<IDBPDatabase<Tables>> | null = null;

function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>('sluice', 1, {
    upgrade: (db) => {
      db.createObjectStore('entries', { keyPath: 'id' }).createIndex('bySubject', ['subject', 'at']);
      db.createObjectStore('bounces', { keyPath: 'hosting' });
    },
    // Another context wants a newer version, or the browser closed it: the next call opens it again.
    blocking: (_current, _blocked, event) => { (event.target as IDBDatabase).close(); opened = null; },
    terminated: () => { opened = null; },
  });
  return opened;
}

const subject = (entry: JournalEntry): string => entry.hosting ?? entry.account ?? '';
const ofSubject = (name: string): IDBKeyRange => IDBKeyRange.bound([name, 0], [name, Infinity]);

export const journal = {
  add: async (entries: readonly JournalEntry[]): Promise<void> => {
    const { store, done } = (await database()).transaction('entries', 'readwrite');
    await Promise.all([...entries.map((entry) => store.put({ ...entry, subject: subject(entry) })), done]);
  },
  keepBounces: async (hosting: HostingId, bounces: readonly Bounce[]): Promise<void> => {
    await (await database()).put('bounces', { hosting, bounces });
  },
  forget: async (hostings: readonly HostingId[]): Promise<void> => {
    const transaction = (await database()).transaction(['entries', 'bounces'], 'readwrite');
    for (const hosting of hostings) {
      const keys = await transaction.objectStore('entries').index('bySubject').getAllKeys(ofSubject(hosting));
      await Promise.all([...keys.map((key) => transaction.objectStore('entries').delete(key)), transaction.objectStore('bounces').delete(hosting)]);
    }
    await transaction.done;
  },
  /** Removes what is older than a year, or beyond the limit of its subject. */
  prune: async (now: number): Promise<void> => {
    const { store, done } = (await database()).transaction('entries', 'readwrite');
    const kept = new Map<string, number>();
    for (let cursor = await store.index('bySubject').openCursor(null, 'prev'); cursor !== null; cursor = await cursor.continue()) {
      const count = (kept.get(cursor.value.subject) ?? 0) + 1;
      kept.set(cursor.value.subject, count);
      if (count > journalLimit || now - cursor.value.at > journalKeptMs) await cursor.delete();
    }
    await done;
  },
};

/** A hosting's newest entries first. */
export async function journalOf(hosting: HostingId, most: number): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  const index = (await database()).transaction('entries').store.index('bySubject');
  for (let cursor = await index.openCursor(ofSubject(hosting), 'prev'); cursor !== null && found.length < most; cursor = await cursor.continue()) {
    found.push(cursor.value);
  }
  return found;
}

/** The bounces that were last read of a hosting; addresses and replies are hostile text. */
export async function bouncesOf(hosting: HostingId): Promise<readonly Bounce[]> {
  return (await (await database()).get('bounces', hosting))?.bounces ?? [];
}
