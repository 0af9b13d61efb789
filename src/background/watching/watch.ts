// The sweep: every hosting of every account read with few requests, one sweep at a time, each chunk a checkpoint.
import { concernsAccount, type Failure } from '../../core/failure.ts';
import { type Account, type HostingId, type Region, type Time, headRows, hostingId, regions } from '../../core/model.ts';
import type { Roster } from '../../core/stored/roster.ts';
import { type Allowance, paceOf, refilled, sweepTakesMs, waitMs } from '../../core/schedule.ts';
import { me } from '../../provider/calls.ts';
import { readMails } from '../../provider/many.ts';
import type { Caller } from '../../provider/session.ts';
import { type AccountWatch, type Checkpoint, watchKey } from './account-watch.ts';
import { checkAccount } from '../accounts/check.ts';
import { heldOff, holdOff, keepWatch, lostSight, watchOf } from './pace.ts';
import type { Ports } from '../ports.ts';
import { currentRoster } from './roster.ts';
import { storeReadings } from './see.ts';
import { lookForSession, noteSight } from './sight.ts';
import { commit, read, rebuildHead } from '../store.ts';

/** A sweep gives way after this long and goes on at the next alarm: the browser ends an event after five minutes. */
const runMs = 4 * 60_000;
/** A checkpoint that is older than this, and than the sweep takes three times, is of a sweep no longer worth finishing. */
const staleMs = 60 * 60_000;
/** Who is logged in was asked so short a time ago that it need not be asked again. */
const knownMs = 60_000;

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

/** The panel's own logins: who is logged in is asked at the start of each sweep. */
async function sweepSessions(ports: Ports, wish: SweepWish, until: Time): Promise<void> {
  for (const region of await regionsToLook(ports, wish)) {
    const known = (await read(ports)).accounts.filter((account) => account.region === region && account.kind === 'session');
    if (!wish.byUser && (await heldOff(ports, known))) continue;
    const going = wish.byUser ? null : await underWay(ports, known);
    if (going !== null) {
      await sweepAccount(ports, going, ports.session(region), wish, { until, lookedAt: 0 });
      continue;
    }
    const session = await lookForSession(ports, region);
    if (session.ok) await sweepAccount(ports, session.value, ports.session(region), wish, { until, lookedAt: ports.now() });
    else for (const account of known) await holdOff(ports, account, session.failure);
  }
}

/** The login whose sweep gave way and now goes on: who is logged in shows in what can be read. */
async function underWay(ports: Ports, known: readonly Account[]): Promise<Account | null> {
  const seeing = known.filter((account) => account.failure === null);
  const account = seeing.length === 1 ? seeing[0] : undefined;
  if (account === undefined) return null;
  const { checkpoint } = await watchOf(ports, account);
  return checkpoint !== null && checkpoint.next > 0 && Math.abs(ports.now() - checkpoint.startedAt) < staleMs ? account : null;
}

/** Accounts by key or token, each by itself. */
async function sweepAdded(ports: Ports, wish: SweepWish, until: Time): Promise<void> {
  const added = (await read(ports)).accounts.filter((account) => account.kind !== 'session');
  for (const account of added) {
    if (!wish.byUser && (await heldOff(ports, [account]))) continue;
    const caller = await ports.callerOf(account);
    const failure = caller.ok ? await checkAccount(ports, account, caller.value) : caller.failure;
    if (failure === null && caller.ok) await sweepAccount(ports, account, caller.value, wish, { until, lookedAt: ports.now() });
    else if (failure !== null) await lostSight(ports, account, failure);
  }
}

async function sweepAccount(ports: Ports, account: Account, caller: Caller, wish: SweepWish, run: Run): Promise<void> {
  const roster = await currentRoster(ports, account, caller, wish.relist);
  if (roster !== null) await sweepChunks(ports, account, caller, roster, run);
}

/** What is true of a sweep as long as its worker lives. */
interface Run {
  /** When it gives way. */
  readonly until: Time;
  /** When it was last asked who the account is. */
  readonly lookedAt: Time;
}

