// Only a site that really sends every day is missed when it sends nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSilent } from '../../src/core/insight/silence.ts';

const days = (count: number, of: (at: number) => number): number[] => Array.from({ length: count }, (_, at) => of(at));
const shop = days(28, (at) => 30 + (at * 11) % 20);

describe('silence', () => {
  it('is seen in a shop that sends every day', () => {
    expect(isSilent(shop, 0, 0.6)).toBe(true);
    expect(isSilent(shop.with(5, 0), 0, 0.6)).toBe(true);
  });

  it('is not seen at night, nor once anything was sent', () => {
    expect(isSilent(shop, 0, 0.3)).toBe(false);
    expect(isSilent(shop, 1, 0.9)).toBe(false);
  });

  it('is later to be seen in a small site, and never in a tiny one', () => {
    const small = days(28, () => 10);
    expect(isSilent(small, 0, 0.6)).toBe(false);
    expect(isSilent(small, 0, 0.9)).toBe(true);
    expect(isSilent(days(28, () => 4), 0, 1)).toBe(false);
  });

  it('is ordinary in a site that rests at weekends, is new, or is hardly known', () => {
    expect(isSilent(days(28, (at) => (at % 7 < 2 ? 0 : 50)), 0, 0.9)).toBe(false);
    expect(isSilent(days(28, (at) => (at % 7 < 2 ? 2 : 50)), 0, 0.9)).toBe(false);
    expect(isSilent(shop.slice(0, 13), 0, 0.9)).toBe(false);
    expect(isSilent([], 0, 1)).toBe(false);
  });

  it('never ends because the day goes on, and survives what is no figure', () => {
    const anything = fc.oneof(fc.nat(60), fc.constantFrom(NaN, -3, Infinity));
    fc.assert(fc.property(fc.array(anything, { maxLength: 40 }), anything, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (history, today, one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      if (isSilent(history, today, early)) expect(isSilent(history, today, late)).toBe(true);
      if (today !== 0) expect(isSilent(history, today, late)).toBe(false);
    }));
    expect(isSilent(shop, 0, NaN)).toBe(false);
  });
});
