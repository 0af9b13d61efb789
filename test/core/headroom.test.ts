// What a hosting may still send, from readings as they come: unordered, with the day's reset, with gaps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeadroomInput, type SentSample, headroom, hourlyQuota, hourlyRate } from '../../src/core/insight/headroom.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = 1_790_000_000_000;
/** Readings every five minutes up to now, of a hosting that sends evenly. */
const even = (perHour: number, minutes: number, start = 0): SentSample[] =>
  Array.from({ length: minutes / 5 + 1 }, (_, step) => ({ at: now - (minutes - step * 5) * minute, sentToday: start + (perHour * step) / 12 }));
const asked = (more: Partial<HeadroomInput>): HeadroomInput => ({ offer: null, maxPerDay: null, samples: [], dayEndsAt: now + 10 * hour, now, ...more });

describe('the hourly quota', () => {
  it('is the published one of the plan, and says where the plan is guessed', () => {
    expect(hourlyQuota('hosting-perso')).toEqual({ plan: 'Personal', perHour: 100, isGuess: false });
    expect(hourlyQuota('PERSO')).toEqual({ plan: 'Personal', perHour: 100, isGuess: true });
    expect(hourlyQuota('pro2014')).toMatchObject({ perHour: 200, isGuess: true });
    expect(hourlyQuota('perf2014x3')?.perHour).toBe(2000);
    expect(hourlyQuota('hosting-starter-ovh')?.perHour).toBe(20);
    expect(hourlyQuota('hosting-free-100m')?.perHour).toBe(10);
  });

  it('is not made up for words that name no known plan', () => {
    for (const offer of [null, '', 'mailplan', 'cloudweb1', 'hosting-performance-9', 'hosting-personal']) expect(hourlyQuota(offer)).toBeNull();
  });
});

describe('the hourly rate', () => {
  it('is what was sent over the time it took', () => {
    expect(hourlyRate(even(120, 60), now)).toEqual({ perHour: 120, spanMs: hour });
    expect(hourlyRate(even(48, 30, 500), now)).toEqual({ perHour: 48, spanMs: 30 * minute });
  });

  it('counts on over the reset of the provider\'s day', () => {
    const samples = [{ at: now - hour, sentToday: 900 }, { at: now - 30 * minute, sentToday: 20 }, { at: now, sentToday: 50 }];
    expect(hourlyRate(samples, now)?.perHour).toBe(50);
  });

  it('is not told from too little, too old, or what is still to come', () => {
    expect(hourlyRate([], now)).toBeNull();
    expect(hourlyRate(even(60, 5), now)).toBeNull();
    expect(hourlyRate(even(60, 60), now + 2 * hour)).toBeNull();
    expect(hourlyRate([{ at: now + minute, sentToday: 5 }, { at: now + hour, sentToday: 50 }], now)).toBeNull();
    expect(hourlyRate([{ at: now - 9 * hour, sentToday: 0 }, { at: now, sentToday: 900 }], now)).toBeNull();
  });

  it('is a rate whatever is read, in whatever order', () => {
    const sample = fc.record({ at: fc.oneof(fc.integer({ min: now - 3 * hour, max: now + hour }), fc.constant(NaN)), sentToday: fc.oneof(fc.nat(5000), fc.constantFrom(NaN, -5, Infinity)) });
    fc.assert(fc.property(fc.uniqueArray(sample, { maxLength: 20, selector: (one) => one.at }), (samples) => {
      const rate = hourlyRate(samples, now);
      if (rate !== null) expect(rate.perHour >= 0 && Number.isFinite(rate.perHour) && rate.spanMs >= 10 * minute && rate.spanMs <= 2 * hour).toBe(true);
      expect(hourlyRate([...samples].reverse(), now)).toEqual(rate);
    }));
  });
});

describe('headroom', () => {
  it('tells when the day\'s limit is reached at this rate', () => {
    expect(headroom(asked({ maxPerDay: 500, samples: even(100, 60, 200) }))).toMatchObject({ dayLimit: 500, dayLeft: 200, dayLimitReachedAt: now + 2 * hour });
    expect(headroom(asked({ maxPerDay: 500, samples: even(100, 60, 200), dayEndsAt: now + hour })).dayLimitReachedAt).toBeNull();
    expect(headroom(asked({ maxPerDay: 300, samples: even(100, 60, 200) }))).toMatchObject({ dayLeft: 0, dayLimitReachedAt: now });
  });

  it('tells when the hour\'s quota is reached, and that it is', () => {
    const soon = headroom(asked({ offer: 'hosting-perso', samples: even(200, 15) }));
    expect(soon).toMatchObject({ hourLimit: 100, plan: 'Personal', hourLimitIsGuess: false, hourShare: 2, atHourLimit: false, hourLimitReachedAt: now + 15 * minute });
    expect(headroom(asked({ offer: 'perso2014', samples: even(120, 60) }))).toMatchObject({ hourLimitIsGuess: true, atHourLimit: true, hourLimitReachedAt: now });
    expect(headroom(asked({ offer: 'hosting-pro', samples: even(120, 60) }))).toMatchObject({ atHourLimit: false, hourLimitReachedAt: null, hourShare: 0.6 });
  });

  it('says that it does not know', () => {
    expect(headroom(asked({ maxPerDay: 0, samples: even(100, 60) }))).toMatchObject({ hourLimit: null, hourShare: null, atHourLimit: null, dayLimit: null, dayLeft: null, dayLimitReachedAt: null });
    expect(headroom(asked({ offer: 'hosting-pro', maxPerDay: 50 }))).toMatchObject({ hourLimit: 200, rate: null, atHourLimit: null, dayLeft: null });
  });
});
