// Silence that was asked for ends when it should, and never hides what is new.
import { describe, expect, it } from 'vitest';
import { breaksThrough, hushAfter, isHushed, isQuiet, longestSnoozeMs } from '../../src/core/hush.ts';
import { type AccountId, type Hosting, type Hush } from '../../src/core/model.ts';
import { summedUp } from '../../src/core/notices.ts';
import { decodeSettings } from '../../src/core/settings.ts';
import { newHosting } from '../../src/core/sighting.ts';

const hosting = (state: string, hush: Hush | null): Hosting => ({
  ...newHosting('eu', { serviceName: 'example.com', displayName: null, offer: null, clusterIp: null }, 'session:eu:x' as AccountId),
  mail: { state, sent: 0, sentToday: 0, bounce: 0, maxPerDay: null, email: null }, mailAt: 0, hush,
});
const known: Hush = { kind: 'acknowledged' };
const at = (hour: number, minute = 0): number => new Date(2027, 0, 15, hour, minute).getTime();

describe('an acknowledgement', () => {
  it('lasts while the state is the same, and ends when it recovers or becomes something else', () => {
    expect(hushAfter(hosting('ko', known), hosting('ko', known), 0)).toEqual(known);
    expect(hushAfter(hosting('ko', known), hosting('spam', known), 0)).toBeNull();
    expect(hushAfter(hosting('ko', known), hosting('ok', known), 0)).toBeNull();
    expect(hushAfter(hosting('ko', known), { ...hosting('ko', known), failure: { kind: 'gone' } }, 0)).toBeNull();
  });
});

describe('a snooze', () => {
  it('ends with its time, and when the clock was put back', () => {
    const snoozed: Hush = { kind: 'snoozed', until: 1_000 };
    expect(isHushed(snoozed, 999)).toBe(true);
    expect(isHushed(snoozed, 1_000)).toBe(false);
    expect(hushAfter(hosting('ko', snoozed), hosting('spam', snoozed), 999)).toEqual(snoozed);
    expect(hushAfter(hosting('ko', snoozed), hosting('ko', snoozed), 1_000)).toBeNull();
    expect(hushAfter(hosting('ko', snoozed), hosting('ko', snoozed), -longestSnoozeMs)).toBeNull();
  });
});

describe('quiet hours', () => {
  it('may span midnight', () => {
    const night = { from: 22 * 60, to: 7 * 60, stopsBreakThrough: false };
    expect([21, 22, 23, 0, 6, 7, 12].map((hour) => isQuiet(night, at(hour)))).toEqual([false, true, true, true, true, false, false]);
    expect([8, 9, 16, 17].map((hour) => isQuiet({ ...night, from: 9 * 60, to: 17 * 60 }, at(hour)))).toEqual([false, true, true, false]);
    expect(isQuiet({ ...night, from: 60, to: 60 }, at(1))).toBe(false);
    expect(isQuiet(null, at(3))).toBe(false);
  });

  it('let a stop through where the user chose so, and nothing else', () => {
    const quiet = { from: 0, to: 1, stopsBreakThrough: true };
    expect(breaksThrough({ id: 'stopped|eu/a.b|1|ko' }, quiet)).toBe(true);
    expect(breaksThrough({ id: 'recovered|eu/a.b|1' }, quiet)).toBe(false);
    expect(breaksThrough({ id: 'stopped|eu/a.b|1|ko' }, { ...quiet, stopsBreakThrough: false })).toBe(false);
  });

  it('are no quiet hours when what is stored is not whole', () => {
    expect(decodeSettings({ quiet: { from: -1, to: 2, stopsBreakThrough: true }, snoozedUntil: 'now' })).toMatchObject({ quiet: null, snoozedUntil: null });
    expect(decodeSettings({ quiet: { from: 1, to: 2, stopsBreakThrough: true } }).quiet).toEqual({ from: 1, to: 2, stopsBreakThrough: true });
  });

  it('are summed up in one notice, a single one told as it is', () => {
    const notice = { id: 'recovered|eu/a.b|1', title: { key: 'notice_recovered' }, body: { key: 'noticeBody_recovered' }, urgent: false } as const;
    expect(summedUp([notice], 5)).toEqual([notice]);
    expect(summedUp([notice, { ...notice, id: 'x', urgent: true }], 5)).toMatchObject([{ id: 'summary|all|5', urgent: true, title: { args: { n: 2 } } }]);
  });
});
