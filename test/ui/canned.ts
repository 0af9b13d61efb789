// Canned records of every state that the views can be in, for tests and pictures. Names and texts as hostile as the provider may send them.
import { newHosting } from '../../src/core/sighting.ts';
import type { Action, Step } from '../../src/core/actions.ts';
import type { Failure } from '../../src/core/failure.ts';
import { emptyHead, headOf, rowOf } from '../../src/core/head.ts';
import { type Account, type Bounce, type Head, type Hosting, type JournalEntry, type Stop, type Volume, addedAccountId, hostingId, sessionAccountId } from '../../src/core/model.ts';

/** Monday 23 November 2026, 14:05 UTC. */
export const now = Date.UTC(2026, 10, 23, 14, 5);
const minute = 60_000;
const hour = 60 * minute;

export const account: Account = {
  id: sessionAccountId('eu', 'ab12345-ovh'), kind: 'session', region: 'eu', nichandle: 'ab12345-ovh', name: 'ab12345-ovh', rights: 'write', endsAt: null, endTold: false,
  checkedAt: now - hour, failure: null, failingSince: null, blindTold: false, sweptAt: now - 40_000,
};

/** The same days for the same seed; the last is today's. */
function volumes(seed: number, usual: number, today: number): readonly Volume[] {
  let state = seed;
  const next = (): number => { state = (state * 16807) % 2147483647; return state / 2147483647; };
  return Array.from({ length: 30 }, (_, index) => ({
    day: new Date(now - (29 - index) * 24 * hour).toISOString().slice(0, 10), sent: index === 29 ? today : Math.round(usual * (0.3 + next())),
  }));
}

interface Wish {
  readonly name: string; readonly id?: string; readonly readAt?: number; readonly state?: string; readonly today?: number; readonly max?: number | null; readonly usual?: number;
  readonly stop?: Partial<Stop>; readonly failure?: Failure; readonly display?: string; readonly email?: string | null; readonly unread?: boolean; readonly hush?: Hosting['hush'];
}

let made = 7;
export function hosting({ name, id = name, readAt = now - 40_000, state = 'ok', today = 41, max = 2000, usual = 60, stop, failure, display, email = 'ops@agence-lumiere.example', unread = false, hush = null }: Wish): Hosting {
  made += 13;
  return {
    ...newHosting('eu', { serviceName: name, displayName: display ?? null, offer: 'hosting-perso', clusterIp: '5.135.0.1' }, account.id), id: hostingId('eu', id),
    mail: unread ? null : { state, sent: 48_213, sentToday: today, bounce: 578, maxPerDay: max, email }, mailAt: unread ? null : readAt, failure: failure ?? null,
    stop: stop === undefined ? null : { seenAt: now - 46 * hour, sendingAt: now - 46 * hour - 5 * minute, own: false, state, remindedMs: null, ...stop },
    volumes: unread ? [] : volumes(made, usual, today), volumesAt: now, bouncesAt: now, hush,
  };
}

const step = (request: Step['request'], life: Step['life'], sentAt: number | null = null, doneAt: number | null = null): Step => ({ request, life, sentAt, doneAt });

export function action(of: Hosting, change: Partial<Action>): Action {
  return {
    id: 'a1', hosting: of.id, account: account.id, kind: 'block', stayBlocked: false, recipient: null, seen: 'ok', confirmedAt: now - 3 * minute,
    steps: [step('BLOCK', 'sent', now - 3 * minute)], via: 'background', outcome: null, failure: null, endedAt: null, dismissed: false, by: 'user', ...change,
  };
}

