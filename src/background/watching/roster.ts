// The list of an account's hostings: read once a day and on demand, kept by name; what leaves it is shown as gone, then forgotten.
import { type Account, type AccountId, type Hosting, type HostingId, hostingId } from '../../core/model.ts';
import { type Roster, decodeRoster, rosterKey } from '../../core/stored/roster.ts';
import { listedAgain, newHosting } from '../../core/sighting.ts';
import { knowsNothing } from '../../provider/knows.ts';
import { type Listing, listHostings } from '../../provider/list.ts';
import type { Caller } from '../../provider/session.ts';
import { keepWatch, lostSight, watchOf } from './pace.ts';
import type { Ports } from '../ports.ts';
import { commit, readOther, storedIds } from '../store.ts';

const dayMs = 86_400_000;

/** The account's list: as stored, or read anew once a day and on demand. Null when it could not be had at all. */
export async function currentRoster(ports: Ports, account: Account, caller: Caller, relist: boolean): Promise<Roster | null> {
  const stored = await readOther(ports, rosterKey(account.id), decodeRoster);
  if (stored !== null && !relist && ports.now() - stored.at < dayMs && stored.at <= ports.now()) return stored;
  const watch = await watchOf(ports, account);
  // Once a day the short cuts are tried again: what the provider did not take yesterday it may take today.
  const { result, knows } = await listHostings(caller, knowsNothing);
  if (!result.ok) {
    await lostSight(ports, account, result.failure);
    return null;
  }
  await keepWatch(ports, account, { ...watch, knows: { ...knows, batch: watch.knows.batch === 'yes' ? 'yes' : 'unknown' } });
  await ports.journal.prune(ports.now());
  return storeRoster(ports, account, result.value);
}

async function storeRoster(ports: Ports, account: Account, { hostings: listed, complete }: Listing): Promise<Roster> {
  const roster: Roster = { at: ports.now(), names: listed.map((one) => one.serviceName) };
  const present = new Map(listed.map((one) => [hostingId(account.region, one.serviceName), one]));
  const all = [...new Set([...present.keys(), ...(await storedIds(ports))])];
  const gone: HostingId[] = [];
  await commit(ports, all, (stored) => {
    gone.length = 0;
    // Forgotten while its list was read: nothing of it comes back.
    if (!stored.accounts.some((one) => one.id === account.id)) return {};
    const hostings = new Map<HostingId, Hosting | null>();
    for (const id of all) {
      const known = stored.hosting(id);
      const one = present.get(id);
      if (one !== undefined) hostings.set(id, known === null ? newHosting(account.region, one, account.id) : listedAgain(known, one, account.id));
      else if (complete && known?.accounts.includes(account.id) === true) hostings.set(id, noLongerListed(known, account.id));
    }
    gone.push(...[...hostings].flatMap(([id, hosting]) => (hosting === null ? [id] : [])));
    return { hostings, others: { [rosterKey(account.id)]: roster } };
  });
  // Replies hold mail addresses: nothing of a hosting that has gone is kept.
  if (gone.length > 0) await ports.journal.forget(gone);
  return roster;
}

/** A hosting that has left the list is shown as gone until the next list; then it is forgotten. */
function noLongerListed(known: Hosting, account: AccountId): Hosting | null {
  const accounts = known.accounts.filter((id) => id !== account);
  if (accounts.length > 0) return { ...known, accounts };
  return known.failure?.kind === 'gone' ? null : { ...known, failure: { kind: 'gone' } };
}

