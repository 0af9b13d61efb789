// When to look next, to the millisecond and the request: intervals, back-off, pace, and when silence itself is news.
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { Account, AccountId } from '../../src/core/model.ts';
import { backOffMs, isBlind, isOverdue, mayRest, paceOf, refilled, sweepTakesMs, waitMs } from '../../src/core/schedule.ts';

const minute = 60_000;
const interval = 5 * minute;
const now = 1_000 * minute;
const account = (more: Partial<Account> = {}): Account => ({
  id: 'session:eu:x' as AccountId, kind: 'session', region: 'eu', nichandle: 'x', name: 'x', rights: 'write', endsAt: null, endTold: false, checkedAt: null,
  failure: null, failingSince: null, blindTold: false, sweptAt: now, ...more,
});
const lasting = ['loggedOut', 'overdue', 'weakSession', 'otherUser', 'noPermission', 'locked', 'clockOff', 'badSignature', 'badCredential', 'badKey', 'badToken', 'badClient'] as const;

describe('blindness', () => {
  it.each(lasting)('by "%s" is said at once, and asked again without waiting', (kind) => {
    expect(isBlind(account({ failure: { kind } }), interval, now)).toBe(true);
    expect(backOffMs({ kind }, 5, interval, 0.5)).toBe(0);
  });

  it('by missing rights is said at once too', () => {
    expect(isBlind(account({ failure: { kind: 'noRights', actions: [] } }), interval, now)).toBe(true);
  });

  it.each<Failure>([{ kind: 'offline' }, { kind: 'timeOut' }, { kind: 'providerDown', status: 500 }, { kind: 'maintenance' }])('by $kind after three intervals', (failure) => {
    expect(isBlind(account({ failure, sweptAt: now - 3 * interval + 1 }), interval, now)).toBe(false);
    expect(isBlind(account({ failure, sweptAt: now - 3 * interval }), interval, now)).toBe(true);
    expect(isBlind(account({ failure, sweptAt: null, failingSince: now - 3 * interval }), interval, now)).toBe(true);
    expect(isBlind(account({ failure, sweptAt: null, failingSince: now - interval }), interval, now)).toBe(false);
    expect(isBlind(account({ failure, sweptAt: null, failingSince: null }), interval, now)).toBe(false);
  });

  it('is none without a failure, however long ago it was', () => {
    expect(isBlind(account({ sweptAt: 0 }), interval, now)).toBe(false);
  });
});

describe('holding off', () => {
  const down: Failure = { kind: 'providerDown', status: 500 };
  it.each([[1, 5], [2, 10], [3, 20], [4, 40], [5, 60], [6, 60], [60, 60]])('after %d failures is %d minutes', (failures, minutes) => {
    expect(backOffMs(down, failures, interval, 0.5)).toBe(minutes * minute);
  });

  it('is spread by a fifth to either side, also at an hour, and stops doubling after six', () => {
    expect(backOffMs(down, 1, interval, 0)).toBe(4 * minute);
    expect(backOffMs(down, 1, interval, 1)).toBeCloseTo(6 * minute);
    expect(backOffMs(down, 9, interval, 1)).toBeCloseTo(72 * minute);
    expect(backOffMs(down, 9, 1, 0.5)).toBe(64);
  });

  it('is the provider\'s own wish where it has one', () => {
    expect(backOffMs({ kind: 'tooManyRequests', retryAfterMs: 7 }, 3, interval, 0)).toBe(7);
    expect(backOffMs({ kind: 'tooManyRequests', retryAfterMs: null }, 1, interval, 0.5)).toBe(interval);
  });
});

describe('the pace', () => {
  it('is five requests a minute where batches are taken or not yet tried, fifty where they are not', () => {
    expect(paceOf({ batch: 'yes' })).toEqual({ perMinute: 5, burst: 60, longestWaitMs: 0 });
    expect(paceOf({ batch: 'unknown' })).toBe(paceOf({ batch: 'yes' }));
    expect(paceOf({ batch: 'no' })).toEqual({ perMinute: 50, burst: 20, longestWaitMs: 5_000 });
  });

  it('refills with time, never above the burst; a clock that was put back starts it anew', () => {
    const pace = paceOf({ batch: 'yes' });
    expect(refilled(null, pace, now)).toEqual({ left: 60, at: now });
    expect(refilled({ left: 3, at: now }, pace, now)).toEqual({ left: 3, at: now });
    expect(refilled({ left: 3, at: now - minute }, pace, now)).toEqual({ left: 8, at: now });
    expect(refilled({ left: 59, at: now - minute }, pace, now)).toEqual({ left: 60, at: now });
    expect(refilled({ left: 0, at: now + 1 }, pace, now)).toEqual({ left: 60, at: now });
  });

  it('waits until one request is there', () => {
    const pace = paceOf({ batch: 'yes' });
    expect(waitMs({ left: 1, at: now }, pace)).toBe(0);
    expect(waitMs({ left: 0.5, at: now }, pace)).toBe(6_000);
    expect(waitMs({ left: 0, at: now }, pace)).toBe(12_000);
    expect(waitMs({ left: 0.99999, at: now }, pace)).toBe(1);
  });

  it('says how long a sweep takes', () => {
    expect(sweepTakesMs(5_000, { batch: 'yes', batchSize: 50 })).toBe(20 * minute);
    expect(sweepTakesMs(100, { batch: 'no', batchSize: 50 })).toBe(2 * minute);
    expect(sweepTakesMs(10, { batch: 'unknown', batchSize: 0 })).toBe(2 * minute);
  });
});

describe('a look that does not end', () => {
  it('is overdue after three intervals, or three times as long as it takes', () => {
    expect(isOverdue(account({ sweptAt: now - 3 * interval }), interval, 0, now)).toBe(true);
    expect(isOverdue(account({ sweptAt: now - 3 * interval + 1 }), interval, 0, now)).toBe(false);
    expect(isOverdue(account({ sweptAt: now - 3 * interval }), interval, 2 * interval, now)).toBe(false);
    expect(isOverdue(account({ sweptAt: now - 6 * interval }), interval, 2 * interval, now)).toBe(true);
    expect(isOverdue(account({ sweptAt: null }), interval, 0, now)).toBe(false);
    expect(isOverdue(account({ sweptAt: 0, failure: { kind: 'offline' } }), interval, 0, now)).toBe(false);
  });
});

describe('a look while nobody is there', () => {
  it('may wait for three intervals, less the alarm\'s own inaccuracy; not while blind, not before the first, not with a clock put back', () => {
    const edge = 3 * interval - minute / 2;
    expect(mayRest(account({ sweptAt: now }), interval, now)).toBe(true);
    expect(mayRest(account({ sweptAt: now - edge + 1 }), interval, now)).toBe(true);
    expect(mayRest(account({ sweptAt: now - edge }), interval, now)).toBe(false);
    expect(mayRest(account({ sweptAt: now + 1 }), interval, now)).toBe(false);
    expect(mayRest(account({ sweptAt: null }), interval, now)).toBe(false);
    expect(mayRest(account({ failure: { kind: 'offline' } }), interval, now)).toBe(false);
  });
});
