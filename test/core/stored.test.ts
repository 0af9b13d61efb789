// What is stored is read back field by field: one that is not what it should be, or is missing, makes its whole item unreadable, and nothing throws.
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/actions.ts';
import { emptyHead, headOf, rowOf } from '../../src/core/head.ts';
import type { Account, AccountId, Hosting } from '../../src/core/model.ts';
import { noticeOfLoss } from '../../src/core/notices.ts';
import { newHosting } from '../../src/core/sighting.ts';
import { decodeAccounts, decodeHead } from '../../src/core/stored/decode-head.ts';
import { decodeAction, decodeHosting, encodeHosting } from '../../src/core/stored/decode-stored.ts';
import { accountsByKeys, lostIn } from '../../src/core/stored/lost.ts';
import { decodeOutbox } from '../../src/core/stored/outbox.ts';

const account: Account = {
  id: 'keys:eu:1' as AccountId, kind: 'keys', region: 'eu', nichandle: 'x', name: 'x', rights: 'write', endsAt: 5, endTold: false, checkedAt: 1,
  failure: { kind: 'offline' }, failingSince: 2, blindTold: false, sweptAt: 3,
};
const hosting: Hosting = {
  ...newHosting('eu', { serviceName: 'example.com', displayName: 'Shop', offer: 'perso', clusterIp: '5.1.1.1' }, account.id),
  mail: { state: 'ko', sent: 3, sentToday: 2, bounce: 1, maxPerDay: 9, email: 'a@example.com' }, mailAt: 4, failure: { kind: 'gone' },
  stop: { seenAt: 2, sendingAt: 1, own: true, state: 'ko', remindedMs: 7 }, volumes: [{ day: '2026-11-22', sent: 4 }], volumesAt: 3, bouncesAt: 3, hush: { kind: 'snoozed', until: 9 },
  insight: { samples: [{ at: 1, sentToday: 1, sent: 2, bounce: 0 }], usual: { watch: 1, warn: 2 }, stoppedShare: 0.1, alerts: ['errors'], told: { errors: '2026-11-22' } },
  background: { reasons: [{ reason: 'spam', count: 2 }], attached: ['www.example.com'], abuse: { mailsout: 'blocked', out: null }, sharedFault: 1 }, guard: { per: 'day', limit: 4, firedOn: '2026-11-22' },
};
const action: Action = {
  id: 'a', hosting: hosting.id, account: account.id, kind: 'empty', stayBlocked: true, recipient: 'b@example.com', seen: 'ok', confirmedAt: 1,
  steps: [{ request: 'BLOCK', life: 'sent', sentAt: 1, doneAt: 2 }], via: 'panel', outcome: 'slow', failure: { kind: 'offline' }, endedAt: 3, dismissed: false, by: 'guard',
};
const head = { ...headOf([rowOf(hosting, action)], { ...emptyHead, accounts: [account] }), probedAt: 1, probeFailure: { kind: 'loggedOut' as const }, sweepingSince: 2, sweepDone: 3 };

/** Every place in a value, as the way to it. */
function places(value: unknown, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, below]) => places(below, [...way, name]))];
}

