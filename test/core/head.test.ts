// The popup's first screen stays true when it is kept up hosting by hosting.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows, emptyHead, headAfter, headOf, standing } from '../../src/core/head.ts';
import { type Row, hostingId } from '../../src/core/model.ts';

const row = (name: string, state: string, more: Partial<Row> = {}): Row => ({
  id: hostingId('eu', name), name, displayName: null, state, sentToday: 0, maxPerDay: null, bars: [], mailAt: 0, failure: null, stop: null, hush: null, alerts: [], action: null, ...more,
});
const anyRow = fc.record({ n: fc.integer({ min: 0, max: 79 }), state: fc.constantFrom('ok', 'force', 'ko', 'bounce', 'spam', 'purging', 'new', '') })
  .map(({ n, state }) => row(`site${n}.example`, state));

describe('the head', () => {
  it('counts the same whether made anew or kept up, and holds the rows that need somebody', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anyRow, fc.boolean()), { maxLength: 120 }), (steps) => {
      const rows = new Map<string, Row>();
      let head = emptyHead;
      for (const [next, there] of steps) {
        const before = rows.get(next.id) ?? null;
        head = headAfter(head, before, there ? next : null);
        if (there) rows.set(next.id, next);
        else rows.delete(next.id);
      }
      const anew = headOf([...rows.values()], emptyHead);
      expect([head.total, head.needs, head.counts]).toEqual([anew.total, anew.needs, anew.counts]);
      const needing = (list: readonly Row[]): string[] => list.filter((one) => standing(one) === 'needs').map((one) => one.id);
      expect(needing(head.rows)).toEqual(needing(anew.rows).slice(0, head.rows.length));
    }), { numRuns: 300 });
  });

  it('puts first what needs somebody, the worst before the rest, one\'s own stop last', () => {
    const own = { seenAt: 0, sendingAt: 0, own: true, state: 'ko', remindedMs: null };
    const rows = [row('a', 'ok'), row('b', 'ko', { stop: own }), row('c', 'spam'), row('d', 'purging'), row('e', 'bounce'), row('f', 'ko'), row('g', 'odd')];
    expect([...rows].sort(compareRows).map((one) => one.name)).toEqual(['c', 'g', 'e', 'f', 'b', 'd', 'a']);
  });

  it('an action under way is being worked on; one that failed needs somebody', () => {
    const action = { kind: 'purge', step: 0, steps: 1, since: 0, outcome: null } as const;
    expect(standing(row('a', 'spam', { action }))).toBe('working');
    expect(standing(row('a', 'ok', { action: { ...action, outcome: 'unknown' } }))).toBe('needs');
  });
});
