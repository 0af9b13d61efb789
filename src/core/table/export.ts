// Hostings as a file to keep: CSV by RFC 4180, safe against spreadsheets that take text for formulas, and JSON.
import { readAt } from '../model.ts';
import type { Account, Time } from '../model.ts';
import { type TableRow, sinceOf } from './table.ts';
import { queueClock } from '../queue-clock.ts';

/** What is written of a hosting, in this order. Field names stay English: they are for programs. */
const fields = [
  'serviceName', 'displayName', 'region', 'state', 'stoppedSince', 'stoppedSinceKnown', 'queueKeptUntil', 'sentToday', 'maxPerDay', 'sent', 'bounce', 'errorShare', 'alerts', 'accounts', 'clusterIp', 'offer', 'readAt',
] as const;
type Field = (typeof fields)[number];
type Exported = Readonly<Record<Field, string | number | boolean | null>>;

const iso = (at: Time | null): string | null => (at === null ? null : new Date(at).toISOString());

function exported(row: TableRow, accounts: readonly Account[]): Exported {
  const named = new Map(accounts.map((account) => [account.id, account.name]));
  return {
    serviceName: row.name, displayName: row.displayName, region: row.id.slice(0, 2), state: row.state === '' ? null : row.state,
    stoppedSince: iso(sinceOf(row)), stoppedSinceKnown: row.stop === null ? null : row.stop.sendingAt !== null,
    queueKeptUntil: row.stop === null ? null : iso(queueClock(row.stop, 0).dropsAt), sentToday: row.sentToday, maxPerDay: row.maxPerDay, sent: row.sent, bounce: row.bounce,
    errorShare: row.errorShare === null ? null : Math.round(row.errorShare * 1e4) / 1e4, alerts: row.alerts.join(' '),
    accounts: row.accounts.map((id) => named.get(id) ?? id).join(', '), clusterIp: row.clusterIp, offer: row.offer,
    readAt: iso(readAt({ accounts: row.accounts, mailAt: row.mailAt, failure: row.failure }, accounts)),
  };
}

/** A spreadsheet runs what begins like this (OWASP, "CSV Injection"); an apostrophe makes it text. */
const formula = /^[=+\-@\t\r]/;

function cell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines end in CR LF, the first holds the names; a byte order mark tells spreadsheets that it is UTF-8. */
export function toCsv(rows: readonly TableRow[], accounts: readonly Account[]): string {
  const lines = rows.map((row) => { const one = exported(row, accounts); return fields.map((name) => cell(one[name])).join(','); });
  return `\uFEFF${[fields.join(','), ...lines].join('\r\n')}\r\n`;
}

export function toJson(rows: readonly TableRow[], accounts: readonly Account[]): string {
  return `${JSON.stringify(rows.map((row) => exported(row, accounts)), null, 2)}\n`;
}