/** A sweep under way: what is kept of the account, with the checkpoint that the sweep has reached. */
type Sweeping = AccountWatch & { readonly checkpoint: Checkpoint };

function begun(watch: AccountWatch, roster: Roster, now: Time): Sweeping {
  const { checkpoint } = watch;
  const stale = Math.max(staleMs, 3 * sweepTakesMs(roster.names.length, watch.knows));
  const goesOn = checkpoint !== null && now >= checkpoint.startedAt && now - checkpoint.startedAt < stale && checkpoint.next <= roster.names.length;
  return { ...watch, checkpoint: goesOn ? checkpoint : { startedAt: now, next: 0 } };
}

/** The allowance with a request taken from it, waited for where that is short; null when the sweep has to give way first. */
async function allowed(ports: Ports, watch: Sweeping, run: Run): Promise<Allowance | null> {
  const pace = paceOf(watch.knows);
  let allowance = refilled(watch.allowance, pace, ports.now());
  const wait = waitMs(allowance, pace);
  if (wait > 0 && (wait > pace.longestWaitMs || ports.now() + wait > run.until)) return null;
  if (wait > 0) {
    await ports.sleep(wait);
    allowance = refilled(watch.allowance, pace, ports.now());
  }
  return ports.now() > run.until ? null : { ...allowance, left: allowance.left - 1 };
}

/** Reads chunk after chunk; stops at a failure of the account, at the end of the allowance, or when its time is over. */
async function sweepChunks(ports: Ports, account: Account, caller: Caller, roster: Roster, run: Run): Promise<void> {
  let watch = begun(await watchOf(ports, account), roster, ports.now());
  while (watch.checkpoint.next < roster.names.length) {
    const allowance = await allowed(ports, watch, run);
    if (allowance === null) return keepWatch(ports, account, { ...watch, allowance: refilled(watch.allowance, paceOf(watch.knows), ports.now()) });
    const asked = await readChunk(ports, account, caller, roster, { ...watch, allowance }, run);
    if (asked.failure !== null) return stopAt(ports, account, watch, asked.failure);
    watch = asked.watch;
  }
  await keepWatch(ports, account, { ...watch, checkpoint: null, failures: 0, notBefore: 0 });
  await noteSight(ports, account.id, null, watch.checkpoint.startedAt);
}

/** Reads and stores the next chunk together with the checkpoint behind it. Names that the batch left out are asked for again, alone. */
async function readChunk(ports: Ports, account: Account, caller: Caller, roster: Roster, watch: Sweeping, run: Run): Promise<{ watch: Sweeping; failure: Failure | null }> {
  const { next } = watch.checkpoint;
  const names = roster.names.slice(next, next + (watch.knows.batch === 'no' ? 1 : watch.knows.batchSize));
  const at = ports.now();
  const { results, left, knows } = await readMails(caller, await notReadElsewhere(ports, account, names), watch.knows);
  const failure = accountFailure([...results.values()]) ?? (await otherLogin(ports, account, caller, [...results.values()], run));
  const readings = new Map([...results].map(([name, result]) => [hostingId(account.region, name), result]));
  const after = { ...watch, knows, checkpoint: { ...watch.checkpoint, next: left.length > 0 ? next : next + names.length } };
  if (failure === null) await storeReadings(ports, readings, at, 'sweep', { [watchKey(account.id)]: after }, shownProgress(after.checkpoint.next));
  return { watch: after, failure };
}

/** Where nothing at all can be read, somebody else may have logged in since it was asked who it is: nothing is believed before that is known. */
async function otherLogin(ports: Ports, account: Account, caller: Caller, results: readonly { readonly ok: boolean }[], run: Run): Promise<Failure | null> {
  const readable = results.length === 0 || results.some((result) => result.ok);
  if (account.kind !== 'session' || readable || ports.now() - run.lookedAt < knownMs) return null;
  const who = await me(caller);
  if (!who.ok) return who.failure;
  return who.value.nichandle === account.nichandle ? null : { kind: 'otherUser' };
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
