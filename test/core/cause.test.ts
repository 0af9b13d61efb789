// Why mail was stopped, who the wrong sender is, what figures say: reasoned from what is known, with how sure that is.
import { describe, expect, it } from 'vitest';
import { causeOf } from '../../src/core/insight/cause.ts';
import { insightLines } from '../../src/core/insight/insight-lines.ts';
import { type AccountId, type Hosting, type Sample, hostingId } from '../../src/core/model.ts';
import { providerDay } from '../../src/core/insight/provider-day.ts';
import { recentReasons } from '../../src/core/bounce/recent-reasons.ts';
import { newHosting } from '../../src/core/sighting.ts';
import { wrongSenders } from '../../src/core/bounce/wrong-sender.ts';

const now = Date.parse('2026-11-23T13:00:00Z');
const hour = 3_600_000;
const sample = (hoursAgo: number, sentToday: number, sent: number, bounce = 0): Sample => ({ at: now - hoursAgo * hour, sentToday, sent, bounce });

function stoppedAs(state: string, more: { samples?: readonly Sample[]; reasons?: Record<string, number>; own?: boolean; sendingAt?: number | null; offer?: string; warn?: number } = {}): Hosting {
  const bare = newHosting('eu', { serviceName: 'example.com', displayName: null, offer: more.offer ?? null, clusterIp: null }, 'session:eu:x' as AccountId);
  return {
    ...bare, mail: { state, sent: 5_000, sentToday: 900, bounce: 200, maxPerDay: null, email: null }, mailAt: now,
    stop: { seenAt: now, sendingAt: more.sendingAt === undefined ? now - 5 * 60_000 : more.sendingAt, own: more.own ?? false, state, remindedMs: null },
    insight: { ...bare.insight, samples: more.samples ?? [], usual: more.warn === undefined ? null : { watch: more.warn, warn: more.warn } },
    background: { ...bare.background, reasons: Object.entries(more.reasons ?? {}).map(([reason, count]) => ({ reason, count })) },
  };
}

describe('the cause of a stop', () => {
  it.each([
    ['a block from here', stoppedAs('ko', { own: true }), 'cause_own', 'sure'],
    ['spam in a burst', stoppedAs('spam', { samples: [sample(0, 900, 5_000)], warn: 100 }), 'cause_spamBurst', 'likely'],
    ['spam in a burst that began before midnight', stoppedAs('spam', { samples: [sample(20, 8, 4_000), sample(2, 9, 4_002), sample(1, 400, 4_400), sample(0, 12, 4_800)], warn: 100 }), 'cause_spamBurst', 'likely'],
    ['spam in a burst that only the provider\'s days tell of', { ...stoppedAs('spam', { warn: 100 }), volumes: [{ day: '2026-11-21', sent: 8 }, { day: '2026-11-22', sent: 700 }, { day: '2026-11-23', sent: 9 }] }, 'cause_spamBurst', 'likely'],
    ['spam after a burst that was long before', { ...stoppedAs('spam', { warn: 100 }), volumes: [{ day: '2026-11-21', sent: 900 }, { day: '2026-11-22', sent: 7 }, { day: '2026-11-23', sent: 9 }] }, 'cause_spam', 'guess'],
    ['spam without one, in the days before a burst', stoppedAs('spam', { samples: [sample(30, 8, 2_000), sample(20, 8, 4_000), sample(0, 12, 4_040)], warn: 100 }), 'cause_spam', 'guess'],
    ['spam without one', stoppedAs('spam', { samples: [sample(0, 40, 5_000)], warn: 100 }), 'cause_spam', 'guess'],
    ['a list that decays', stoppedAs('bounce', { reasons: { recipient: 30, full: 5, spam: 4 } }), 'cause_bounce_list', 'likely'],
    ['a sender that is refused', stoppedAs('bounce', { reasons: { authentication: 20, recipient: 3 } }), 'cause_bounce_sender', 'likely'],
    ['the provider\'s address', stoppedAs('bounce', { reasons: { reputation: 20, recipient: 3 } }), 'cause_bounce_reputation', 'likely'],
    ['bounces of which too few are known', stoppedAs('bounce', { reasons: { recipient: 2 } }), 'cause_bounce', 'guess'],
    ['too fast for the plan', stoppedAs('ko', { offer: 'hosting-perso', samples: [sample(1, 100, 4_000), sample(0, 700, 4_600)] }), 'cause_koFast', 'likely'],
    ['too many errors', stoppedAs('ko', { samples: [sample(20, 10, 4_000, 10), sample(0, 300, 4_400, 110)] }), 'cause_koErrors', 'likely'],
    ['unusually much', stoppedAs('ko', { samples: [sample(20, 10, 4_000), sample(0, 300, 4_400)], warn: 120 }), 'cause_koBurst', 'guess'],
    ['nothing that shows', stoppedAs('ko', { samples: [sample(20, 10, 4_000), sample(0, 30, 4_040)], warn: 120 }), 'cause_koPanel', 'guess'],
    ['before the first look', stoppedAs('ko', { sendingAt: null }), 'cause_koBefore', 'guess'],
  ] as const)('%s', (_what, hosting, key, sureness) => {
    expect(causeOf(hosting, null)).toMatchObject({ text: { key }, sureness });
  });

  it('is not guessed for a state that nobody knows, nor while it sends', () => {
    expect(causeOf(stoppedAs('spamLegalBlocked'), null)).toBeNull();
    expect(causeOf({ ...stoppedAs('ok'), stop: null }, null)).toBeNull();
  });
});

