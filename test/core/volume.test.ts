// An unusual day is told from an ordinary one, whatever the past looks like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualBound, volumeAlert } from '../../src/core/volume.ts';
import { judge, simulatedDays, warned } from '../bench/volume.ts';

const mails = fc.oneof(fc.nat(50), fc.nat(5_000), fc.constantFrom(0, 1e9, 1e300));
const anything = fc.oneof(mails, fc.constantFrom(NaN, -1, -Infinity, Infinity, 0.4));
const order = ['none', 'watch', 'warn'];
const days = (count: number, of: (at: number) => number): number[] => Array.from({ length: count }, (_, at) => of(at));

describe('unusual volume', () => {
  it('is seen where it is, and not where it is not', () => {
    const judged = judge(simulatedDays(4711, 3_000));
    expect(warned(judged, 0)).toBeLessThan(0.02);
    expect(warned(judged, 5)).toBeGreaterThan(0.65);
    expect(warned(judged, 5, true)).toBeGreaterThan(0.55);
    expect(warned(judged, 10)).toBeGreaterThan(0.86);
  });

  it('agrees with the line in the chart, whatever is in the history', () => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 70 }), fc.oneof(anything, mails), (history, today) => {
      const { watch, warn } = usualBound(history);
      expect(watch).toBeGreaterThan(0);
      expect(warn).toBeGreaterThanOrEqual(watch);
      const said = volumeAlert(history, today);
      const countable = Number.isFinite(today) && today >= 0;
      expect(said).toBe(!countable || today < watch ? 'none' : today < warn ? 'watch' : 'warn');
    }), { numRuns: 200 });
  });

  it('never calms down because more was sent', () => {
    fc.assert(fc.property(fc.array(mails, { maxLength: 40 }), mails, mails, (history, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(order.indexOf(volumeAlert(history, more))).toBeGreaterThanOrEqual(order.indexOf(volumeAlert(history, less)));
    }), { numRuns: 100 });
  });

  it('says nothing while hardly anything is known, or sent', () => {
    expect(volumeAlert([], 1e6)).toBe('none');
    expect(volumeAlert([5, 5, 5, NaN, -1], 1e6)).toBe('none');
    expect(volumeAlert(days(28, () => 0), 7)).toBe('none');
    expect(volumeAlert(days(28, () => 0), 300)).toBe('warn');
    expect(volumeAlert(days(28, () => 20), NaN)).toBe('none');
  });

  it('is not blinded by an earlier burst, of one day or of three', () => {
    const calm = days(28, (at) => 90 + (at * 37) % 25);
    for (const length of [1, 3]) {
      const after = calm.map((count, at) => (at >= 20 && at < 20 + length ? 9_000 : count));
      expect(usualBound(after).warn).toBeLessThan(usualBound(calm).warn * 1.3);
    }
  });

  it('is not made nervous by days on which sending was stopped', () => {
    const stopped = days(28, (at) => (at > 20 ? 0 : 100));
    expect(volumeAlert(stopped, 110)).toBe('none');
  });

  it('takes a weekly newsletter for what it is', () => {
    const history = days(28, (at) => (at % 7 === 0 ? 2_000 + at : 30));
    expect(volumeAlert(history, 2_100)).toBe('none');
    expect(volumeAlert(history, 6_000)).toBe('warn');
  });
});
