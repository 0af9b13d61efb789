// The journal in IndexedDB: what was seen and done, and the last bounces of each hosting. The background writes, pages read.
import type { IDBPDatabase } from 'idb';
import type { AccountId, Bounce, HostingId, JournalEntry, Time } from '../core/model.ts';
import { type Tables, openJournal } from './journal-store.ts';

/** Entries kept per hosting or account; older ones are pruned. */
export const journalLimit = 20_000;
export const journalKeptMs = 366 * 86_400_000;

let opened: Promise<IDBPDatabase<Tables>> | null = null;

function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openJournal(() => { opened = null; }).catch((error: unknown) => { opened = null; throw error; });
  return opened;
}

const subject = (entry: JournalEntry): string => entry.hosting ?? entry.account ?? '';
const ofSubject = (name: string): IDBKeyRange => IDBKeyRange.bound([name, 0], [name, Infinity]);

export const journal = {
  add: async (entries: readonly JournalEntry[]): Promise<void> => {
    const { store, done } = (await database()).transaction('entries', 'readwrite');
    // What is there stays as it was first written: a worker that ended before it could say "delivered" delivers again.
    const write = async (entry: JournalEntry): Promise<void> => {
      if ((await store.getKey(entry.id)) === undefined) await store.put({ ...entry, subject: subject(entry) });
    };
    await Promise.all([...entries.map(write), done]);
  },
  keepBounces: async (hosting: HostingId, bounces: readonly Bounce[]): Promise<void> => {
    await (await database()).put('bounces', { hosting, bounces });
  },
  forget: async (subjects: readonly (HostingId | AccountId)[]): Promise<void> => {
    const transaction = (await database()).transaction(['entries', 'bounces'], 'readwrite');
    for (const name of subjects) {
      const keys = await transaction.objectStore('entries').index('bySubject').getAllKeys(ofSubject(name));
      await Promise.all([...keys.map((key) => transaction.objectStore('entries').delete(key)), transaction.objectStore('bounces').delete(name)]);
    }
    await transaction.done;
  },
  erase: async (): Promise<void> => {
    const db = await database();
    await Promise.all([db.clear('entries'), db.clear('bounces')]);
  },
  /** Removes what is older than a year, or beyond `most` of its subject. Looks at what goes, not at what stays. */
  prune: async (now: Time, most: number = journalLimit): Promise<void> => {
    const { store, done } = (await database()).transaction('entries', 'readwrite');
    const index = store.index('bySubject');
    for (let cursor = await index.openKeyCursor(); cursor !== null; cursor = await index.openKeyCursor(IDBKeyRange.lowerBound([cursor.key[0], Infinity], true))) {
      const [name] = cursor.key;
      const old = await index.getAllKeys(IDBKeyRange.bound([name, 0], [name, now - journalKeptMs], false, true));
      const tooMany = (await index.count(ofSubject(name))) - most;
      const oldest = tooMany > old.length ? await index.getAllKeys(ofSubject(name), tooMany) : old;
      await Promise.all(oldest.map((key) => store.delete(key)));
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
