// The share of mails that came back: told with care where little was sent, and from totals that are never reset.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBetween, countSince, errorShare, wilsonLower } from '../../src/core/insight/error-share.ts';

describe('the lower Wilson bound', () => {
  it('is the published one', () => {
    expect(wilsonLower(10, 100)).toBeCloseTo(0.0552, 4);
    expect(wilsonLower(81, 263)).toBeCloseTo(0.2553, 4); // Newcombe 1998, table I
    expect(wilsonLower(0, 20)).toBe(0);
    expect(wilsonLower(5, 0)).toBe(0);
  });

  it('is under the share, and nearer to it the more was sent', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (of, some) => {
      const hits = Math.min(of, some);
      expect(wilsonLower(hits, of)).toBeLessThanOrEqual(hits / of);
      expect(wilsonLower(hits * 4, of * 4)).toBeGreaterThanOrEqual(wilsonLower(hits, of));
    }));
  });
});

describe('the error share', () => {
  it('is judged by its lower bound, from 50 mails', () => {
    expect(errorShare({ sent: 49, bounce: 49 })).toMatchObject({ level: 'none', against: null, share: 1, atLeast: 0 });
    expect(errorShare({ sent: 60, bounce: 5 }).level).toBe('none');
    expect(errorShare({ sent: 1000, bounce: 70 })).toMatchObject({ level: 'watch', against: 'watch', share: 0.07 });
    expect(errorShare({ sent: 1000, bounce: 130 })).toMatchObject({ level: 'warn', against: 'warn' });
    expect(errorShare({ sent: 0, bounce: 3 })).toMatchObject({ level: 'none', share: null });
    expect(errorShare({ sent: NaN, bounce: 3 })).toMatchObject({ level: 'none', share: null });
  });

  it('is judged by the share that stopped this hosting before, too', () => {
    expect(errorShare({ sent: 1000, bounce: 60 }, 0.04)).toMatchObject({ level: 'warn', against: 'before' });
    expect(errorShare({ sent: 1000, bounce: 45 }, 0.04)).toMatchObject({ level: 'watch', against: 'before' });
    expect(errorShare({ sent: 1000, bounce: 130 }, 0.4)).toMatchObject({ level: 'warn', against: 'warn' });
    expect(errorShare({ sent: 1000, bounce: 5 }, 0)).toMatchObject({ level: 'none' });
  });

  it('never grows milder with more errors', () => {
    const order = ['none', 'watch', 'warn'];
    fc.assert(fc.property(fc.nat(3000), fc.nat(3000), fc.nat(300), fc.option(fc.double({ min: 0, max: 1, noNaN: true })), (sent, bounce, more, before) => {
      expect(order.indexOf(errorShare({ sent, bounce: bounce + more }, before).level)).toBeGreaterThanOrEqual(order.indexOf(errorShare({ sent, bounce }, before).level));
    }));
  });
});

describe('what came between readings', () => {
  const reading = (at: number, sent: number, bounce: number) => ({ at, sent, bounce });

  it('is the difference, unless the totals fell', () => {
    expect(countBetween(reading(1, 900, 10), reading(2, 1000, 15))).toEqual({ sent: 100, bounce: 5 });
    expect(countBetween(reading(1, 900, 10), reading(2, 5, 0))).toBeNull();
    expect(countBetween(reading(1, 900, 10), reading(2, 950, 9))).toBeNull();
    expect(countBetween(reading(2, 900, 10), reading(1, 950, 12))).toBeNull();
    expect(countBetween(reading(1, NaN, 10), reading(2, 950, 12))).toBeNull();
  });

  it('adds the rises and leaves out a fall', () => {
    const samples = [reading(4, 60, 3), reading(0, 100, 1), reading(2, 950, 12), reading(1, 900, 10), reading(3, 10, 0)];
    expect(countSince(samples, 1)).toEqual({ sent: 100, bounce: 5 });
    expect(countSince(samples, 4)).toBeNull();
  });

  it('is the same in whatever order, and never below nothing', () => {
    const sample = fc.record({ at: fc.nat(1000), sent: fc.nat(10_000), bounce: fc.nat(1000) });
    fc.assert(fc.property(fc.uniqueArray(sample, { maxLength: 12, selector: (one) => one.at }), (samples) => {
      const count = countSince(samples, 0);
      expect(countSince([...samples].reverse(), 0)).toEqual(count);
      if (count !== null) expect(Math.min(count.sent, count.bounce)).toBeGreaterThanOrEqual(0);
    }));
  });
});
