// Forgetting an account: its hostings, its journal, what was kept of its sweeps.
import type { AccountId, Hosting, HostingId } from '../core/model.ts';
import { rosterKey, watchKey } from './account-watch.ts';
import type { Ports } from './ports.ts';
import { commit, storedIds } from './store.ts';

/** Removes all that belongs to the account. A hosting that another account sees too stays with that one. */
export async function forget(ports: Ports, account: AccountId): Promise<void> {
  const ids = await storedIds(ports);
  const removed: HostingId[] = [];
  await commit(ports, ids, (stored) => {
    const hostings = new Map<HostingId, Hosting | null>();
    for (const id of ids) {
      const hosting = stored.hosting(id);
      if (hosting === null || !hosting.accounts.includes(account)) continue;
      const accounts = hosting.accounts.filter((one) => one !== account);
      if (accounts.length === 0) removed.push(id);
      hostings.set(id, accounts.length === 0 ? null : { ...hosting, accounts });
    }
    return { hostings, accounts: stored.accounts.filter((one) => one.id !== account) };
  });
  await ports.storage.remove([watchKey(account), rosterKey(account)]);
  await ports.journal.forget(removed);
}
