// How much a hosting may still send this hour and today, how fast it sends, and when a limit is reached at that rate.
import type { Time } from '../model.ts';

const hourMs = 3_600_000;
/** Two readings closer than this say too little about a rate. */
const shortestSpanMs = 10 * 60_000;
/** A rate speaks of the last hour; a reading older than this is no part of it. */
const oldestMs = 2 * hourMs;

/** A reading of `sentToday`. */
export interface SentSample {
  readonly at: Time;
  readonly sentToday: number;
}

/** Which plan an offer's name means, and the mails that its scripts may send in any hour. */
export interface HourlyQuota {
  readonly plan: 'Free' | 'Starter' | 'Personal' | 'Professional' | 'Performance';
  readonly perHour: number;
  /** False only for the names of the plans that are sold today: old plans are read as the one that took their place. */
  readonly isGuess: boolean;
}

/**
 * Mails an hour (rolling) by plan, for mail() alone; what is above waits in the queue. Source: OVHcloud documentation,
 * "Technical specifications of web hosting plans" (hosting-technical-specificities, 2026-06-08). It names plans, not the
 * API's words for offers: which word is which plan comes from `hosting.web.OfferCapabilitiesEnum` of the schema.
 */
const quotas: readonly (readonly [RegExp, HourlyQuota])[] = [
  [/^hosting-free-100m$/, { plan: 'Free', perHour: 10, isGuess: false }],
  [/^(start1m|start10m)$/, { plan: 'Free', perHour: 10, isGuess: true }],
  [/^hosting-starter(-ovh)?$/, { plan: 'Starter', perHour: 20, isGuess: false }],
  [/^hosting-perso$/, { plan: 'Personal', perHour: 100, isGuess: false }],
  [/^(perso|perso2010|perso2014)$/, { plan: 'Personal', perHour: 100, isGuess: true }],
  [/^hosting-pro$/, { plan: 'Professional', perHour: 200, isGuess: false }],
  [/^(pro|pro2010|pro2014)$/, { plan: 'Professional', perHour: 200, isGuess: true }],
  [/^hosting-performance-[1-4]$/, { plan: 'Performance', perHour: 2000, isGuess: false }],
  [/^(performance_[1-4]|perf2014x[1-4])$/, { plan: 'Performance', perHour: 2000, isGuess: true }],
];

/** The quota of an offer as the API names it; null where no plan is known for the word. */
export function hourlyQuota(offer: string | null): HourlyQuota | null {
  const word = offer?.trim().toLowerCase() ?? '';
  return quotas.find(([name]) => name.test(word))?.[1] ?? null;
}

/** How fast a hosting sends. */
export interface HourlyRate {
  /** Mails an hour, as it has been over `spanMs`. */
  readonly perHour: number;
  readonly spanMs: number;
}

const isReading = ({ at, sentToday }: SentSample): boolean => Number.isFinite(at) && Number.isFinite(sentToday) && sentToday >= 0;

/** The readings up to now in order of time; those that are no figures left out. */
function inOrder(samples: readonly SentSample[], now: Time): readonly SentSample[] {
  return samples.filter((sample) => isReading(sample) && sample.at <= now).sort((a, b) => a.at - b.at);
}

/** Mails between two readings. A figure that fell began anew with the provider's day: what it shows was sent since. */
const sentBetween = (before: SentSample, after: SentSample): number => (after.sentToday >= before.sentToday ? after.sentToday - before.sentToday : after.sentToday);

/**
 * Mails an hour from readings of `sentToday` in any order. It speaks of the last hour: of the readings from one hour before
 * the newest, and the one just before those if it is at most two hours old. Null while they span under ten minutes, or the
 * newest is older than an hour.
 */
