// What was read goes into storage together with everything that follows from it: record, stop, notices, journal.
import type { Action } from '../../core/actions.ts';
import { broughtAbout, changesBetween } from '../../core/changes.ts';
import type { Result } from '../../core/failure.ts';
import type { Account, Hosting, HostingId, JournalEntry, Mail, Time } from '../../core/model.ts';
import { accountFor } from '../../core/through.ts';
import { type Notice, noticeFor, noticeOfGuard } from '../../core/notices.ts';
import { guarded as countGuarded, guardsBlock, guardTrips } from '../../core/insight/guard.ts';
import { withInsight, withTold } from '../../core/insight/insight.ts';
import { type ProviderDay, providerDay } from '../../core/insight/provider-day.ts';
import { sighted } from '../../core/sighting.ts';
import type { Ports } from '../ports.ts';
import { type Stored, type Writes, commit } from '../store.ts';

export type Source = 'sweep' | 'panel' | 'popup' | 'action';
export type Readings = ReadonlyMap<HostingId, Result<Mail>>;

function stateEntry(before: Hosting, after: Hosting, at: Time, source: Source): JournalEntry[] {
  const from = before.mail?.state ?? null;
  const to = after.mail?.state;
  if (to === undefined || to === from) return [];
  return [{ id: `state|${after.id}|${at}|${from ?? ''}>${to}`, hosting: after.id, account: null, at, what: { kind: 'state', from, to, source } }];
}

/** A reminder that is told is noted in the stop, in the same write. */
function reminded(hosting: Hosting, leftMs: number): Hosting {
  return hosting.stop === null ? hosting : { ...hosting, stop: { ...hosting.stop, remindedMs: leftMs } };
}

/** A newer reading was stored while this one was under way. A record from far ahead is a clock that was put back: it is overwritten. */
function overtaken(before: Hosting, at: Time): boolean {
  return before.mailAt !== null && at < before.mailAt && before.mailAt - at < 60_000;
}

/** What follows from readings taken at `at`. Hostings that are not stored are left out: the list makes them. */
export function writesFor(stored: Stored, readings: Readings, at: Time, source: Source): Writes {
  const hostings = new Map<HostingId, Hosting>();
  const actions = new Map<HostingId, Action>();
  const notices: Notice[] = [];
  const journal: JournalEntry[] = [];
  const days = { eu: providerDay('eu', at), ca: providerDay('ca', at) };
  for (const [id, result] of readings) {
    const before = stored.hosting(id);
    if (before === null || overtaken(before, at)) continue;
    const action = stored.action(id);
    const day = days[before.region];
    let after = withInsight(before, sighted(before, result, at, action, stored.accounts), day, at, stored.settings.thresholds);
    for (const change of changesBetween(before, after, at, day)) {
      if (change.kind === 'queue') after = reminded(after, change.leftMs);
      if (change.kind === 'alert') after = withTold(after, [change.alert], day);
      const notice = broughtAbout(change, action, at) ? null : noticeFor(change, stored.settings);
      if (notice !== null) notices.push(notice);
    }
    const tripped = tripGuard(after, action, stored.accounts, day, at);
    if (tripped !== null) {
      after = tripped.hosting;
      actions.set(id, tripped.action);
      notices.push(noticeOfGuard(after, tripped.count));
    }
    journal.push(...stateEntry(before, after, at, source));
    if (after !== before) hostings.set(id, after);
  }
  return { hostings, actions, notices, journal };
}

/** The guard's block, written down with the reading that tripped it: whoever drives actions sends it. Null where it is not tripped, or something is being done. */
function tripGuard(hosting: Hosting, action: Action | null, accounts: readonly Account[], day: ProviderDay, at: Time): { readonly hosting: Hosting; readonly action: Action; readonly count: number } | null {
  if (!guardTrips(hosting, day, at) || action?.outcome === null || hosting.guard === null) return null;
  const account = accountFor(hosting, accounts);
  if (account === null || account.rights === 'read') return null;
  return {
    hosting: { ...hosting, guard: { ...hosting.guard, firedOn: day.date } },
    action: guardsBlock(hosting, account.id, at), count: Math.round(countGuarded(hosting, hosting.guard, at) ?? 0),
  };
}

/** Stores readings. Answers the hostings whose record changed. `others`, and how far a sweep has come, are written in the same call. */
export async function storeReadings(
  ports: Ports, readings: Readings, at: Time, source: Source, others: Readonly<Record<string, unknown>> = {}, sweepDone: number | null = null,
): Promise<readonly HostingId[]> {
  let changed: readonly HostingId[] = [];
  let guarded = false;
  await commit(ports, [...readings.keys()], (stored) => {
    const writes = writesFor(stored, readings, at, source);
    changed = [...(writes.hostings?.keys() ?? [])];
    guarded = (writes.actions?.size ?? 0) > 0;
    return { ...writes, others, ...(sweepDone === null ? {} : { head: { sweepDone } }) };
  });
  // Whatever becomes of this worker, the guard's block is sent.
  if (guarded) await ports.alarm('follow', 0.5);
  return changed;
}
