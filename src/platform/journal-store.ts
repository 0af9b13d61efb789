// The journal's database and its versions. A version that cannot be made of the old one leaves the old one as it is, and a new one is kept beside it.
import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb';
import type { Bounce, JournalEntry } from '../core/model.ts';

export interface Tables extends DBSchema {
  entries: { key: string; value: JournalEntry & { readonly subject: string }; indexes: { bySubject: [string, number] } };
  bounces: { key: string; value: { readonly hosting: string; readonly bounces: readonly Bounce[] } };
}

/** Makes a version of the one before. Never changed once released: a new version is a new step at the end. */
export type Step = (db: IDBPDatabase<Tables>) => void;

export const steps: readonly Step[] = [
  (db) => {
    db.createObjectStore('entries', { keyPath: 'id' }).createIndex('bySubject', ['subject', 'at']);
    db.createObjectStore('bounces', { keyPath: 'hosting' });
  },
];

const aside = (name: string): string => `${name}-aside`;

function openAt(name: string, made: readonly Step[], lost: () => void): Promise<IDBPDatabase<Tables>> {
  return openDB<Tables>(name, made.length, {
    upgrade: (db, from, _to, transaction) => {
      // That it was aborted is said by the opening, which then fails.
      transaction.done.catch(() => undefined);
      try {
        for (const step of made.slice(from)) step(db);
      } catch {
        transaction.abort();
      }
    },
    // Another context wants a newer version, or the browser closed it: the next call opens it again.
    blocking: (_current, _blocked, event) => { (event.target as IDBDatabase).close(); lost(); },
    terminated: lost,
  });
}

/** What was written beside an old database that could not be used goes into it once it can. */
async function takeBack(db: IDBPDatabase<Tables>, name: string, made: readonly Step[]): Promise<void> {
  if (!(await indexedDB.databases()).some((one) => one.name === aside(name))) return;
  const beside = await openAt(aside(name), made, () => undefined);
  const [entries, bounces] = await Promise.all([beside.getAll('entries'), beside.getAll('bounces')]);
  const transaction = db.transaction(['entries', 'bounces'], 'readwrite');
  await Promise.all([...entries.map((one) => transaction.objectStore('entries').put(one)), ...bounces.map((one) => transaction.objectStore('bounces').put(one)), transaction.done]);
  beside.close();
  await deleteDB(aside(name));
}

/**
 * Opens the journal, made up to the newest version. Where that fails (a step that breaks, a database of a newer Sluice) the
 * old one stays untouched, and what happens from now on is kept beside it until it can be used again. `lost` is called when
 * the browser closes it. Rejects only when no database can be had at all.
 */
export async function openJournal(lost: () => void, name = 'sluice', made: readonly Step[] = steps): Promise<IDBPDatabase<Tables>> {
  try {
    const db = await openAt(name, made, lost);
    await takeBack(db, name, made);
    return db;
  } catch {
    return openAt(aside(name), made, lost);
  }
}
