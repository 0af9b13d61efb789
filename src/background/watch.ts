// The sweep: every hosting of every account read with few requests, one sweep at a time, each chunk a checkpoint.
import { concernsAccount, type Failure } from '../core/failure.ts';
import { type Account, type AccountId, type Hosting, type HostingId, type Region, type Time, headRows, hostingId, regions } from '../core/model.ts';
import { backOffMs, refilled, singlePerMinute, steadyPerMinute } from '../core/schedule.ts';
import { listedAgain, newHosting } from '../core/sighting.ts';
import { type Listing, listHostings } from '../provider/list.ts';
import { knowsNothing } from '../provider/knows.ts';
import { readMails } from '../provider/many.ts';
import type { Caller } from '../provider/session.ts';
import { type AccountWatch, type Checkpoint, type Roster, decodeRoster, decodeWatch, freshWatch, rosterKey, watchKey } from './account-watch.ts';
import { checkAccount } from './check.ts';
import type { Ports } from './ports.ts';
import { storeReadings } from './see.ts';
import { lookForSession, noteSight } from './sight.ts';
import { commit, read, readOther, rebuildHead, storedIds } from './store.ts';

const dayMs = 86_400_000;
/** A sweep gives way after this long and goes on at the next alarm: the browser ends an event after five minutes. */
const runMs = 4 * 60_000;
/** A checkpoint older than this is of a sweep that is no longer worth finishing. */
const staleMs = 60 * 60_000;

/** `relist`: read the list of hostings too. `byUser`: do not hold off after failures, and look into every region. */
export interface SweepWish {
  readonly relist: boolean;
  readonly byUser: boolean;
}

/**
 * Sweeps unless a sweep is under way anywhere. What the user asks for is how things are now: it waits for the sweep under way
 * to end, and one that waits is enough. Resolves when it has ended or given way.
 */
export async function sweep(ports: Ports, wish: SweepWish): Promise<void> {
  const job = (): Promise<void> => sweepAlone(ports, wish);
  if (!wish.byUser) {
    await ports.lock('sweep', 'skip', job);
    return;
  }
  let ended: Promise<unknown> = Promise.resolve();
  await ports.lock('sweep asked for', 'skip', () => new Promise<void>((begun) => {
    ended = ports.lock('sweep', 'wait', () => {
      begun();
      return job();
    });
  }));
  await ended;
}

async function sweepAlone(ports: Ports, wish: SweepWish): Promise<void> {
  await commit(ports, [], () => ({ head: { sweepingSince: ports.now(), sweepDone: 0 } }));
  const until = ports.now() + runMs;
  try {
    await sweepSessions(ports, wish, until);
    await sweepAdded(ports, wish, until);
    if (wish.relist || (await headLacksRows(ports))) await rebuildHead(ports);
    await armResume(ports);
  } finally {
    await commit(ports, [], () => ({ head: { sweepingSince: null, sweepDone: 0 } }));
  }
}

/** Rows that gave way to others come back when there is room again; only reading all hostings tells which. */
async function headLacksRows(ports: Ports): Promise<boolean> {
  const { head } = await read(ports);
  return head.rows.length < Math.min(headRows, head.total);
}

/** Regions where a login is known; all of them while no account is, or when the user asks. */
async function regionsToLook(ports: Ports, wish: SweepWish): Promise<readonly Region[]> {
  const { accounts } = await read(ports);
  const known = regions.filter((region) => accounts.some((account) => account.region === region && account.kind === 'session'));
  return accounts.length === 0 || wish.byUser ? regions : known;
}

/** The panel's own logins: who is logged in is asked anew each time. */
async function sweepSessions(ports: Ports, wish: SweepWish, until: Time): Promise<void> {
  for (const region of await regionsToLook(ports, wish)) {
    const known = (await read(ports)).accounts.filter((account) => account.region === region && account.kind === 'session');
    if (!wish.byUser && (await heldOff(ports, known))) continue;
    const session = await lookForSession(ports, region);
    if (session.ok) await sweepAccount(ports, session.value, ports.session(region), wish, until);
    else for (const account of known) await holdOff(ports, account, session.failure);
  }
}

