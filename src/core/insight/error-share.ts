// How many of the mails sent came back in error, against outside yardsticks and against the share at which this hosting was stopped before.
import type { Time } from '../model.ts';

/** A reading of `sent` and `bounce`: totals since the hosting was made, which the provider never resets. */
export interface TotalsSample {
  readonly at: Time;
  readonly sent: number;
  readonly bounce: number;
}

/** Mails between two readings. */
export interface ErrorCount {
  readonly sent: number;
  readonly bounce: number;
}

export interface ErrorShare extends ErrorCount {
  readonly level: 'none' | 'watch' | 'warn';
  /** What the level was judged by; null at `none`. `before`: the share at which this hosting was stopped before. */
  readonly against: 'watch' | 'warn' | 'before' | null;
  /** bounce / sent, 0 to 1; null while nothing was sent. */
  readonly share: number | null;
  /** What the share is at least, with 95 % confidence; 0 while under 50 mails were sent. */
  readonly atLeast: number;
}

/** The provider publishes no threshold. 5 % and 10 % are the bounce rates at which Amazon SES puts an account under review, and may stop it ("Amazon SES sending review process FAQs"). */
export const yardsticks = { watch: 0.05, warn: 0.1 } as const;
/** Fewer mails say nothing of a share. */
export const fewestMails = 50;
/** At this part of the share that stopped it before, it is time to look. */
const nearBefore = 0.7;
/** The 97.5 % point of the normal distribution: 95 % between both bounds. */
const z = 1.959964;

const isCount = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** The lower bound of Wilson's 95 % interval (1927) for `hits` of `of`, 0 to 1. */
export function wilsonLower(hits: number, of: number): number {
  if (!(of > 0) || !(hits > 0)) return 0;
  const share = Math.min(1, hits / of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return Math.max(0, (share + z ** 2 / (2 * of) - spread) / (1 + z ** 2 / of));
}

/** What came between two readings; null where the totals fell or are no figures: they are then of something else (a hosting made anew). */
export function countBetween(before: TotalsSample, after: TotalsSample): ErrorCount | null {
  if (![before.sent, before.bounce, after.sent, after.bounce].every(isCount)) return null;
  const sent = after.sent - before.sent;
  const bounce = after.bounce - before.bounce;
  return before.at > after.at || sent < 0 || bounce < 0 ? null : { sent, bounce };
}

/** What came since `from`, over readings in any order: the totals' rises are added, a fall adds nothing. Null with fewer than two readings. */
export function countSince(samples: readonly TotalsSample[], from: Time): ErrorCount | null {
  const known = samples.filter((sample) => sample.at >= from && isCount(sample.sent) && isCount(sample.bounce)).sort((a, b) => a.at - b.at);
  if (known.length < 2) return null;
  const steps = known.slice(1).map((sample, at) => countBetween(known[at] ?? sample, sample) ?? { sent: 0, bounce: 0 });
  return steps.reduce((sum, step) => ({ sent: sum.sent + step.sent, bounce: sum.bounce + step.bounce }));
}

function levelOf(atLeast: number, stoppedAt: number | null): Pick<ErrorShare, 'level' | 'against'> {
  if (stoppedAt !== null && atLeast >= stoppedAt) return { level: 'warn', against: 'before' };
  if (atLeast >= yardsticks.warn) return { level: 'warn', against: 'warn' };
  if (stoppedAt !== null && atLeast >= stoppedAt * nearBefore) return { level: 'watch', against: 'before' };
  return atLeast >= yardsticks.watch ? { level: 'watch', against: 'watch' } : { level: 'none', against: null };
}

/**
 * The share of errors of what was sent, and how it stands. `stoppedAt`: the share, 0 to 1, at which this hosting was stopped
 * before, where that was seen. Errors of mails sent before the first reading count too, so a share may pass 1.
 */
export function errorShare(count: ErrorCount, stoppedAt: number | null = null): ErrorShare {
  const { sent, bounce } = count;
  const share = isCount(sent) && isCount(bounce) && sent > 0 ? bounce / sent : null;
  const enough = share !== null && sent >= fewestMails;
  const atLeast = enough ? wilsonLower(bounce, sent) : 0;
  const known = stoppedAt !== null && stoppedAt > 0 && stoppedAt <= 1 ? stoppedAt : null;
  return { sent, bounce, share, atLeast, ...(enough ? levelOf(atLeast, known) : { level: 'none', against: null }) };
}
