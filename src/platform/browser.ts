// The browser's own API, as promises. Both browsers give it to Manifest V3 pages; the background's work puts the polyfill in its place where there is no `browser`.
import type { Browser } from 'webextension-polyfill';

type Global = { readonly browser?: Browser; readonly chrome?: unknown };

/** Resolved late: the polyfill may come with the work. */
export function browserApi(): Browser {
  const all = globalThis as unknown as Global;
  return all.browser ?? (all.chrome as Browser);
}
