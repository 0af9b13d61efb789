// Every notice, word by word: its id, how urgent it is, what it says, and which choice of the user keeps it back.
import { describe, expect, it } from 'vitest';
import type { Action, Outcome } from '../../src/core/actions.ts';
import type { Change } from '../../src/core/changes.ts';
import { type Account, type AccountId, type Hosting, type Mail, type Stop, hostingId } from '../../src/core/model.ts';
import { type Lost, noticeFor, noticeOfEnd, noticeOfEndSoon, noticeOfGuard, noticeOfLoss, noticeOfSight, outcomeSay, subjectOf, summedUp } from '../../src/core/notices.ts';
import { type Settings, defaultSettings } from '../../src/core/settings.ts';
import { newHosting } from '../../src/core/sighting.ts';

const hour = 3_600_000;
const id = hostingId('eu', 'example.com');
const mail: Mail = { state: 'ko', sent: 9, sentToday: 7, bounce: 1, maxPerDay: 100, email: null };
const hosting: Hosting = { ...newHosting('eu', { serviceName: 'example.com', displayName: 'Shop', offer: null, clusterIp: null }, 'session:eu:x' as AccountId), mail };
const stop: Stop = { seenAt: 1_000, sendingAt: 500, own: false, state: 'ko', remindedMs: null };
const inState = (state: string): Hosting => ({ ...hosting, mail: { ...mail, state } });
const all = defaultSettings;
const without = (...names: (keyof Settings['notify'])[]): Settings => ({ ...all, notify: { ...all.notify, ...Object.fromEntries(names.map((name) => [name, false])) } });
const said = (change: Change): unknown => { const made = noticeFor(change, all); return made && [made.id, made.urgent, made.title, made.body]; };

describe('a stop', () => {
  const dropsAt = { at: 500 + 72 * hour };
  it.each([
    ['ko, by the provider', 'ko', stop, 'notice_stopped_koProvider', 'noticeBody_stopped_ko'],
    ['ko, older than the first look', 'ko', { ...stop, sendingAt: null }, 'notice_stopped_ko', 'noticeBody_stopped_ko'],
    ['ko, by oneself', 'ko', { ...stop, own: true }, 'notice_stopped_koOwn', 'noticeBody_stopped_ko'],
    ['ko, by oneself, older than the first look', 'ko', { ...stop, own: true, sendingAt: null }, 'notice_stopped_koOwn', 'noticeBody_stopped_ko'],
    ['bounce', 'bounce', stop, 'notice_stopped_bounce', 'noticeBody_stopped_bounce'],
    ['spam', 'spam', stop, 'notice_stopped_spam', 'noticeBody_stopped_spam'],
  ] as const)('%s', (_, state, how, title, body) => {
    const found = noticeFor({ kind: 'stopped', hosting: inState(state), stop: how }, all);
    expect(found).toEqual({
      id: `stopped|eu/example.com|1000|${state}`, urgent: true, title: { key: title, args: { name: 'example.com' } },
      body: { key: body, args: { state, at: how.sendingAt === null ? { at: 1_000 + 72 * hour } : dropsAt } },
    });
  });

  it('in an unknown state names it; of a hosting without figures it is unknown', () => {
    expect(said({ kind: 'stopped', hosting: inState('odd'), stop })).toEqual(['stopped|eu/example.com|1000|unknown', true, { key: 'notice_stopped_unknown', args: { name: 'example.com' } }, { key: 'noticeBody_stopped_unknown', args: { state: 'odd', at: dropsAt } }]);
    expect(noticeFor({ kind: 'stopped', hosting: { ...hosting, mail: null }, stop }, all)?.body.args?.['state']).toBe('');
  });

  it('after a snooze has an id of its own', () => {
    expect(noticeFor({ kind: 'stopped', hosting, stop, again: 77 }, all)?.id).toBe('stopped|eu/example.com|1000|ko|77');
  });
});

