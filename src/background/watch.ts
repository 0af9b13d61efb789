// The sweep: every hosting of every account read with few requests, one sweep at a time, each chunk a checkpoint.
import { concernsAccount, type Failure } from '../core/failure.ts';
import { type Account, type AccountId, type Hosting, type HostingId, type Region, type Time, hostingId, regions } from '../core/model.ts';
import { backOffMs, refilled, singlePerMinute, steadyPerMinute } from '../core/schedule.ts';
import { type Listed, listedAgain, newHosting } from '../core/sighting.ts';
import { listHostings, readMails } from '../provider/many.ts';
import { type AccountWatch, type Roster, decodeRoster, decodeWatch, freshWatch, rosterKey, watchKey } from './account-watch.ts';
import type { Ports } from './ports.ts';
import { storeReadings } from './see.ts';
import { lookForSession, noteSight } from './sight.ts';
import { commit, read, readOther, rebuildHead, storedIds } from './store.ts';
import { sweepVolumes } from './volumes.ts';

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

/** Sweeps unless a sweep is under way anywhere. Resolves when it has ended or given way. */
export async function sweep(ports: Ports, wish: SweepWish): Promise<void> {
  await ports.lock('sweep', 'skip', async () => {
    await commit(ports, [], () => ({ head: { sweepingSince: ports.now(), sweepDone: 0 } }));
    const until = ports.now() + runMs;
    try {
      for (const region of await regionsToLook(ports, wish)) await sweepRegion(ports, region, wish, until);
      await rebuildHead(ports);
    } finally {
      await commit(ports, [], () => ({ head: { sweepingSince: null, sweepDone: 0 } }));
    }
  });
}

/** Regions where an account is known; all of them while none is, or when the user asks. */
async function regionsToLook(ports: Ports, wish: SweepWish): Promise<readonly Region[]> {
  const { accounts } = await read(ports);
  const known = regions.filter((region) => accounts.some((account) => account.region === region));
  return known.length === 0 || wish.byUser ? regions : known;
}

async function sweepRegion(ports: Ports, region: Region, wish: SweepWish, until: Time): Promise<void> {
  const held = await heldOff(ports, region);
  if (held && !wish.byUser) return;
  const session = await lookForSession(ports, region);
  if (!session.ok) return noteFailures(ports, region, session.failure);
  const account = session.value;
  const roster = await currentRoster(ports, account, wish);
  if (roster === null) return;
  await sweepChunks(ports, account, roster, until);
}

async function watchOf(ports: Ports, account: Account): Promise<AccountWatch> {
  return (await readOther(ports, watchKey(account.id), decodeWatch)) ?? freshWatch;
}

async function heldOff(ports: Ports, region: Region): Promise<boolean> {
  const { accounts } = await read(ports);
  const ofRegion = accounts.filter((account) => account.region === region);
  const watches = await Promise.all(ofRegion.map((account) => watchOf(ports, account)));
  return watches.length > 0 && watches.every((watch) => ports.now() < watch.notBefore && watch.notBefore - ports.now() < dayMs);
}

async function noteFailures(ports: Ports, region: Region, failure: Failure): Promise<void> {
  const { accounts } = await read(ports);
  for (const account of accounts.filter((one) => one.region === region)) await holdOff(ports, account, failure);
}

async function holdOff(ports: Ports, account: Account, failure: Failure): Promise<void> {
  const { settings } = await read(ports);
  const watch = await watchOf(ports, account);
  const failures = watch.failures + 1;
  const notBefore = ports.now() + Math.round(backOffMs(failure, failures, settings.intervalMinutes * 60_000, ports.random()));
  await keepWatch(ports, account, { ...watch, failures, notBefore });
}

async function keepWatch(ports: Ports, account: Account, watch: AccountWatch): Promise<void> {
  await commit(ports, [], () => ({ others: { [watchKey(account.id)]: watch } }));
}