describe('reasons of the last days', () => {
  it('leave out what is older: the provider\'s list is never emptied', () => {
    const bounce = (daysAgo: number | null, message: string | null) => ({ date: daysAgo === null ? null : now - daysAgo * 24 * hour, to: 'a@b.example', message });
    expect(recentReasons([bounce(1, '550 5.1.1 User unknown'), bounce(2, '550 5.1.1 User unknown'), bounce(9, '552 Mailbox full'), bounce(null, null)], now))
      .toEqual([{ reason: 'recipient', count: 2 }, { reason: 'unknown', count: 1 }]);
  });
});

describe('a wrong sender', () => {
  const bounced = (message: string, to = 'x@orange.example') => ({ date: now, to, message });
  it.each([
    ['554 5.7.1 <news@lettre.example>: Sender address rejected: domain lettre.example not allowed for this hosting'],
    ['550 5.7.26 Unauthenticated email from lettre.example is not accepted due to domain\'s DMARC policy'],
    ['550 5.7.23 The message was rejected because of Sender Policy Framework violation (mfrom=news@lettre.example)'],
    ['550 SPF check failed for domain of news@lettre.example'],
  ])('is named by %s', (message) => {
    expect(wrongSenders([bounced(message), bounced(message)], ['shop.example']).map((one) => one.domain)).toContain('lettre.example');
    expect(wrongSenders([bounced(message)], ['lettre.example'])).toEqual([]);
    expect(wrongSenders([bounced(message)], ['www.lettre.example'])).toEqual([]);
  });

  it('is no receiver, and nobody is blamed for a mailbox that does not exist', () => {
    expect(wrongSenders([bounced('550 5.7.1 Rejected by policy of domain orange.example', 'x@orange.example')], [])).toEqual([]);
    expect(wrongSenders([bounced('550 5.1.1 User unknown, from lettre.example')], [])).toEqual([]);
  });

  it('is looked for in bounded time in hostile text', () => {
    const text = `550 5.7.1 SPF ${'from '.repeat(20_000)}${'a.'.repeat(20_000)}`;
    const from = performance.now();
    wrongSenders([bounced(text)], []);
    expect(performance.now() - from).toBeLessThan(500);
  });
});

describe('what stands out', () => {
  const day = providerDay('eu', now);
  it('is said with its source and its guesses, the most serious first', () => {
    const hosting: Hosting = { ...stoppedAs('ok', { offer: 'perso2014', samples: [sample(1.5, 300, 4_000), sample(0.5, 600, 4_300)], warn: 200 }), id: hostingId('eu', 'example.com'), stop: null };
    const lines = insightLines(hosting, day, now);
    expect(lines.map(({ tone, text }) => [tone, text.key])).toEqual([['warn', 'insight_volume'], ['warn', 'insight_hourFull'], ['warn', 'insight_errors']].filter(([, key]) => lines.some((line) => line.text.key === key)));
    expect(lines.find((line) => line.text.key === 'insight_hourFull')?.source.key).toBe('insightSource_hourGuess');
  });

  it('is nothing for a quiet day', () => {
    expect(insightLines({ ...stoppedAs('ok'), stop: null, mail: { state: 'ok', sent: 100, sentToday: 3, bounce: 0, maxPerDay: 500, email: null } }, day, now)).toEqual([]);
  });
});