export function hourlyRate(samples: readonly SentSample[], now: Time): HourlyRate | null {
  const known = inOrder(samples, now);
  const newest = known.at(-1);
  if (newest === undefined || now - newest.at > hourMs) return null;
  const within = known.findIndex((sample) => sample.at > newest.at - hourMs);
  const from = Math.max(0, within - 1);
  const used = known.slice(from).filter((sample) => newest.at - sample.at <= oldestMs);
  const spanMs = newest.at - (used[0]?.at ?? newest.at);
  if (spanMs < shortestSpanMs) return null;
  const sent = used.slice(1).reduce((sum, sample, at) => sum + sentBetween(used[at] ?? sample, sample), 0);
  return { perHour: (sent * hourMs) / spanMs, spanMs };
}

export interface Headroom {
  /** The plan's published hourly quota; null where the offer is not known to be a plan's. */
  readonly hourLimit: number | null;
  /** The plan that `hourLimit` is of. */
  readonly plan: HourlyQuota['plan'] | null;
  /** True where the plan was guessed from an old name of an offer. */
  readonly hourLimitIsGuess: boolean;
  /** Mails an hour now; null while too little was read. From readings apart in time, so always an estimate. */
  readonly rate: HourlyRate | null;
  /** `rate` as a share of `hourLimit`, 1 = at the limit; null where one of them is not known. */
  readonly hourShare: number | null;
  /** Whether the hourly quota is reached now, so that more mails wait in the queue; null where it is not known. */
  readonly atHourLimit: boolean | null;
  /** When the last hour's mails reach the hourly quota at this rate; null where they do not, or it is not known. */
  readonly hourLimitReachedAt: Time | null;
  /** The provider's `maxPerDay`; null where it gives none. Never a guess. */
  readonly dayLimit: number | null;
  /** Mails left today; null without a limit. */
  readonly dayLeft: number | null;
  /** When `dayLimit` is reached at this rate; null where it is not before the provider's day ends, or not known. */
  readonly dayLimitReachedAt: Time | null;
}

export interface HeadroomInput {
  readonly offer: string | null;
  readonly maxPerDay: number | null;
  readonly samples: readonly SentSample[];
  /** When the provider's day ends, as far as the caller can tell: its time zone is not published. */
  readonly dayEndsAt: Time;
  readonly now: Time;
}

/**
 * When a full hour's mails would reach the quota. After readings that span less than an hour, mails before them are not
 * known, so the hour is taken to begin with the first of them.
 */
function hourReachedAt(limit: number, rate: HourlyRate, now: Time): Time | null {
  if (rate.perHour < limit || rate.perHour === 0) return null;
  const needed = (limit / rate.perHour) * hourMs;
  return now + Math.max(0, needed - Math.min(rate.spanMs, hourMs));
}

function dayReachedAt(left: number, rate: HourlyRate | null, input: HeadroomInput): Time | null {
  if (left === 0) return input.now;
  if (rate === null || rate.perHour === 0) return null;
  const at = input.now + (left / rate.perHour) * hourMs;
  return at <= input.dayEndsAt ? Math.round(at) : null;
}

/** Where a hosting stands against its limits. */
export function headroom(input: HeadroomInput): Headroom {
  const { offer, samples, now } = input;
  const quota = hourlyQuota(offer);
  const rate = hourlyRate(samples, now);
  const hourLimit = quota?.perHour ?? null;
  const dayLimit = input.maxPerDay !== null && input.maxPerDay > 0 ? input.maxPerDay : null;
  const sentToday = inOrder(samples, now).at(-1)?.sentToday ?? null;
  const dayLeft = dayLimit === null || sentToday === null ? null : Math.max(0, dayLimit - sentToday);
  const both = hourLimit !== null && rate !== null;
  const hourLimitReachedAt = both ? hourReachedAt(hourLimit, rate, now) : null;
  return {
    hourLimit, plan: quota?.plan ?? null, hourLimitIsGuess: quota?.isGuess ?? false, rate,
    hourShare: both ? rate.perHour / hourLimit : null,
    atHourLimit: both ? hourLimitReachedAt === now : null,
    hourLimitReachedAt: hourLimitReachedAt === null ? null : Math.round(hourLimitReachedAt),
    dayLimit, dayLeft, dayLimitReachedAt: dayLeft === null ? null : dayReachedAt(dayLeft, rate, input),
  };
}
