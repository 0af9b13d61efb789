// Puts right what is stored and cannot be read, of another version or cut: keeps what it can, makes the rest anew, and tells what is lost.
import { type Lost, noticeOfLoss } from '../core/notices.ts';
import { decodeAction, decodeHosting } from '../core/stored/decode-stored.ts';
import type { Ports } from './ports.ts';
import { commit, read, rebuildHead } from './store.ts';

const atOnce = 500;

/** The common items, at every start of the worker: `commit` itself writes what of them could be kept. */
export async function mendCommon(ports: Ports): Promise<void> {
  const { head, accounts, lost } = await read(ports);
  if (lost.told.length > 0 || lost.head) await commit(ports, [], () => ({}));
  if (head.total === 0 && accounts.length > 0) await rebuildHead(ports);
}

/** Every hosting and action, once when the browser starts or Sluice is new: reads them all. What went is listed and read again by the next sweep. */
export async function mendAll(ports: Ports): Promise<void> {
  const keys = await ports.storage.keys();
  const hostings = await unreadable(ports, keys, 'hosting/', decodeHosting);
  const actions = await unreadable(ports, keys, 'action/', decodeAction);
  if (hostings.length + actions.length === 0) return;
  const lost: Lost[] = [...(hostings.length > 0 ? ['hostings' as const] : []), ...(actions.length > 0 ? ['actions' as const] : [])];
  const at = ports.now();
  // Told first: a worker that ends in between tells it again under another id, and never not at all.
  await commit(ports, [], () => ({ notices: lost.map((one) => noticeOfLoss(one, at)) }));
  await ports.storage.remove([...hostings, ...actions, ...(hostings.length > 0 ? keys.filter((key) => key.startsWith('roster/')) : [])]);
  await rebuildHead(ports);
}

async function unreadable(ports: Ports, keys: readonly string[], prefix: string, decode: (stored: unknown) => { readonly id: string } | null): Promise<readonly string[]> {
  const wanted = keys.filter((key) => key.startsWith(prefix));
  const found: string[] = [];
  for (let from = 0; from < wanted.length; from += atOnce) {
    const some = await ports.storage.get(wanted.slice(from, from + atOnce));
    found.push(...Object.keys(some).filter((key) => decode(some[key]) === null));
  }
  return found;
}
