// Each change is told once, under an id that says what it is about; what an action brought about is told by the action.
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/core/changes.ts';
import { type AccountId, type Hosting, type Mail, type Stop } from '../../src/core/model.ts';
import { noticeFor, subjectOf } from '../../src/core/notices.ts';
import { providerDay } from '../../src/core/insight/provider-day.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { newHosting } from '../../src/core/sighting.ts';

const day = providerDay('eu', 1_000);
const mail = (state: string): Mail => ({ state, sent: 0, sentToday: 0, bounce: 0, maxPerDay: null, email: null });
const stop: Stop = { seenAt: 1_000, sendingAt: 500, own: false, state: 'ko', remindedMs: null };
const hosting = (state: string | null, more: Partial<Hosting> = {}): Hosting => ({
  ...newHosting('eu', { serviceName: 'example.com', displayName: null, offer: null, clusterIp: null }, 'session:eu:x' as AccountId),
  mail: state === null ? null : mail(state), mailAt: 900, ...more,
});
const kinds = (before: Hosting | null, after: Hosting): string[] => changesBetween(before, after, 1_000, day).map((change) => change.kind);

describe('changes', () => {
  it.each([
    ['first sight, fine', null, hosting('ok'), []],
    ['first sight, stopped', hosting(null), hosting('ko', { stop }), ['stopped']],
    ['stopped', hosting('ok'), hosting('ko', { stop }), ['stopped']],
    ['still stopped', hosting('ko', { stop }), hosting('ko', { stop }), []],
    ['stopped for another reason', hosting('ko', { stop }), hosting('spam', { stop }), ['stopped']],
    ['one unknown state after another', hosting('odd', { stop }), hosting('odder', { stop }), []],
    ['recovered', hosting('ko', { stop }), hosting('force'), ['recovered']],
    ['purging begins', hosting('ko', { stop }), hosting('purging'), []],
    ['purged', hosting('purging'), hosting('ok'), ['purged']],
    ['doubled tolerance ends', hosting('force'), hosting('ok'), []],
    ['gone', hosting('ok'), hosting('ok', { failure: { kind: 'gone' } }), ['lost']],
    ['still gone', hosting('ok', { failure: { kind: 'gone' } }), hosting('ok', { failure: { kind: 'gone' } }), []],
    ['unreadable once', hosting('ok'), hosting('ok', { failure: { kind: 'unreadable', status: 200 } }), []],
  ] as const)('%s', (_, before, after, expected) => {
    expect(kinds(before, after)).toEqual(expected);
  });
});

describe('a notice', () => {
  it('has the same id however often its change is found, and the id names the hosting', () => {
    const [change] = changesBetween(hosting('ok'), hosting('spam', { stop }), 1_000, day);
    if (change === undefined) throw new Error('no change');
    const [first, again] = [noticeFor(change, defaultSettings), noticeFor(change, defaultSettings)];
    expect(first?.id).toBe(again?.id);
    expect(subjectOf(first?.id ?? '')).toEqual({ hosting: 'eu/example.com' });
  });

  it('is not made where the user chose silence', () => {
    const [change] = changesBetween(hosting('ok'), hosting('spam', { stop }), 1_000, day);
    const silent = { ...defaultSettings, notify: { ...defaultSettings.notify, stopped: false } };
    expect(change === undefined ? 'none' : noticeFor(change, silent)).toBeNull();
  });

  it('tells nothing of an id that is not Sluice\'s', () => {
    expect(subjectOf('something')).toBeNull();
  });
});
