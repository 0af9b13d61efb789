// One action on many hostings: what will happen to whom, who is left out and why, and how far it has come. Each hosting is asked and confirmed by itself.
import { type ActionKind, isAllowed } from '../actions.ts';
import type { Account, HostingId, Row } from '../model.ts';
import type { TableRow } from './table.ts';

/** Nothing that deletes mail is done to many at once. */
export const bulkKinds = ['block', 'unblock', 'recipient'] as const satisfies readonly ActionKind[];
export type BulkKind = (typeof bulkKinds)[number];

export type LeftOut = 'busy' | 'state' | 'readOnly' | 'gone';

export interface BulkPlan {
  readonly takes: readonly TableRow[];
  readonly leaves: readonly { readonly row: TableRow; readonly why: LeftOut }[];
}

function readOnly(row: TableRow, accounts: readonly Account[]): boolean {
  const known = accounts.filter((account) => row.accounts.includes(account.id));
  return known.length > 0 && known.every((account) => account.rights === 'read');
}

function whyNot(kind: BulkKind, row: TableRow, accounts: readonly Account[]): LeftOut | null {
  if (row.failure?.kind === 'gone' || row.failure?.kind === 'expired') return 'gone';
  if (row.action !== null && row.action.outcome === null) return 'busy';
  if (readOnly(row, accounts)) return 'readOnly';
  return row.state !== '' && isAllowed(kind, row.state) ? null : 'state';
}

/** By what is known now; each state is read again just before its action, which may then be left out too. */
export function bulkPlan(kind: BulkKind, rows: readonly TableRow[], accounts: readonly Account[]): BulkPlan {
  const judged = rows.map((row) => ({ row, why: whyNot(kind, row, accounts) }));
  return {
    takes: judged.filter(({ why }) => why === null).map(({ row }) => row),
    leaves: judged.flatMap(({ row, why }) => (why === null ? [] : [{ row, why }])),
  };
}

/** What came of one hosting so far. `sent`: written down and followed from now on, whatever becomes of the page. */
export type BulkResult = 'waiting' | 'asking' | 'sent' | 'changed' | 'cancelled' | 'failed';

export interface BulkProgress {
  readonly results: ReadonlyMap<HostingId, BulkResult>;
  readonly done: number;
  readonly of: number;
}

export function progressOf(results: ReadonlyMap<HostingId, BulkResult>): BulkProgress {
  const done = [...results.values()].filter((result) => result !== 'waiting' && result !== 'asking').length;
  return { results, done, of: results.size };
}

/** Whether the state that was just read is still one for which the user said yes: the one that was shown. */
export function stillMeant(kind: BulkKind, shown: Row, seen: string): boolean {
  return kind === 'recipient' || shown.state === seen;
}