/** Accounts by key or token, each by itself. */
async function sweepAdded(ports: Ports, wish: SweepWish, until: Time): Promise<void> {
  const added = (await read(ports)).accounts.filter((account) => account.kind !== 'session');
  for (const account of added) {
    if (!wish.byUser && (await heldOff(ports, [account]))) continue;
    const caller = await ports.callerOf(account);
    const failure = caller.ok ? await checkAccount(ports, account, caller.value) : caller.failure;
    if (failure === null && caller.ok) await sweepAccount(ports, account, caller.value, wish, until);
    else if (failure !== null) await lostSight(ports, account, failure);
  }
}

async function sweepAccount(ports: Ports, account: Account, caller: Caller, wish: SweepWish, until: Time): Promise<void> {
  const roster = await currentRoster(ports, account, caller, wish);
  if (roster !== null) await sweepChunks(ports, account, caller, roster, until);
}

async function lostSight(ports: Ports, account: Account, failure: Failure): Promise<void> {
  await noteSight(ports, account.id, failure);
  await holdOff(ports, account, failure);
}

async function watchOf(ports: Ports, account: Account): Promise<AccountWatch> {
  return (await readOther(ports, watchKey(account.id), decodeWatch)) ?? freshWatch;
}

async function heldOff(ports: Ports, accounts: readonly Account[]): Promise<boolean> {
  const watches = await Promise.all(accounts.map((account) => watchOf(ports, account)));
  return watches.length > 0 && watches.every((watch) => ports.now() < watch.notBefore && watch.notBefore - ports.now() < dayMs);
}

async function holdOff(ports: Ports, account: Account, failure: Failure): Promise<void> {
  const { settings } = await read(ports);
  const watch = await watchOf(ports, account);
  const failures = watch.failures + 1;
  const notBefore = ports.now() + Math.round(backOffMs(failure, failures, settings.intervalMinutes * 60_000, ports.random()));
  await keepWatch(ports, account, { ...watch, failures, notBefore });
}

async function keepWatch(ports: Ports, account: Account, watch: AccountWatch): Promise<void> {
  await commit(ports, [], (stored) => (stored.accounts.some((one) => one.id === account.id) ? { others: { [watchKey(account.id)]: watch } } : {}));
}

/** The account's list: as stored, or read anew once a day and on demand. Null when it could not be had at all. */
async function currentRoster(ports: Ports, account: Account, caller: Caller, wish: SweepWish): Promise<Roster | null> {
  const stored = await readOther(ports, rosterKey(account.id), decodeRoster);
  if (stored !== null && !wish.relist && ports.now() - stored.at < dayMs && stored.at <= ports.now()) return stored;
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
  await commit(ports, all, (stored) => {
    // Forgotten while its list was read: nothing of it comes back.
    if (!stored.accounts.some((one) => one.id === account.id)) return {};
    const hostings = new Map<HostingId, Hosting | null>();
    for (const id of all) {
      const known = stored.hosting(id);
      const one = present.get(id);
      if (one !== undefined) hostings.set(id, known === null ? newHosting(account.region, one, account.id) : listedAgain(known, one, account.id));
      else if (complete && known?.accounts.includes(account.id) === true) hostings.set(id, noLongerListed(known, account.id));
    }
    return { hostings, others: { [rosterKey(account.id)]: roster } };
  });
  return roster;
}

/** A hosting that has left the list is shown as gone until the next list; then it is forgotten. */
function noLongerListed(known: Hosting, account: AccountId): Hosting | null {
  const accounts = known.accounts.filter((id) => id !== account);
  if (accounts.length > 0) return { ...known, accounts };
  return known.failure?.kind === 'gone' ? null : { ...known, failure: { kind: 'gone' } };
}

/** A sweep under way: what is kept of the account, with the checkpoint that the sweep has reached. */
type Sweeping = AccountWatch & { readonly checkpoint: Checkpoint };

