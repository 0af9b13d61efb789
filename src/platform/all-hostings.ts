// Every hosting for the dashboard: read by the accounts' lists, in parts, so that nothing else of the storage is read and the page stays quick; then each change.
import type { Action } from '../core/actions.ts';
import { decodeAction, decodeHosting } from '../core/stored/decode-stored.ts';
import { type Account, type Hosting, type HostingId, hostingId } from '../core/model.ts';
import { decodeRoster, rosterKey } from '../core/stored/roster.ts';
import { browserApi } from './browser.ts';

export interface Known {
  readonly hosting: Hosting | null;
  readonly action: Action | null;
}

/** Hostings that are read and decoded in one turn. */
const partSize = 250;

async function idsOf(accounts: readonly Account[]): Promise<readonly HostingId[]> {
  const found = await browserApi().storage.local.get(accounts.map((account) => rosterKey(account.id)));
  return [...new Set(accounts.flatMap((account) => (decodeRoster(found[rosterKey(account.id)])?.names ?? []).map((name) => hostingId(account.region, name))))];
}

async function readPart(ids: readonly HostingId[]): Promise<ReadonlyMap<HostingId, Known>> {
  const stored = await browserApi().storage.local.get(ids.flatMap((id) => [`hosting/${id}`, `action/${id}`]));
  return new Map(ids.map((id) => [id, { hosting: decodeHosting(stored[`hosting/${id}`]), action: decodeAction(stored[`action/${id}`]) }]));
}

/** Gives these few. */
export async function readThese(ids: readonly HostingId[], part: (found: ReadonlyMap<HostingId, Known>) => void): Promise<void> {
  if (ids.length > 0) part(await readPart(ids));
}

/** Gives every hosting of the accounts, a part at a time, until the signal aborts. Rejects when the browser's storage does. */
export async function readHostings(accounts: readonly Account[], part: (found: ReadonlyMap<HostingId, Known>) => void, until: AbortSignal): Promise<void> {
  const ids = await idsOf(accounts);
  for (let from = 0; from < ids.length && !until.aborted; from += partSize) {
    part(await readPart(ids.slice(from, from + partSize)));
  }
}

/** Calls `changed` with what changed of hostings and actions; what is absent stayed as it was. */
export function watchHostings(changed: (found: ReadonlyMap<HostingId, Partial<Known>>) => void, until: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area !== 'local') return;
    const found = new Map<HostingId, Partial<Known>>();
    for (const [key, { newValue }] of Object.entries(changes)) {
      const [kind, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1) as HostingId];
      if (kind === 'hosting') found.set(id, { ...found.get(id), hosting: decodeHosting(newValue) });
      if (kind === 'action') found.set(id, { ...found.get(id), action: decodeAction(newValue) });
    }
    if (found.size > 0) changed(found);
  };
  browserApi().storage.onChanged.addListener(listener);
  until.addEventListener('abort', () => browserApi().storage.onChanged.removeListener(listener), { once: true });
}