export const fine = hosting({ name: 'agence-lumiere.example', today: 641, usual: 500 });
export const force = hosting({ name: 'dupont-traiteur.example', state: 'force', today: 12 });
const spamBase = hosting({ name: 'boutique-oceane.example', state: 'spam', today: 38, stop: {} });
/** Misused on the Saturday on which it was stopped. */
export const spam: Hosting = {
  ...spamBase, volumes: spamBase.volumes.map((one) => (one.day === '2026-11-21' ? { ...one, sent: 2_140 } : one)), insight: { ...spamBase.insight, usual: { watch: 90, warn: 120 } },
};
export const ko = hosting({ name: 'clinique-vega.example', state: 'ko', today: 201, max: 500, stop: { seenAt: now - 9 * hour, sendingAt: now - 9 * hour } });
export const own = hosting({ name: 'atelier-lin.example', state: 'ko', stop: { own: true, seenAt: now - hour, sendingAt: now - hour } });
const background = { reasons: [{ reason: 'reputation', count: 40 }, { reason: 'recipient', count: 3 }], attached: ['erable-traiteur.example', 'www.erable-traiteur.example'], abuse: null, sharedFault: 2 };
export const bounce: Hosting = { ...hosting({ name: 'erable-traiteur.example', state: 'bounce', today: 96, max: 500, stop: { seenAt: now - 71 * hour, sendingAt: null } }), background };
/** The provider has closed its doors. */
export const closed: Hosting = { ...hosting({ name: 'auberge-du-lac.example', state: 'spam', stop: {} }), background: { ...background, abuse: { mailsout: 'blocked', out: 'hardBlocked' } } };
export const dropping = hosting({ name: 'vieux-site.example', state: 'ko', today: 0, stop: { seenAt: now - 90 * hour, sendingAt: null } });
export const purging = hosting({ name: 'studio-nord.example', state: 'purging', today: 0, max: 500 });
export const unknown = hosting({ name: 'hotel-x.example', state: 'spamLegalBlocked', stop: { seenAt: now - 2 * hour, sendingAt: null } });
export const gone = hosting({ name: 'garage-rossi.example', failure: { kind: 'gone' } });
export const unread = hosting({ name: 'neuf.example', unread: true });
export const hushed = hosting({ name: 'vieux-blog.example', state: 'bounce', stop: {}, hush: { kind: 'acknowledged' } });
export const unlimited = hosting({ name: 'fleurs-martin.example', today: 137, max: null, email: null });
/** Sends far more than usual, fast, and much of it comes back. */
const busyBase = hosting({ name: 'velo-atelier.example', today: 412, max: 1000, usual: 60 });
const sample = (agoMs: number, sentToday: number, sent: number, bounced: number) => ({ at: now - agoMs, sentToday, sent, bounce: bounced });
export const busy: Hosting = {
  ...busyBase, insight: {
    samples: [sample(30 * hour, 40, 47_700, 540), sample(90 * minute, 120, 47_921, 560), sample(45 * minute, 260, 48_061, 570)],
    usual: { watch: 130, warn: 190 }, stoppedShare: 0.08, alerts: ['volume', 'quota'], told: {},
  },
  guard: { per: 'day', limit: 600, firedOn: null },
};
export const silent: Hosting = { ...hosting({ name: 'boulangerie.example', today: 0, usual: 40 }), insight: { samples: [], usual: { watch: 90, warn: 120 }, stoppedShare: null, alerts: ['silence'], told: {} } };
export const long = hosting({ name: 'a-hosting-with-a-very-long-service-name.and-more.cluster123.hosting.ovh.example', today: 1_234_567, max: 2_000_000 });
export const hostile = hosting({ id: 'hostile.example', name: '<img src=x onerror=alert(1)>\u202Egnp.exe & "quotes"', display: '\u202E<b>bold</b>' });
export const arabic = hosting({ id: 'rtl.example', name: 'متجر الزهور الجميلة (الرياض)' });

export const following = action(fine, {
  kind: 'empty', seen: 'ok', confirmedAt: now - 5 * minute,
  steps: [step('BLOCK', 'done', now - 5 * minute, now - 4 * minute), step('PURGE', 'sent', now - 3 * minute)],
});
export const lost = action(ko, { kind: 'unblock', seen: 'ko', steps: [step('UNBLOCK', 'lost', now - 2 * minute)], failure: { kind: 'timeOut' } });
export const waitsForLogin = action(fine, { kind: 'empty', steps: [step('BLOCK', 'done', now - 5 * minute, now - 4 * minute), step('PURGE', 'waiting')], failure: { kind: 'loggedOut' } });
export const refused = action(bounce, {
  kind: 'unblock', seen: 'bounce', steps: [step('UNBLOCK', 'waiting')], outcome: 'refused', endedAt: now - minute,
  failure: { kind: 'refused', status: 400, message: 'The state <b>bounce</b> does not allow this' },
});
export const done = action(fine, { kind: 'unblock', seen: 'ko', steps: [step('UNBLOCK', 'done', now - 6 * minute, now - minute)], outcome: 'done', endedAt: now - minute });
export const slow = action(ko, { kind: 'unblock', seen: 'ko', steps: [step('UNBLOCK', 'sent', now - 20 * minute)], outcome: 'slow', endedAt: now - minute });
export const notSent = action(spam, { kind: 'block', seen: 'ok', steps: [step('BLOCK', 'waiting')], outcome: 'notSent', endedAt: now - minute });

export function headWith(hostings: readonly Hosting[], change: Partial<Head> = {}, actions: readonly Action[] = []): Head {
  const rows = hostings.map((one) => rowOf(one, actions.find((each) => each.hosting === one.id) ?? null));
  return { ...headOf(rows, { ...emptyHead, accounts: [account], probedAt: now - 40_000 }), ...change };
}

const blindAccount: Account = { ...account, failure: { kind: 'loggedOut' }, failingSince: now - hour, sweptAt: now - 5 * hour };
const canada: Account = { ...account, id: sessionAccountId('ca', 'zz99999-ovh'), region: 'ca', name: 'Québec', nichandle: 'zz99999-ovh' };
const keyed = (kind: 'keys' | 'token' | 'oauth2', change: Partial<Account>): Account => ({ ...account, id: addedAccountId(kind, 'eu', change.name ?? kind), kind, ...change });
const added: readonly Account[] = [
  keyed('keys', { name: 'Agence Lumière', endsAt: now + 3 * 24 * hour }), keyed('token', { name: 'Watcher of all shops', rights: 'read' }),
  { ...keyed('oauth2', { name: 'Québec', nichandle: 'zz99999-ovh' }), region: 'ca' }, keyed('keys', { name: 'Old key', failure: { kind: 'badCredential' }, failingSince: now - hour }),
];
const many = Array.from({ length: 64 }, (_, index) => hosting({ name: `site-${String(index + 1).padStart(2, '0')}.example`, today: index * 7 }));

