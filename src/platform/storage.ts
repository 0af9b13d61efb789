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

/** The settings in the browser's own sync, for who chose that. */
export const sync = {
  get: async (): Promise<unknown> => (await browserApi().storage.sync.get('settings'))['settings'],
  set: async (settings: Readonly<Record<string, unknown>>): Promise<void> => browserApi().storage.sync.set({ settings }),
  clear: async (): Promise<void> => browserApi().storage.sync.remove('settings'),
};

/** Calls `seen` when another computer changed them, or this one. */
export function whenSynced(seen: (settings: unknown) => void): void {
  browserApi().storage.onChanged.addListener((changes, area) => {
    const change = changes['settings'];
    if (area === 'sync' && change !== undefined) seen(change.newValue);
  });
}

type Closable = { setAccessLevel?(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void> };

/** Content scripts read storage.local by default; where the browser can, it is closed to them. */
export async function closeStorageToPages(): Promise<void> {
  await (browserApi().storage.local as Closable).setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