/** The account's list: as stored, or read anew once a day and on demand. Null when it could not be had at all. */
async function currentRoster(ports: Ports, account: Account, wish: SweepWish): Promise<Roster | null> {
  const stored = await readOther(ports, rosterKey(account.id), decodeRoster);
  if (stored !== null && !wish.relist && ports.now() - stored.at < dayMs && stored.at <= ports.now()) return stored;
  const watch = await watchOf(ports, account);
  const listed = await listHostings(ports.caller(account.region), watch.knows);
  if (!listed.ok) {
    await noteSight(ports, account.id, listed.failure);
    await holdOff(ports, account, listed.failure);
    return null;
  }
  await keepWatch(ports, account, { ...watch, knows: listed.value.knows });
  return storeRoster(ports, account, listed.value.hostings);
}

async function storeRoster(ports: Ports, account: Account, listed: readonly Listed[]): Promise<Roster> {
  const roster: Roster = { at: ports.now(), names: listed.map((one) => one.serviceName) };
  const present = new Map(listed.map((one) => [hostingId(account.region, one.serviceName), one]));
  const all = [...new Set([...present.keys(), ...(await storedIds(ports))])];
  await commit(ports, all, (stored) => {
    const hostings = new Map<HostingId, Hosting | null>();
    for (const id of all) {
      const known = stored.hosting(id);
      const one = present.get(id);
      if (one !== undefined) hostings.set(id, known === null ? newHosting(account.region, one, account.id) : listedAgain(known, one, account.id));
      else if (known?.accounts.includes(account.id) === true) hostings.set(id, noLongerListed(known, account.id));
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

/** Reads chunk after chunk; stops at a failure of the account, at the end of the allowance, or when its time is over. */
async function sweepChunks(ports: Ports, account: Account, roster: Roster, until: Time): Promise<void> {
  const caller = ports.caller(account.region);
  let watch = await watchOf(ports, account);
  const resumed = watch.checkpoint !== null && ports.now() - watch.checkpoint.startedAt < staleMs && watch.checkpoint.next <= roster.names.length;
  let checkpoint = resumed && watch.checkpoint !== null ? watch.checkpoint : { startedAt: ports.now(), next: 0 };
  while (checkpoint.next < roster.names.length) {
    const single = watch.knows.batch === 'no';
    const allowance = refilled(watch.allowance, single ? singlePerMinute : steadyPerMinute, ports.now());
    if (allowance.left < 1 || ports.now() > until) return pause(ports, account, { ...watch, allowance, checkpoint });
    const names = roster.names.slice(checkpoint.next, checkpoint.next + (single ? 1 : watch.knows.batchSize));
    const at = ports.now();
    const chunk = await readMails(caller, names, watch.knows);
    if (!chunk.ok) return stopAt(ports, account, { ...watch, allowance, checkpoint }, chunk.failure);
    const { knows, mails } = chunk.value;
    const done = [...mails.keys()];
    const failure = accountFailure([...mails.values()]);
    if (failure !== null) return stopAt(ports, account, { ...watch, knows, allowance, checkpoint }, failure);
    checkpoint = { ...checkpoint, next: checkpoint.next + done.length };
    watch = { ...watch, knows, allowance: { ...allowance, left: allowance.left - chunk.value.requests }, checkpoint };
    const readings = new Map([...mails].map(([name, result]) => [hostingId(account.region, name), result]));
    await storeReadings(ports, readings, at, 'sweep', { [watchKey(account.id)]: watch });
  }
  await keepWatch(ports, account, { ...watch, checkpoint: null, failures: 0, notBefore: 0 });
  await noteSight(ports, account.id, null, checkpoint.startedAt);
  await ports.alarm('resume', null);
  await sweepVolumes(ports, account, roster.names);
}

function accountFailure(results: readonly { readonly ok: boolean; readonly failure?: Failure }[]): Failure | null {
  return results.find((result) => !result.ok && result.failure !== undefined && concernsAccount(result.failure))?.failure ?? null;
}

async function pause(ports: Ports, account: Account, watch: AccountWatch): Promise<void> {
  await keepWatch(ports, account, watch);
  await ports.alarm('resume', 1);
}

async function stopAt(ports: Ports, account: Account, watch: AccountWatch, failure: Failure): Promise<void> {
  await keepWatch(ports, account, watch);
  await noteSight(ports, account.id, failure);
  await holdOff(ports, account, failure);
}