describe('any other change', () => {
  it.each<readonly [string, Change, unknown]>([
    ['recovered', { kind: 'recovered', hosting, since: 5 }, ['recovered|eu/example.com|5', false, { key: 'notice_recovered', args: { name: 'example.com' } }, { key: 'noticeBody_recovered' }]],
    ['purged', { kind: 'purged', hosting, at: 6 }, ['purged|eu/example.com|6', false, { key: 'notice_purged', args: { name: 'example.com' } }, { key: 'noticeBody_purged' }]],
    ['queue', { kind: 'queue', hosting, stop, leftMs: hour }, ['queue|eu/example.com|1000|3600000', true, { key: 'notice_queue', args: { name: 'example.com', left: { ms: hour } } }, { key: 'noticeBody_queue', args: { at: { at: 500 + 72 * hour } } }]],
    ['gone', { kind: 'lost', hosting, failure: 'gone' }, ['lost|eu/example.com|gone', false, { key: 'notice_gone', args: { name: 'example.com' } }, { key: 'failureAdvice_gone' }]],
    ['expired', { kind: 'lost', hosting, failure: 'expired' }, ['lost|eu/example.com|expired', false, { key: 'notice_expired', args: { name: 'example.com' } }, { key: 'failureAdvice_expired' }]],
    ['errors', { kind: 'alert', hosting, alert: 'errors', day: 'd' }, ['alert|eu/example.com|errors|d', false, { key: 'notice_alert_errors', args: { name: 'example.com' } }, { key: 'noticeBody_alert_errors' }]],
    ['silence', { kind: 'alert', hosting, alert: 'silence', day: 'd' }, ['alert|eu/example.com|silence|d', false, { key: 'notice_alert_silence', args: { name: 'example.com' } }, { key: 'noticeBody_alert_silence' }]],
    ['volume', { kind: 'alert', hosting: { ...hosting, insight: { ...hosting.insight, usual: { watch: 3, warn: 5 } } }, alert: 'volume', day: 'd' }, ['alert|eu/example.com|volume|d', false, { key: 'notice_alert_volume', args: { name: 'example.com' } }, { key: 'noticeBody_alert_volume', args: { today: 7, usual: 4 } }]],
    ['volume, usual unknown', { kind: 'alert', hosting: { ...hosting, mail: null }, alert: 'volume', day: 'd' }, ['alert|eu/example.com|volume|d', false, { key: 'notice_alert_volume', args: { name: 'example.com' } }, { key: 'noticeBody_alert_volume', args: { today: 0, usual: 0 } }]],
    ['quota of the day', { kind: 'alert', hosting, alert: 'quota', day: 'd' }, ['alert|eu/example.com|quota|d', false, { key: 'notice_alert_quota', args: { name: 'example.com' } }, { key: 'noticeBody_alert_quota', args: { today: 7, limit: 100 } }]],
    ['quota of the hour', { kind: 'alert', hosting: { ...hosting, mail: { ...mail, maxPerDay: null } }, alert: 'quota', day: 'd' }, ['alert|eu/example.com|quota|d', false, { key: 'notice_alert_quota', args: { name: 'example.com' } }, { key: 'noticeBody_alert_hour' }]],
    ['quota without figures', { kind: 'alert', hosting: { ...hosting, mail: null }, alert: 'quota', day: 'd' }, ['alert|eu/example.com|quota|d', false, { key: 'notice_alert_quota', args: { name: 'example.com' } }, { key: 'noticeBody_alert_hour' }]],
  ])('%s', (_, change, expected) => {
    expect(said(change)).toEqual(expected);
  });
});

describe('a choice of the user', () => {
  const changes: readonly (readonly [keyof Settings['notify'], Change])[] = [
    ['stopped', { kind: 'stopped', hosting, stop }], ['stopped', { kind: 'lost', hosting, failure: 'gone' }], ['recovered', { kind: 'recovered', hosting, since: 5 }],
    ['recovered', { kind: 'purged', hosting, at: 6 }], ['queue', { kind: 'queue', hosting, stop, leftMs: 1 }], ['errors', { kind: 'alert', hosting, alert: 'errors', day: 'd' }],
    ['volume', { kind: 'alert', hosting, alert: 'volume', day: 'd' }], ['quota', { kind: 'alert', hosting, alert: 'quota', day: 'd' }], ['silence', { kind: 'alert', hosting, alert: 'silence', day: 'd' }],
  ];
  it.each(changes)('not to hear of "%s" keeps back that and nothing else', (name, change) => {
    expect(noticeFor(change, without(name))).toBeNull();
    const others = (Object.keys(all.notify) as (keyof Settings['notify'])[]).filter((one) => one !== name);
    expect(noticeFor(change, without(...others))).not.toBeNull();
  });
});

const action = (more: Partial<Action>): Action => ({
  id: 'a1', hosting: id, account: 'session:eu:x' as AccountId, kind: 'block', stayBlocked: false, recipient: null, seen: 'ok', confirmedAt: 1, steps: [], via: 'background',
  outcome: 'done', failure: null, endedAt: 2, dismissed: false, by: 'user', ...more,
});

describe('the end of an action', () => {
  it('is told under its own id: quietly when done, urgently when not', () => {
    expect(noticeOfEnd(action({}), 'example.com', all)).toEqual({ id: 'action|eu/example.com|a1', urgent: false, title: { key: 'notice_actionDone', args: { name: 'example.com' } }, body: { key: 'outcome_done_block' } });
    expect(noticeOfEnd(action({ outcome: 'slow' }), 'example.com', all)).toEqual({ id: 'action|eu/example.com|a1', urgent: true, title: { key: 'notice_actionFailed', args: { name: 'example.com' } }, body: { key: 'outcome_slow' } });
  });

  it('is not told before it, nor where the user chose not to hear, nor when the guard\'s own block is done', () => {
    expect(noticeOfEnd(action({ outcome: null }), 'example.com', all)).toBeNull();
    expect(noticeOfEnd(action({}), 'example.com', without('action'))).toBeNull();
    expect(noticeOfEnd(action({ by: 'guard' }), 'example.com', all)).toBeNull();
    expect(noticeOfEnd(action({ by: 'guard', outcome: 'refused' }), 'example.com', all)?.urgent).toBe(true);
  });

  it.each<readonly [Partial<Action>, string]>([
    [{ kind: 'empty' }, 'outcome_done_empty'], [{ kind: 'empty', stayBlocked: true }, 'outcome_done_emptyStay'], [{ kind: 'block', stayBlocked: true }, 'outcome_done_block'],
    [{ kind: 'unblock' }, 'outcome_done_unblock'], [{ kind: 'recipient' }, 'outcome_done_recipient'], [{ kind: 'lift' }, 'outcome_done_lift'],
    [{ outcome: 'notSent' }, 'outcome_notSent_state'], [{ outcome: 'notSent', failure: { kind: 'loggedOut' } }, 'failure_loggedOut'],
    [{ outcome: 'refused', failure: { kind: 'refused', status: 400, message: 'no' } }, 'failure_refused'], [{ outcome: 'refused' }, 'outcome_refused'],
    [{ outcome: 'slow', failure: { kind: 'offline' } }, 'outcome_slow'], [{ outcome: 'unknown', failure: { kind: 'timeOut' } }, 'outcome_unknown'], [{ outcome: null as unknown as Outcome }, 'outcome_unknown'],
  ])('%j says %s', (more, key) => {
    expect(outcomeSay(action(more))).toMatchObject({ key });
  });
});