function begun(watch: AccountWatch, roster: Roster, now: Time): Sweeping {
  const { checkpoint } = watch;
  const goesOn = checkpoint !== null && now >= checkpoint.startedAt && now - checkpoint.startedAt < staleMs && checkpoint.next <= roster.names.length;
  return { ...watch, checkpoint: goesOn ? checkpoint : { startedAt: now, next: 0 } };
}

/** Reads chunk after chunk; stops at a failure of the account, at the end of the allowance, or when its time is over. */
async function sweepChunks(ports: Ports, account: Account, caller: Caller, roster: Roster, until: Time): Promise<void> {
  let watch = begun(await watchOf(ports, account), roster, ports.now());
  while (watch.checkpoint.next < roster.names.length) {
    const single = watch.knows.batch === 'no';
    const allowance = refilled(watch.allowance, single ? singlePerMinute : steadyPerMinute, ports.now());
    if (allowance.left < 1 || ports.now() > until) return keepWatch(ports, account, { ...watch, allowance });
    const asked = await readChunk(ports, account, caller, roster, { ...watch, allowance: { ...allowance, left: allowance.left - 1 } });
    if (asked.failure !== null) return stopAt(ports, account, watch, asked.failure);
    watch = asked.watch;
  }
  await keepWatch(ports, account, { ...watch, checkpoint: null, failures: 0, notBefore: 0 });
  await noteSight(ports, account.id, null, watch.checkpoint.startedAt);
}

/** Reads and stores the next chunk together with the checkpoint behind it. Names that the batch left out are asked for again, alone. */
async function readChunk(ports: Ports, account: Account, caller: Caller, roster: Roster, watch: Sweeping): Promise<{ watch: Sweeping; failure: Failure | null }> {
  const { next } = watch.checkpoint;
  const names = roster.names.slice(next, next + (watch.knows.batch === 'no' ? 1 : watch.knows.batchSize));
  const at = ports.now();
  const { results, left, knows } = await readMails(caller, await notReadElsewhere(ports, account, names), watch.knows);
  const failure = accountFailure([...results.values()]);
  const readings = new Map([...results].map(([name, result]) => [hostingId(account.region, name), result]));
  const after = { ...watch, knows, checkpoint: { ...watch.checkpoint, next: left.length > 0 ? next : next + names.length } };
  await storeReadings(ports, readings, at, 'sweep', failure === null ? { [watchKey(account.id)]: after } : {}, shownProgress(after.checkpoint.next));
  return { watch: after, failure };
}

/** How far a sweep has come is shown every few hundred hostings: writing it is as dear as reading them. */
function shownProgress(done: number): number | null {
  return done % 250 === 0 ? done : null;
}

/** A hosting that another account sees too is read through that one, while it can see. */
async function notReadElsewhere(ports: Ports, account: Account, names: readonly string[]): Promise<readonly string[]> {
  const { accounts } = await read(ports);
  const seeing = new Set(accounts.filter((one) => one.failure === null).map((one) => one.id));
  if (seeing.size < 2) return names;
  const ids = names.map((name) => hostingId(account.region, name));
  const { hosting } = await read(ports, ids);
  return names.filter((_, at) => {
    const first = hosting(ids[at] as HostingId)?.accounts.find((id) => seeing.has(id));
    return first === undefined || first === account.id;
  });
}

function accountFailure(results: readonly { readonly ok: boolean; readonly failure?: Failure }[]): Failure | null {
  return results.find((result) => !result.ok && result.failure !== undefined && concernsAccount(result.failure))?.failure ?? null;
}

/** A sweep that gave way goes on in a minute; one that ended waits for its interval. */
async function armResume(ports: Ports): Promise<void> {
  const { accounts } = await read(ports);
  const watches = await Promise.all(accounts.map((account) => watchOf(ports, account)));
  await ports.alarm('resume', watches.some((watch) => watch.checkpoint !== null && watch.failures === 0) ? 1 : null);
}

async function stopAt(ports: Ports, account: Account, watch: AccountWatch, failure: Failure): Promise<void> {
  await keepWatch(ports, account, watch);
  await lostSight(ports, account, failure);
}
