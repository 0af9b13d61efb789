// The 72 hours are never told too long.
import { describe, expect, it } from 'vitest';
import type { Mail, Stop } from '../../src/core/model.ts';
import { dueReminder, queueClock, stopAfter } from '../../src/core/queue-clock.ts';

const hour = 3_600_000;
const mail = (state: string): Mail => ({ state, sent: 0, sentToday: 0, bounce: 0, maxPerDay: null, email: null });
const stop = (more: Partial<Stop> = {}): Stop => ({ seenAt: 100 * hour, sendingAt: 99 * hour, own: false, state: 'ko', remindedMs: null, ...more });

describe('the queue clock', () => {
  it('runs from when the hosting was last seen sending: a stop between two looks is not told too late', () => {
    expect(queueClock(stop(), 100 * hour)).toMatchObject({ since: 99 * hour, known: true, dropsAt: 171 * hour, leftMs: 71 * hour });
  });

  it('says so when the stop is older than the first look', () => {
    expect(queueClock(stop({ sendingAt: null }), 100 * hour)).toMatchObject({ since: 100 * hour, known: false });
  });

  it('stays between nothing and all, whatever the clock does', () => {
    expect(queueClock(stop(), 0)).toMatchObject({ gone: 0 });
    expect(queueClock(stop(), 1000 * hour)).toMatchObject({ gone: 1, leftMs: 0 });
  });

  it('reminds at 24 h and 6 h left, each once, and not when all is over', () => {
    expect(dueReminder(stop(), 120 * hour)).toBeNull();
    expect(dueReminder(stop(), 148 * hour)).toBe(24 * hour);
    expect(dueReminder(stop({ remindedMs: 24 * hour }), 150 * hour)).toBeNull();
    expect(dueReminder(stop({ remindedMs: 24 * hour }), 166 * hour)).toBe(6 * hour);
    expect(dueReminder(stop(), 166 * hour)).toBe(6 * hour);
    expect(dueReminder(stop(), 172 * hour)).toBeNull();
  });
});

describe('a stop', () => {
  it('begins at the first sight, goes on through other stops, ends with sending or purging', () => {
    const first = stopAfter({ stop: null, last: { mail: mail('ok'), at: 5 } }, { mail: mail('ko'), at: 9 }, false);
    expect(first).toEqual({ seenAt: 9, sendingAt: 5, own: false, state: 'ko', remindedMs: null });
    expect(stopAfter({ stop: first, last: { mail: mail('ko'), at: 9 } }, { mail: mail('spam'), at: 12 }, true)).toBe(first);
    expect(stopAfter({ stop: first, last: null }, { mail: mail('purging'), at: 12 }, false)).toBeNull();
    expect(stopAfter({ stop: first, last: null }, { mail: mail('force'), at: 12 }, false)).toBeNull();
  });

  it('is assumed in a state that nobody knows', () => {
    expect(stopAfter({ stop: null, last: null }, { mail: mail('blocked'), at: 9 }, false)).toMatchObject({ seenAt: 9, sendingAt: null });
  });
});
