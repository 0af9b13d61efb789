// The browser's own API, as promises. Both browsers give it to Manifest V3 pages; only the background, which answers messages, needs the polyfill.
import type { Browser } from 'webextension-polyfill';

type Global = { readonly browser?: Browser; readonly chrome?: unknown };

/** Resolved late: the background's first import may have put the polyfill in its place. */
export function browserApi(): Browser {
  const all = globalThis as unknown as Global;
  return all.browser ?? (all.chrome as Browser);
}
