// The popup's first screen as one small record: kept up to date hosting by hosting, never by reading them all.
import { type Action, type ActionProgress } from './actions.ts';
import { type Head, type Hosting, type Row, type StateKind, headRows, stateKind, stopped } from './model.ts';

const noCounts: Head['counts'] = { ok: 0, force: 0, ko: 0, bounce: 0, spam: 0, purging: 0, unknown: 0, unread: 0 };

export const emptyHead: Head = {
  rows: [], total: 0, needs: 0, counts: noCounts, accounts: [], probedAt: null, probeFailure: null, sweepingSince: null, sweepDone: 0,
};

/** How a hosting stands: it needs somebody, would but for a hush, something is being done, something stands out, it is fine, or it was never read. */
export type Standing = 'needs' | 'working' | 'watch' | 'hushed' | 'fine' | 'unread';

export function standing(row: Row): Standing {
  const bare = bareStanding(row);
  if (bare === 'fine' && row.alerts.length > 0) return row.hush !== null ? 'fine' : 'watch';
  return bare === 'needs' && row.hush !== null ? 'hushed' : bare;
}

function bareStanding(row: Row): Exclude<Standing, 'hushed' | 'watch'> {
  if (row.action !== null && row.action.outcome === null) return 'working';
  if (row.action !== null && row.action.outcome !== 'done') return 'needs';
  if (row.state === '') return row.failure === null ? 'unread' : 'needs';
  if (stopped(row.state) || row.failure !== null) return 'needs';
  return row.state === 'purging' ? 'working' : 'fine';
}

/** The mark, word and colour of a row. */
export function rowKind(row: Row): StateKind | 'unread' {
  return row.state === '' ? 'unread' : stateKind(row.state);
}

const severity: Readonly<Record<StateKind | 'unread', number>> = { spam: 0, unknown: 1, bounce: 2, ko: 3, purging: 5, unread: 6, force: 7, ok: 7 };
const order: Readonly<Record<Standing, number>> = { needs: 0, working: 1, watch: 2, hushed: 3, fine: 4, unread: 5 };

/** Who needs somebody first: by standing, then by how bad it is (a stop of one's own last), then by name. */
export function compareRows(a: Row, b: Row): number {
  return order[standing(a)] - order[standing(b)]
    || rank(a) - rank(b)
    || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);
}

function rank(row: Row): number {
  return severity[rowKind(row)] + (row.stop?.own === true ? 0.5 : 0);
}

function progressOf(action: Action): ActionProgress {
  const done = action.steps.findIndex((step) => step.life !== 'done');
  return {
    kind: action.kind, step: done === -1 ? action.steps.length : done, steps: action.steps.length,
    since: action.confirmedAt, outcome: action.outcome,
  };
}

/** All that a list draws of a hosting. */
export function rowOf(hosting: Hosting, action: Action | null): Row {
  return {
    id: hosting.id,
    name: hosting.serviceName,
    displayName: hosting.displayName === hosting.serviceName ? null : hosting.displayName,
    state: hosting.mail?.state ?? '',
    sentToday: hosting.mail?.sentToday ?? 0,
    maxPerDay: hosting.mail?.maxPerDay ?? null,
    bars: hosting.volumes.slice(-30).map((volume) => volume.sent),
    mailAt: hosting.mailAt,
    failure: hosting.failure,
    stop: hosting.stop,
    hush: hosting.hush,
    alerts: hosting.insight.alerts,
    action: action === null || action.dismissed || action.outcome === 'done' ? null : progressOf(action),
  };
}

/** The head after one hosting changed; null stands for "not there". Rows that give way come back at the next `headOf`. */
export function headAfter(head: Head, before: Row | null, after: Row | null): Head {
  const id = before?.id ?? after?.id;
  const others = head.rows.filter((row) => row.id !== id);
  const rows = after === null ? others : [...others, after].sort(compareRows).slice(0, headRows);
  const step = (row: Row | null, by: 1 | -1, counts: Record<string, number>): void => {
    if (row !== null) counts[rowKind(row)] = Math.max(0, (counts[rowKind(row)] ?? 0) + by);
  };
  const counts = { ...head.counts };
  step(before, -1, counts);
  step(after, 1, counts);
  const needs = (row: Row | null): number => (row !== null && standing(row) === 'needs' ? 1 : 0);
  return {
    ...head, rows, counts,
    total: head.total + (after === null ? 0 : 1) - (before === null ? 0 : 1),
    needs: head.needs + needs(after) - needs(before),
  };
}

/** The head made anew from every row; keeps what it says of accounts and sweeps. */
export function headOf(rows: readonly Row[], head: Head): Head {
  const counts: Record<StateKind | 'unread', number> = { ...noCounts };
  for (const row of rows) counts[rowKind(row)] += 1;
  return {
    ...head, counts, total: rows.length, needs: rows.filter((row) => standing(row) === 'needs').length,
    rows: [...rows].sort(compareRows).slice(0, headRows),
  };
}
