// Grouping a bounce list: by reason and receiving domain, each text once, over days, and the advice that belongs to each group.
import { describe, expect, it } from 'vitest';
import { diagnose, reasons } from '../../src/core/bounce.ts';
import { adviceFor, remedyPage } from '../../src/core/bounce/bounce-advice.ts';
import { dayOf, groupBounces } from '../../src/core/bounce/bounce-groups.ts';
import { receivers } from '../../src/core/bounce/bounce-rules-receivers.ts';
import english from '../../src/locales/en/bounce.json' with { type: 'json' };

const unknownUser = '550 5.1.1 user unknown';

describe('groupBounces', () => {
  it('counts by reason and receiving domain, identical texts once, over days', () => {
    const groups = groupBounces([
      { date: '2026-03-02T10:00:00+01:00', to: 'a@B.example', message: unknownUser },
      { date: '2026-03-01T10:00:00+01:00', to: 'b@b.example', message: unknownUser },
      { date: '2026-03-02T11:00:00+01:00', to: 'c@b.example', message: '550 no such user' },
      { date: '2026-03-02T11:00:00+01:00', to: 'c@c.example', message: unknownUser },
      { date: null, to: 'd@b.example', message: '552 mailbox full' },
    ]);
    expect(groups.map(({ reason, domain, count }) => [reason, domain, count])).toEqual([['recipient', 'b.example', 3], ['recipient', 'c.example', 1], ['full', 'b.example', 1]]);
    expect(groups[0]).toMatchObject({ days: [{ day: '2026-03-01', count: 1 }, { day: '2026-03-02', count: 2 }], undated: 0, advice: 'advice_recipient' });
    expect(groups[0]?.texts.map(({ said, count, first }) => [said, count, first])).toEqual([[unknownUser, 2, 0], ['550 no such user', 1, 2]]);
    expect(groups[2]).toMatchObject({ days: [], undated: 1 });
  });

  it('takes texts that differ only in the address for the same', () => {
    const entry = (who: string) => ({ date: null, to: `${who}@b.example`, message: `550 <${who}@b.example> user unknown` });
    expect(groupBounces([entry('jo'), entry('al')])[0]?.texts).toHaveLength(1);
  });

  it('holds no whole address', () => {
    const groups = groupBounces([{ date: null, to: 'jo.doe@b.example', message: '550 <jo.doe@b.example>: jo.doe@b.example is an unknown user' }]);
    expect(JSON.stringify(groups)).not.toContain('jo.doe');
  });

  it('survives nothing, nonsense and very much', () => {
    expect(groupBounces([])).toEqual([]);
    const groups = groupBounces([
      { date: null, to: null, message: null }, { date: 'yesterday', to: '@', message: '' }, { date: Number.NaN, to: 'x'.repeat(1_000_000), message: '\u202e\u0000'.repeat(100_000) },
      { date: '9999-99-99', to: 'jo@\u202eelpmaxe', message: '<script>alert(1)</script>'.repeat(400_000) },
    ]);
    expect(groups.map(({ reason, domain, count, undated }) => [reason, domain, count, undated])).toEqual([['unknown', null, 4, 4]]);
    expect(Math.max(...groups.flatMap(({ texts }) => texts.map(({ said }) => said.length)))).toBeLessThanOrEqual(1_601);
  });

  it('reads days of ISO texts and of milliseconds', () => {
    expect([dayOf('2026-02-03'), dayOf('2026-02-03T23:59:59-11:00'), dayOf(Date.UTC(2026, 1, 3, 12)), dayOf('2026-02-031'), dayOf(Number.POSITIVE_INFINITY), dayOf(8.7e15), dayOf(null)]).toEqual([
      '2026-02-03', '2026-02-03', '2026-02-03', null, null, null, null,
    ]);
  });
});

describe('advice', () => {
  const asked = reasons.flatMap((reason) => [null, ...receivers].map((receiver) => adviceFor(reason, receiver)));

  it('has an English text for every reason and receiver, and no text that is never given', () => {
    const given = new Set<string>(asked);
    const written = Object.keys(english).filter((key) => key.startsWith('advice_') && key !== 'advice_page');
    expect([...given].sort()).toEqual(written.sort());
  });

  it('speaks of the receiver where it has a page of its own', () => {
    const microsoft = diagnose('550 5.7.1 messages from [192.0.2.1] were not sent: part of their network is on our block list (S3150), mail.protection.outlook.com');
    expect(adviceFor(microsoft.reason, microsoft.receiver)).toBe('advice_reputation_microsoft');
    expect(adviceFor('full', 'microsoft')).toBe('advice_full');
  });

  it('only ever links to pages that it knows', () => {
    expect(receivers.map(remedyPage).filter((page) => page !== null && !page.startsWith('https://'))).toEqual([]);
    expect(remedyPage(null)).toBeNull();
  });
});
