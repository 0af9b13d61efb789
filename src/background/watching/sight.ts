// Who is logged in to a region's panel, and whether Sluice can see through each account: told once when lost, once when back.
import type { Failure, Result } from '../../core/failure.ts';
import { bad, good } from '../../core/failure.ts';
import { type Account, type AccountId, type JournalEntry, type Region, type Time, sessionAccountId } from '../../core/model.ts';
import { type Notice, noticeOfSight } from '../../core/notices.ts';
import { isBlind } from '../../core/schedule.ts';
import type { Settings } from '../../core/settings.ts';
import { me } from '../../provider/calls.ts';
import type { Ports } from '../ports.ts';
import { type Writes, commit } from '../store.ts';

function newAccount(region: Region, nichandle: string): Account {
  return {
    id: sessionAccountId(region, nichandle), kind: 'session', region, nichandle, name: nichandle,
    rights: null, endsAt: null, endTold: false, checkedAt: null,
    failure: null, failingSince: null, blindTold: false, sweptAt: null,
  };
}

interface Told {
  readonly account: Account;
  readonly notices: readonly Notice[];
  readonly journal: readonly JournalEntry[];
}

/** The account after it was seen to work (`failure` null) or to fail, with what is to be told of it. Looks that never end are over only when one has ended. */
function afterLook(before: Account, failure: Failure | null, settings: Settings, now: Time, swept = false): Told {
  if (failure === null) return before.failure?.kind === 'overdue' && !swept ? { account: before, notices: [], journal: [] } : seesAgain(before, settings, now);
  const account: Account = { ...before, failure, failingSince: before.failingSince ?? now };
  const changed = before.failure?.kind !== failure.kind;
  const journal = changed ? [sightEntry(account, now)] : [];
  if (before.blindTold || !isBlind(account, settings.intervalMinutes * 60_000, now)) return { account, notices: [], journal };
  const notice = noticeOfSight(account, settings);
  return { account: { ...account, blindTold: true }, notices: notice === null ? [] : [notice], journal };
}

function seesAgain(before: Account, settings: Settings, now: Time): Told {
  if (before.failure === null) return { account: before, notices: [], journal: [] };
  const account: Account = { ...before, failure: null };
  const notice = before.blindTold ? noticeOfSight(account, settings) : null;
  return {
    account: { ...account, failingSince: null, blindTold: false },
    notices: notice === null ? [] : [notice], journal: [sightEntry(account, now)],
  };
}

function sightEntry(account: Account, at: Time): JournalEntry {
  return { id: `sight|${account.id}|${at}|${account.failure?.kind ?? 'sees'}`, hosting: null, account: account.id, at, what: { kind: 'sight', failure: account.failure?.kind ?? null } };
}

/** Notes how an account was found. `swept` also notes that a whole sweep, begun then, has ended well. */
export async function noteSight(ports: Ports, id: AccountId, failure: Failure | null, swept: Time | null = null): Promise<void> {
  await commit(ports, [], (stored) => {
    const told = stored.accounts.filter((account) => account.id === id).map((account) => afterLook(account, failure, stored.settings, ports.now(), swept !== null));
    return written(stored.accounts, told.map((one) => (swept === null ? one : { ...one, account: { ...one.account, sweptAt: swept } })));
  });
}

function written(accounts: readonly Account[], told: readonly Told[]): Writes {
  const byId = new Map(told.map((one) => [one.account.id, one.account]));
  const merged = accounts.map((account) => byId.get(account.id) ?? account);
  const known = new Set(accounts.map((account) => account.id));
  return {
    accounts: [...merged, ...told.filter((one) => !known.has(one.account.id)).map((one) => one.account)],
    notices: told.flatMap((one) => one.notices), journal: told.flatMap((one) => one.journal),
  };
}

/** Asks a region's panel who is logged in, notes it for every account of the region, and answers that account. */
export async function lookForSession(ports: Ports, region: Region): Promise<Result<Account>> {
  const who = await me(ports.session(region));
  let found: Result<Account> = who.ok ? good(newAccount(region, who.value.nichandle)) : bad(await namedFailure(ports, region, who.failure));
  await commit(ports, [], (stored) => {
    const ofRegion = stored.accounts.filter((account) => account.region === region && account.kind === 'session');
    const now = ports.now();
    if (!found.ok) {
      const { failure } = found;
      const told = ofRegion.map((account) => afterLook(account, failure, stored.settings, now));
      return { ...written(stored.accounts, told), head: { probedAt: now, probeFailure: stored.accounts.length === 0 ? failure : null } };
    }
    const { id } = found.value;
    const known = ofRegion.find((account) => account.id === id) ?? found.value;
    const others = ofRegion.filter((account) => account.id !== id);
    const told = [afterLook(known, null, stored.settings, now), ...others.map((account) => afterLook(account, { kind: 'otherUser' }, stored.settings, now))];
    found = good(told[0]?.account ?? known);
    return { ...written(stored.accounts, told), head: { probedAt: now, probeFailure: null } };
  });
  return found;
}

/** A fetch without the host's permission fails like a broken network: the browser is asked which it is. */
async function namedFailure(ports: Ports, region: Region, failure: Failure): Promise<Failure> {
  return failure.kind === 'offline' && !(await ports.mayReach(region)) ? { kind: 'noPermission' } : failure;
}