function changed(value: unknown, way: readonly (string | number)[], to: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  let at = copy;
  for (const name of way.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = way.at(-1) as string;
  if (to === undefined) Reflect.deleteProperty(at, last);
  else at[last] = to;
  return copy;
}

/** Places whose content is anybody's: a failure's details are only ever shown, days of alerts only compared, figures of other versions are read as none. */
const free = /(failure|probeFailure)\/(?!kind)|\/told\/|volumes|samples|^insight$|(^|\/)hush\/|hush$/;
const wrongs = ['neither', -1.5, {}, [[]], true];

describe.each<readonly [string, unknown, (stored: unknown) => unknown]>([
  ['a hosting', encodeHosting(hosting), decodeHosting], ['an action', action, decodeAction], ['the head', head, decodeHead],
])('%s', (_, whole, decode) => {
  it('is read when it is whole', () => {
    expect(decode(structuredClone(whole))).not.toBeNull();
    for (const nothing of [null, undefined, 7, 'text', [], true]) expect(decode(nothing)).toBeNull();
  });

  it('is not read when any field of it is of another kind', () => {
    for (const way of places(whole).slice(1)) {
      if (free.test(way.join('/'))) continue;
      const read = wrongs.map((wrong) => decode(changed(whole, way, wrong)));
      // A field of text takes the text, a truth value the truth value; the others nothing.
      expect(read.filter((one) => one !== null).length, way.join('/')).toBeLessThanOrEqual(1);
    }
  });
});

it('fields that a later Sluice added are filled in, others must be there', () => {
  const later = ['clusterIp', 'background', 'guard', 'insight', 'volumes'];
  const stored = encodeHosting(hosting);
  for (const name of Object.keys(stored)) expect([name, decodeHosting(changed(stored, [name], undefined)) !== null]).toEqual([name, later.includes(name)]);
  for (const name of Object.keys(action)) expect([name, decodeAction(changed(action, [name], undefined)) !== null]).toEqual([name, name === 'by']);
  for (const name of Object.keys(head)) expect([name, decodeHead(changed(head, [name], undefined))]).toEqual([name, null]);
});

it('of accounts and of what is to be told, what is whole is kept', () => {
  expect(decodeAccounts([account, { ...account, kind: 'other' }, null, { ...account, rights: 'all' }])).toEqual([account]);
  expect(decodeAccounts({})).toBeNull();
  const notice = noticeOfLoss('settings', 1);
  const entry = { id: 'e', hosting: null, account: null, at: 1, what: { kind: 'sight', failure: null } };
  expect(decodeOutbox({ notices: [notice, null, { ...notice, title: 'x' }, { ...notice, body: { key: 'k', args: [] } }, { ...notice, urgent: 1 }], journal: [entry, { ...entry, at: '1' }, { ...entry, what: null }, { ...entry, hosting: 4 }], held: ['a', 3] }))
    .toEqual({ notices: [notice], journal: [entry], held: ['a'] });
  expect(decodeOutbox([])).toBeNull();
  expect(decodeOutbox({})).toEqual({ notices: [], journal: [], held: [] });
});

it('what is lost is what is there and not whole', () => {
  const whole = { accounts: [account], settings: {}, outbox: { notices: [], journal: [] }, head };
  expect(lostIn(whole)).toEqual({ told: [], head: false });
  expect(lostIn({})).toEqual({ told: [], head: false });
  expect(lostIn({ ...whole, accounts: [account, {}] }).told).toEqual(['accounts']);
  expect(lostIn({ ...whole, settings: [] }).told).toEqual(['settings']);
  expect(lostIn({ ...whole, outbox: { notices: [{}], journal: [] } }).told).toEqual(['outbox']);
  expect(lostIn({ ...whole, outbox: { notices: [], journal: [{}] } }).told).toEqual(['outbox']);
  expect(lostIn({ ...whole, head: {} })).toEqual({ told: [], head: true });
});

it('accounts are found again by their keys', () => {
  const found = accountsByKeys(['secret/keys:eu:1', 'secret/token:ca:a:b', 'secret/oauth2:eu:2', 'secret/session:eu:x', 'secret/keys:us:1', 'secret/other:eu:1', 'roster/session:eu:ab1-ovh', 'roster/keys:eu:1', 'watch/keys:eu:9', 'head']);
  expect(found.map((one) => [one.id, one.kind, one.region, one.nichandle, one.name])).toEqual([
    ['keys:eu:1', 'keys', 'eu', '', ''], ['token:ca:a:b', 'token', 'ca', '', ''], ['oauth2:eu:2', 'oauth2', 'eu', '', ''], ['session:eu:ab1-ovh', 'session', 'eu', 'ab1-ovh', 'ab1-ovh'],
  ]);
});