/** The popup's first screens. */
export const heads: Readonly<Record<string, Head>> = {
  usual: headWith([spam, ko, busy, fine, force, unlimited, hosting({ name: 'velo-club.example', today: 4 }), hosting({ name: 'cafe-deima.example', today: 23, max: 500 }), purging], { accounts: [account, canada] }),
  fine: headWith([fine, force, unlimited]),
  trouble: headWith([silent, bounce, unknown, gone, dropping, own, hushed, unread, fine], {}, [refused]),
  working: headWith([fine, ko, purging, force, hushed, unread], { sweepingSince: now - 2000, sweepDone: 0 }, [following, lost]),
  blind: headWith([spam, fine, unlimited], { accounts: [blindAccount] }),
  blindInPart: headWith([spam, fine, unlimited], { accounts: [account, { ...canada, failure: { kind: 'maintenance' }, failingSince: now - hour, sweptAt: now - hour }] }),
  hostile: headWith([long, hostile, arabic, hosting({ id: 'rtl-stopped.example', name: 'متجر الزهور الجميلة (الرياض)', state: 'spam', stop: {} }), { ...long, id: hostingId('eu', 'long-stopped.example'), failure: { kind: 'unreadable', status: 200 } }]),
  many: headWith(many, { sweepingSince: now - 2000, sweepDone: 31 }),
  empty: headWith([]),
  keys: headWith([fine, force], { accounts: added }),
  locked: headWith([fine, force], { accounts: [keyed('keys', { name: 'Agence Lumière', failure: { kind: 'locked' }, failingSince: now - hour })] }),
  welcome: { ...emptyHead, probedAt: now, probeFailure: { kind: 'loggedOut' } },
  withheld: { ...emptyHead, probedAt: now, probeFailure: { kind: 'noPermission' } },
  first: emptyHead,
};

/** Details: a hosting, with the action on it. */
export const details: Readonly<Record<string, { readonly hosting: Hosting; readonly action?: Action; readonly accounts?: readonly Account[] }>> = {
  fine: { hosting: fine }, busy: { hosting: busy }, silent: { hosting: silent }, closed: { hosting: closed }, force: { hosting: force }, spam: { hosting: spam }, ko: { hosting: ko }, own: { hosting: own }, bounce: { hosting: bounce }, purging: { hosting: purging },
  unknown: { hosting: unknown }, unread: { hosting: unread }, hostile: { hosting: hostile }, long: { hosting: long }, gone: { hosting: gone }, unlimited: { hosting: unlimited },
  following: { hosting: { ...fine, mail: fine.mail && { ...fine.mail, state: 'purging' } }, action: following }, lost: { hosting: ko, action: lost }, waitsForLogin: { hosting: own, action: { ...waitsForLogin, hosting: own.id } },
  refused: { hosting: bounce, action: refused }, done: { hosting: fine, action: done }, slow: { hosting: ko, action: slow }, notSent: { hosting: spam, action: notSent },
  blind: { hosting: { ...spam, mailAt: now - 5 * hour }, accounts: [blindAccount] }, readOnly: { hosting: ko, accounts: [{ ...account, rights: 'read' }] },
};

export const bounces: readonly Bounce[] = [
  { date: now - hour, to: 'jean@nulle-part.example', message: '550 5.1.1 <jean@nulle-part.example>: Recipient address rejected: User unknown in virtual mailbox table' },
  { date: now - 2 * hour, to: 'eva@nulle-part.example', message: '550 5.1.1 <eva@nulle-part.example>: Recipient address rejected: User unknown in virtual mailbox table' },
  { date: now - 3 * hour, to: 'max@orange.example', message: '550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]' },
  { date: now - 30 * hour, to: 'full@gmail.example', message: "452-4.2.2 The email account that you tried to reach is over quota. Please direct\n452-4.2.2 the recipient to https://support.google.com/mail/?p=OverQuotaTemp\n452 4.2.2 (in reply to RCPT TO command)" },
  { date: null, to: null, message: null },
  { date: now - 50 * hour, to: '"<script>alert(1)</script>"@evil.example', message: `<script>alert(1)</script>\u202Eabc ${'x'.repeat(600)} END` },
];

export const journal: readonly JournalEntry[] = [
  { id: 'j3', hosting: fine.id, account: null, at: now - 5 * minute, what: { kind: 'action', action: 'empty', step: 'BLOCK', life: 'sending' } },
  { id: 'j2', hosting: fine.id, account: null, at: now - 46 * hour, what: { kind: 'state', from: 'ok', to: 'spam', source: 'sweep' } },
  { id: 'j1', hosting: fine.id, account: null, at: now - 11 * 24 * hour, what: { kind: 'state', from: null, to: 'ok', source: 'sweep' } },
];
