// The dashboard's rows: found, sorted, acted on together, and given out as files that harm nobody.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkPlan, stillMeant } from '../../src/core/table/bulk.ts';
import { toCsv, toJson } from '../../src/core/table/export.ts';
import type { Account, AccountId, Hosting } from '../../src/core/model.ts';
import { newHosting } from '../../src/core/sighting.ts';
import { type TableRow, columns, filtered, noFilter, sorted, tableRowOf } from '../../src/core/table/table.ts';

const now = 1_800_000_000_000;
const hour = 3_600_000;
const eu = 'session:eu:a' as AccountId;
const ca = 'session:ca:b' as AccountId;
const account = (id: AccountId, more: Partial<Account> = {}): Account => ({
  id, kind: 'session', region: 'eu', nichandle: 'n', name: `Account ${id.slice(-1)}`, rights: null, endsAt: null, endTold: false, checkedAt: null, failure: null, failingSince: null, blindTold: false, sweptAt: now, ...more,
});

function row(name: string, state: string, more: Partial<Hosting> = {}, today = 10): TableRow {
  const hosting = newHosting('eu', { serviceName: name, displayName: null, offer: null, clusterIp: null }, eu);
  const stop = ['ok', 'force', 'purging', ''].includes(state) ? null : { seenAt: now - 5 * hour, sendingAt: now - 6 * hour, own: false, state, remindedMs: null };
  return tableRowOf({ ...hosting, mail: state === '' ? null : { state, sent: 100, sentToday: today, bounce: 5, maxPerDay: null, email: null }, mailAt: now, stop, ...more }, null, now);
}

const rows = [
  row('fine.example', 'ok', {}, 3), row('spam.example', 'spam', { displayName: 'The Shop', clusterIp: '5.135.0.9' }), row('blocked.example', 'ko', {}, 50), row('new.example', ''),
  row('other.example', 'ok', { accounts: [ca], insight: { samples: [{ at: now - 20 * hour, sentToday: 0, sent: 20, bounce: 1 }], usual: null, stoppedShare: null, alerts: ['volume'], told: {} } }, 400),
];
const names = (list: readonly TableRow[]): string[] => list.map((one) => one.name.replace('.example', ''));

describe('rows', () => {
  it.each([
    ['all', ['fine', 'spam', 'blocked', 'new', 'other']], ['needs', ['spam', 'blocked']], ['stopped', ['spam', 'blocked']], ['watch', ['other']], ['sending', ['fine', 'other']], ['hushed', []],
  ] as const)('are filtered by state: %s', (state, wanted) => {
    expect(names(filtered(rows, { ...noFilter, state }))).toEqual(wanted);
  });

  it('are found by every word of a search, in name, own name and address', () => {
    expect(names(filtered(rows, { ...noFilter, search: 'SHOP spam' }))).toEqual(['spam']);
    expect(names(filtered(rows, { ...noFilter, search: '5.135' }))).toEqual(['spam']);
    expect(names(filtered(rows, { ...noFilter, search: 'shop fine' }))).toEqual([]);
    expect(names(filtered(rows, { ...noFilter, account: ca }))).toEqual(['other']);
  });

  it('are sorted both ways, with those that have no figure last', () => {
    expect(names(sorted(rows, { by: 'state', down: false }))).toEqual(['spam', 'blocked', 'other', 'fine', 'new']);
    expect(names(sorted(rows, { by: 'today', down: true }))).toEqual(['other', 'blocked', 'spam', 'fine', 'new']);
    expect(names(sorted(rows, { by: 'today', down: false }))).toEqual(['fine', 'spam', 'blocked', 'other', 'new']);
    expect(names(sorted(rows, { by: 'errors', down: false }))[0]).toBe('other');
    expect(names(sorted(rows, { by: 'cluster', down: true }))[0]).toBe('spam');
  });

  it('are the same rows whatever they are sorted by', () => {
    for (const by of columns) for (const down of [true, false]) expect(new Set(sorted(rows, { by, down }))).toEqual(new Set(rows));
  });
});

describe('many at once', () => {
  it('takes those whose state allows it, and says why not the others', () => {
    const plan = bulkPlan('block', [...rows, row('gone.example', 'ok', { failure: { kind: 'gone' } })], [account(eu), account(ca, { rights: 'read' })]);
    expect(names(plan.takes)).toEqual(['fine']);
    expect(plan.leaves.map(({ row: one, why }) => [one.name, why])).toEqual([['spam.example', 'state'], ['blocked.example', 'state'], ['new.example', 'state'], ['other.example', 'readOnly'], ['gone.example', 'gone']]);
  });

  it('means the state that was shown, but for the recipient', () => {
    const fine = rows[0] as TableRow;
    expect([stillMeant('block', fine, 'ok'), stillMeant('block', fine, 'force'), stillMeant('recipient', fine, 'ko')]).toEqual([true, false, true]);
  });
});

/** Reads CSV as RFC 4180 says. */
function parsed(csv: string): string[][] {
  const records: string[][] = [[]];
  const text = csv.replace(/^\uFEFF/, '');
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? /"((?:[^"]|"")*)"/y : /([^,\r\n]*)/y;
    quoted.lastIndex = at;
    const found = quoted.exec(text);
    records.at(-1)?.push((found?.[1] ?? '').replaceAll('""', '"'));
    at += found?.[0].length ?? 1;
    if (text.startsWith('\r\n', at)) { at += 2; if (at < text.length) records.push([]); } else at += 1;
  }
  return records;
}

describe('a file', () => {
  it('of CSV can be read back, whatever names the provider gives, and no cell is a formula', () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 5 }), (given) => {
      const made = given.map((name) => ({ ...row('x.example', 'ok'), name, displayName: name }));
      const [head, ...records] = parsed(toCsv(made, [account(eu)]));
      expect(head?.[0]).toBe('serviceName');
      expect(records).toHaveLength(given.length);
      for (const [index, record] of records.entries()) {
        expect(record).toHaveLength(head?.length ?? 0);
        expect(record[0]?.replace(/^'/, '')).toBe(given[index]?.replace(/^'/, ''));
        expect(record[0]).not.toMatch(/^[=+\-@\t\r]/);
      }
    }), { numRuns: 500 });
  });

  it('of JSON says the same', () => {
    const [first] = JSON.parse(toJson([rows[1] as TableRow], [account(eu)])) as Record<string, unknown>[];
    expect(first).toMatchObject({ serviceName: 'spam.example', displayName: 'The Shop', state: 'spam', stoppedSinceKnown: true, accounts: 'Account a', clusterIp: '5.135.0.9', stoppedSince: new Date(now - 6 * hour).toISOString() });
  });
});
