// The stored items: key, area, who writes it, how it is decoded. What cannot be decoded is its empty value, and is reported.
import { type Asking, decodeAsking } from '../core/asking.ts';
import { decodeHead } from '../core/stored/decode-head.ts';
import { emptyHead } from '../core/head.ts';
import type { Head, HostingId } from '../core/model.ts';
import { type Settings, decodeSettings, defaultSettings } from '../core/settings.ts';
import { browserApi } from './browser.ts';

export interface Item<T> {
  readonly key: string;
  readonly area: 'local' | 'session';
  readonly empty: T;
  /** Never throws; null when the value is not what it should be. */
  readonly decode: (stored: unknown) => T | null;
}

/** The popup's first screen. Written by the background. */
export const headItem: Item<Head> = { key: 'head', area: 'local', empty: emptyHead, decode: decodeHead };

/** Written by the background, on the options page's command. */
export const settingsItem: Item<Settings> = { key: 'settings', area: 'local', empty: defaultSettings, decode: decodeSettings };

/** The consumer key that is being asked for, for the options page. Written by the background. */
export const askingItem: Item<Asking | null> = { key: 'asking', area: 'local', empty: null, decode: decodeAsking };

/** Where the popup was when it closed. Written by the popup. */
export interface Place { readonly hosting: HostingId | null }
export const placeItem: Item<Place> = {
  key: 'place', area: 'session', empty: { hosting: null },
  decode: (stored) => {
    const hosting = (stored as { hosting?: unknown } | null)?.hosting;
    return typeof hosting === 'string' ? { hosting: hosting as HostingId } : null;
  },
};

function decoded<T>(item: Item<T>, stored: unknown): T {
  return stored === undefined ? item.empty : (item.decode(stored) ?? item.empty);
}

/** Reads one item; the empty value when there is none or it cannot be decoded. Rejects when the browser's storage does. */
export async function readItem<T>(item: Item<T>): Promise<T> {
  const found = await browserApi().storage[item.area].get(item.key);
  return decoded(item, found[item.key]);
}

export async function writeItem<T>(item: Item<T>, value: T): Promise<void> {
  await browserApi().storage[item.area].set({ [item.key]: value });
}

/** Calls `seen` at each change of the item until the signal aborts. */
export function watchItem<T>(item: Item<T>, seen: (value: T) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = changes[item.key];
    if (change !== undefined && area === item.area) seen(decoded(item, change.newValue));
  };
  const { onChanged } = browserApi().storage;
  onChanged.addListener(listener);
  signal.addEventListener('abort', () => onChanged.removeListener(listener), { once: true });
}
