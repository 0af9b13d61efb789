// The dashboard's table: one row a hosting, and how rows are filtered, searched and sorted. Pure; made once a change, never while scrolling.
import type { Action } from '../actions.ts';
import { countSince } from '../insight/error-share.ts';
import { compareRows, rowOf, standing } from '../head.ts';
import { errorsOverMs } from '../insight/insight.ts';
import { type AccountId, type Hosting, type Row, type Time, sends, stopped } from '../model.ts';
import { queueClock } from '../queue-clock.ts';
import { samplesNow } from '../insight/samples.ts';

export interface TableRow extends Row {
  readonly accounts: readonly AccountId[];
  readonly clusterIp: string | null;
  readonly offer: string | null;
  readonly sent: number;
  readonly bounce: number;
  readonly email: string | null;
  /** Errors among the mails of the last two days, 0 to 1; null while too little was read. */
  readonly errorShare: number | null;
  /** What a search looks through, lower case. */
  readonly searched: string;
}

function shareOf({ mail, insight }: Hosting, now: Time): number | null {
  const count = mail === null ? null : countSince(samplesNow(insight.samples, mail, now), now - errorsOverMs);
  return count === null || count.sent === 0 ? null : Math.min(1, count.bounce / count.sent);
}

export function tableRowOf(hosting: Hosting, action: Action | null, now: Time): TableRow {
  const { mail, accounts, clusterIp, offer, serviceName, displayName } = hosting;
  return {
    ...rowOf(hosting, action), accounts, clusterIp, offer, sent: mail?.sent ?? 0, bounce: mail?.bounce ?? 0, email: mail?.email ?? null,
    errorShare: shareOf(hosting, now), searched: `${serviceName} ${displayName ?? ''} ${clusterIp ?? ''}`.toLowerCase(),
  };
}

export const columns = ['state', 'name', 'since', 'clock', 'today', 'bars', 'errors', 'account', 'cluster'] as const;
export type Column = (typeof columns)[number];

export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

export const stateFilters = ['all', 'needs', 'stopped', 'watch', 'sending', 'hushed'] as const;
export type StateFilter = (typeof stateFilters)[number];

export interface Filtering {
  readonly state: StateFilter;
  readonly account: AccountId | null;
  readonly search: string;
}

export const noFilter: Filtering = { state: 'all', account: null, search: '' };

const ofState: Readonly<Record<StateFilter, (row: Row) => boolean>> = {
  all: () => true, needs: (row) => standing(row) === 'needs', stopped: (row) => row.state !== '' && stopped(row.state),
  watch: (row) => row.alerts.length > 0, sending: (row) => sends(row.state), hushed: (row) => row.hush !== null,
};

/** Every word of the search must be somewhere in the name, the user's own name for it, or the address. */
export function filtered(rows: readonly TableRow[], { state, account, search }: Filtering): readonly TableRow[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return rows.filter((row) => ofState[state](row) && (account === null || row.accounts.includes(account)) && words.every((word) => row.searched.includes(word)));
}

/** When it was stopped, as far as that was seen; null while it is not. */
export function sinceOf({ stop }: Row): Time | null {
  return stop === null ? null : (stop.sendingAt ?? stop.seenAt);
}

const byName = (a: TableRow, b: TableRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);
const lastDay = ({ bars }: Row): number => bars.reduce((sum, count) => sum + count, 0);

/** A figure to sort by; what has none comes last, whichever way. */
const figures: Readonly<Record<Exclude<Column, 'state' | 'name' | 'account' | 'cluster'>, (row: TableRow) => number | null>> = {
  since: sinceOf, clock: (row) => (row.stop === null ? null : queueClock(row.stop, 0).dropsAt), today: (row) => (row.state === '' ? null : row.sentToday),
  bars: lastDay, errors: (row) => row.errorShare,
};
const words: Readonly<Record<'account' | 'cluster', (row: TableRow) => string | null>> = { account: (row) => row.accounts[0] ?? null, cluster: (row) => row.clusterIp };

function withNullsLast<T extends number | string>(of: (row: TableRow) => T | null, down: boolean): (a: TableRow, b: TableRow) => number {
  return (a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1;
    if (one === other) return byName(a, b);
    return (one < other ? -1 : 1) * (down ? -1 : 1);
  };
}

export function sorted(rows: readonly TableRow[], { by, down }: Sorting): readonly TableRow[] {
  const turned = (compare: (a: TableRow, b: TableRow) => number) => (a: TableRow, b: TableRow): number => (down ? -compare(a, b) : compare(a, b));
  const compare = by === 'state' ? turned(compareRows) : by === 'name' ? turned(byName)
    : by === 'account' || by === 'cluster' ? withNullsLast(words[by], down) : withNullsLast(figures[by], down);
  return [...rows].sort(compare);
}
