// A browser for a page that is not in one: storage that holds canned records, texts of the build, answers to commands. Runs inside the page, so it uses nothing from outside.

export interface Stub {
  readonly stored: Readonly<Record<string, unknown>>;
  readonly session: Readonly<Record<string, unknown>>;
  readonly messages: Readonly<Record<string, { readonly message: string }>>;
  readonly withheld: readonly string[];
  /** What a command is answered; without one, that it was carried out. */
  readonly replies: Readonly<Record<string, unknown>>;
  readonly now: number;
}

export function stubBrowser({ stored, session, messages, withheld, replies, now }: Stub): void {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const area = (values: Readonly<Record<string, unknown>>) => ({
    get: (keys: string | string[]) => Promise.resolve(Object.fromEntries([keys].flat().flatMap((key) => (key in values ? [[key, values[key]]] : [])))), set: () => Promise.resolve(),
  });
  const hosts = ['manager.eu.ovhcloud.com', 'manager.ca.ovhcloud.com', 'www.ovh.com', 'ca.ovh.com', 'eu.api.ovh.com', 'ca.api.ovh.com', 'api.eu.ovhcloud.com', 'api.ca.ovhcloud.com'].map((host) => `https://${host}/*`);
  const sendMessage = ({ command }: { command: string }): Promise<unknown> =>
    replies[command] === 'silent' ? new Promise(() => undefined) : Promise.resolve(replies[command] ?? { ok: true, value: null });
  Date.now = () => now;
  Object.assign(globalThis, {
    chrome: {
      storage: { local: area(stored), session: area(session), onChanged: event },
      runtime: { sendMessage, openOptionsPage: () => Promise.resolve(), getManifest: () => ({ version: '0.1.0', host_permissions: hosts }) },
      i18n: { getUILanguage: () => 'en-GB', getMessage: (key: string) => messages[key]?.message.replaceAll('$$', '$') ?? '' },
      permissions: {
        contains: ({ origins }: { origins: string[] }) => Promise.resolve(origins.every((origin) => !withheld.includes(origin))),
        request: () => Promise.resolve(false), onAdded: event, onRemoved: event,
      },
    },
  });
}

/** Fills the journal's database as the background does. */
export async function seedJournal(entries: readonly { readonly hosting: string | null }[], bounces: readonly unknown[], hostings: readonly string[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('sluice', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('entries', { keyPath: 'id' }).createIndex('bySubject', ['subject', 'at']);
      opening.result.createObjectStore('bounces', { keyPath: 'hosting' });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('no database'));
  });
  const transaction = database.transaction(['entries', 'bounces'], 'readwrite');
  for (const entry of entries) transaction.objectStore('entries').put({ ...entry, subject: entry.hosting ?? '' });
  for (const hosting of hostings) transaction.objectStore('bounces').put({ hosting, bounces });
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  database.close();
}
