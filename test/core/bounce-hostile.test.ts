// Texts made to hurt: the diagnosis never throws, and its work stops growing once a text is longer than any reply.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose, reasons } from '../../src/core/bounce.ts';
import { readLimit, readReply } from '../../src/core/bounce/bounce-reply.ts';
import { ownCodes } from '../../src/core/bounce/bounce-rules-receivers.ts';
import { strongRules, weakRules } from '../../src/core/bounce/bounce-rules.ts';

const seeds = [
  'user ', 'mailbox is ', 'a', ' ', '\t', '<', '<a ', 'a@', '@', '@@', 'host ', 'host x said: ', 'http://', '(', '(in reply to ', '550-', '550 ', '5.1.1 ', '5.', 'sender from ', 'message ', 'exceeds the limit of the ',
  'too many the ', 'ip server host ', 'rejected the ', 'quota ', 'ユーザー', '\u202e', '\u0000', 'reason: 550 ', 'error from remote mail server ', 'no unknown ', 'content ', 'header missing x ', 'a problem occurred ',
  'no x x x x ', 'mail box ', 'connection to ', "550 5.1.0 'x' -> ", ' giving up on ', 'é', 'size of the message of ', 'as the mail is ', '5.1.1 inactive 5.4.1 recipient ', '%', '{who}', '\ud800', 'İ', '<<< 550 ', 'stat=', '"\'', 'exceed', 'reject', 'message', 'temporar', 'exceed message ', 'connectionx.y ', 'over exceed too many ', 'unknown user ',
];
const long = (seed: string, length: number): string => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);

/** The least of several runs, in milliseconds: what the machine does besides only ever adds. */
function leastMs(work: () => void, runs: number): number {
  let least = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const before = performance.now();
    work();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

describe('hostile texts', () => {
  it('always get a complete answer', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.array(fc.constantFrom(...seeds)).map((parts) => parts.join(''))), (text) => {
      const { reason, phrase, permanent } = diagnose(text);
      expect(reasons).toContain(reason);
      expect(typeof permanent).toBe('boolean');
      expect(phrase.length).toBeLessThanOrEqual(text.length);
      expect(phrase).not.toMatch(/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    }), { numRuns: 500 });
  });

  it('are read no further than a reply can be long', () => {
    for (const seed of seeds) {
      const { said, folded, pages, marks } = readReply(long(seed, 100_000));
      expect(folded.length).toBe(said.length);
      expect(pages.length).toBe(said.length);
      expect(marks.length).toBeLessThan(readLimit);
    }
  });

  it('cost no more at ten times the length', () => {
    const all = (length: number): (() => void) => {
      const texts = seeds.map((seed) => long(seed, length));
      for (const text of texts) diagnose(text);
      return () => texts.forEach((text) => diagnose(text));
    };
    const short = leastMs(all(10_000), 5);
    expect(leastMs(all(100_000), 5)).toBeLessThan(short * 15);
  });

  it('make no rule look at a character more often than a fixed number of times', () => {
    // Within the judged length a rule may be quadratic and the test above would not see it: each rule alone, on a text ten times as long.
    const rules = [...strongRules(), ...weakRules()].map(({ words }) => words).concat(ownCodes().map(({ code }) => code));
    const slow = rules.flatMap((rule) => seeds.filter((seed) => {
      const [short, tenTimes] = [long(seed, 1_500), long(seed, 15_000)];
      const work = leastMs(() => rule.test(tenTimes), 2);
      // Far below what can be measured nothing grows; only a rule that takes its time is compared.
      return work > 4 && work > 15 * leastMs(() => rule.test(short), 5) && leastMs(() => rule.test(tenTimes), 5) > 15 * leastMs(() => rule.test(short), 20);
    }).map((seed) => `${JSON.stringify(seed)} ${rule.source.slice(0, 60)}`));
    expect(slow).toEqual([]);
  });

  it('may have ten million characters', () => {
    expect(diagnose(`550 user unknown ${long('x', 10_000_000)}`)).toMatchObject({ reason: 'recipient', phrase: 'user unknown' });
  });
});
