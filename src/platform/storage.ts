// The browser's storage.local as the background uses it: several keys in one call, all or nothing.
import { browserApi } from './browser.ts';

type Keyed = { getKeys?(): Promise<string[]> };

export const storage = {
  get: async (keys: readonly string[]): Promise<Readonly<Record<string, unknown>>> => browserApi().storage.local.get([...keys]),
  keys: async (): Promise<readonly string[]> => {
    const local = browserApi().storage.local as Keyed;
    return local.getKeys !== undefined ? local.getKeys() : Object.keys(await browserApi().storage.local.get(null));
  },
  set: async (entries: Readonly<Record<string, unknown>>): Promise<void> => browserApi().storage.local.set({ ...entries }),
  remove: async (keys: readonly string[]): Promise<void> => browserApi().storage.local.remove([...keys]),
};

type Closable = { setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> };

/** Content scripts read storage.local by default; where the browser can, it is closed to them. */
export async function closeStorageToPages(): Promise<void> {
  await (browserApi().storage.local as Closable).setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