const account: Account = {
  id: 'keys:eu:1' as AccountId, kind: 'keys', region: 'eu', nichandle: 'ab1', name: 'Agency', rights: 'write', endsAt: 50, endTold: false, checkedAt: null,
  failure: { kind: 'badCredential' }, failingSince: 9, blindTold: false, sweptAt: null,
};

describe('sight', () => {
  it('lost and found again, one notice each for the time that it was lost', () => {
    expect(noticeOfSight(account, all)).toEqual({ id: 'blind|keys:eu:1|9', urgent: false, title: { key: 'failure_badCredential' }, body: { key: 'failureAdvice_badCredential' } });
    expect(noticeOfSight({ ...account, failure: null }, all)).toEqual({ id: 'sight|keys:eu:1|9', urgent: false, title: { key: 'notice_sight', args: { name: 'Agency' } }, body: { key: 'noticeBody_sight' } });
    expect(noticeOfSight({ ...account, failingSince: null }, all)).toBeNull();
    expect(noticeOfSight(account, without('blind'))).toBeNull();
  });

  it('that ends soon', () => {
    expect(noticeOfEndSoon(account, all)).toEqual({ id: 'ends|keys:eu:1|50', urgent: false, title: { key: 'notice_ends', args: { name: 'Agency' } }, body: { key: 'noticeBody_ends', args: { at: { at: 50 } } } });
    expect(noticeOfEndSoon({ ...account, endsAt: null }, all)).toBeNull();
    expect(noticeOfEndSoon(account, without('blind'))).toBeNull();
  });
});

describe('what is told whatever was chosen', () => {
  it('the guard\'s block, with what was sent and the limit', () => {
    const guarded = { ...hosting, guard: { per: 'day' as const, limit: 40, firedOn: '2026-11-23' } };
    expect(noticeOfGuard(guarded, 41)).toEqual({ id: 'guard|eu/example.com|2026-11-23', urgent: true, title: { key: 'notice_guard', args: { name: 'example.com' } }, body: { key: 'noticeBody_guard', args: { count: 41, limit: 40 } } });
    expect(noticeOfGuard(hosting, 41)).toMatchObject({ id: 'guard|eu/example.com|', body: { args: { limit: 0 } } });
  });

  it.each<Lost>(['accounts', 'settings', 'outbox', 'hostings', 'actions'])('that its %s could not be read', (lost) => {
    expect(noticeOfLoss(lost, 3)).toEqual({ id: `memory|all|${lost}|3`, urgent: false, title: { key: 'notice_memory' }, body: { key: `noticeBody_memory_${lost}` } });
  });
});

describe('a notice\'s id', () => {
  it.each([
    ['stopped|eu/example.com|1|ko', { hosting: 'eu/example.com' }], ['guard|eu/example.com|d', { hosting: 'eu/example.com' }], ['blind|keys:eu:1|9', { account: 'keys:eu:1' }],
    ['sight|keys:eu:1|9', { account: 'keys:eu:1' }], ['ends|keys:eu:1|9', { account: 'keys:eu:1' }], ['summary|all|4', null], ['memory|all|settings|3', null], ['', null], ['stopped', null],
  ])('%s says what it is about', (notice, subject) => {
    expect(subjectOf(notice)).toEqual(subject);
  });
});

describe('what was held back', () => {
  const one = noticeOfLoss('settings', 1);
  const urgent = { ...noticeOfLoss('accounts', 1), urgent: true };
  it('is told as it is when it is one, summed up when it is more, urgently when one of them is', () => {
    expect(summedUp([], 9)).toEqual([]);
    expect(summedUp([one], 9)).toEqual([one]);
    expect(summedUp([one, one], 9)).toEqual([{ id: 'summary|all|9', urgent: false, title: { key: 'notice_summary', args: { n: 2 } }, body: { key: 'noticeBody_summary' } }]);
    expect(summedUp([one, urgent, one], 9)).toMatchObject([{ urgent: true, title: { args: { n: 3 } } }]);
  });
});
