// When to look next: the sweep's interval, its back-off on failure, and when Sluice must say that it is blind.
import type { Failure } from './failure.ts';
import type { Account, Time } from './model.ts';

const minuteMs = 60_000;

const lasting: ReadonlySet<Failure['kind']> = new Set([
  'loggedOut', 'overdue', 'weakSession', 'otherUser', 'noPermission', 'noRights', 'locked', 'clockOff', 'badSignature', 'badCredential', 'badKey', 'badToken', 'badClient',
]);

/** Failures that the user can mend, told as soon as they are seen; others may pass by themselves. */
function isLasting(failure: Failure): boolean {
  return lasting.has(failure.kind);
}

/** Whether it is time to say that Sluice cannot see through an account: at once for what lasts, after three intervals for the rest. */
export function isBlind(account: Account, intervalMs: number, now: Time): boolean {
  if (account.failure === null) return false;
  return isLasting(account.failure) || now - (account.sweptAt ?? account.failingSince ?? now) >= 3 * intervalMs;
}

/**
 * Milliseconds to wait before an account is asked again after `failures` failures in a row. The provider's own wish
 * (`Retry-After`) comes first; else it doubles from one interval up to an hour, give or take a fifth (`random` 0 to 1).
 */
export function backOffMs(failure: Failure, failures: number, intervalMs: number, random: number): number {
  if (failure.kind === 'tooManyRequests' && failure.retryAfterMs !== null) return failure.retryAfterMs;
  if (isLasting(failure)) return 0;
  const doubled = intervalMs * 2 ** Math.min(failures - 1, 6);
  return Math.min(60 * minuteMs, doubled) * (0.8 + 0.4 * random);
}

/** What an account may still ask of the provider now: `left` requests at `at`. */
export interface Allowance {
  readonly left: number;
  readonly at: Time;
}

/** How fast an account may be asked. */
export interface Pace {
  readonly perMinute: number;
  /** Requests that may be sent at once after a rest. */
  readonly burst: number;
  /** A wait for the next request that is longer gives way to the next alarm. */
  readonly longestWaitMs: number;
}

/** With batches: 5 a minute in the steady state at any number of hostings, which leaves one for the bars of the day. */
const batched: Pace = { perMinute: 5, burst: 60, longestWaitMs: 0 };
/** One by one: under the 60 a minute that the provider's staff call fair use (python-ovh #81), spread over the minute. */
const single: Pace = { perMinute: 50, burst: 20, longestWaitMs: 5_000 };

/** The pace at which an account is asked, by what its provider takes. */
export function paceOf(knows: { readonly batch: 'unknown' | 'yes' | 'no' }): Pace {
  return knows.batch === 'no' ? single : batched;
}

/** The allowance at `now`, refilled since it was noted, never more than the burst. */
export function refilled(allowance: Allowance | null, { perMinute, burst }: Pace, now: Time): Allowance {
  if (allowance === null || allowance.at > now) return { left: burst, at: now };
  return { left: Math.min(burst, allowance.left + ((now - allowance.at) / minuteMs) * perMinute), at: now };
}

/** Milliseconds until one more request may be sent. */
export function waitMs({ left }: Allowance, { perMinute }: Pace): number {
  return left >= 1 ? 0 : Math.ceil(((1 - left) * minuteMs) / perMinute);
}

/** Milliseconds that a sweep of so many hostings takes at its steady pace. */
export function sweepTakesMs(hostings: number, knows: { readonly batch: 'unknown' | 'yes' | 'no'; readonly batchSize: number }): number {
  const requests = knows.batch === 'no' ? hostings : hostings / Math.max(1, knows.batchSize);
  return (requests * minuteMs) / paceOf(knows).perMinute;
}

/** Whether a look that should have ended well long ago has not: three times its interval, or the time that it takes, is over. */
export function isOverdue(account: Account, intervalMs: number, takesMs: number, now: Time): boolean {
  return account.failure === null && account.sweptAt !== null && now - account.sweptAt >= 3 * Math.max(intervalMs, takesMs);
}

/** Nobody is at the computer after this long without a key or a move, in seconds. */
export const idleAfterSeconds = 15 * 60;

/** Whether a look may wait because nobody is there to be told: a third as often is enough then. */
export function mayRest(account: Account, intervalMs: number, now: Time): boolean {
  const since = now - (account.sweptAt ?? 0);
  return account.failure === null && since >= 0 && since < 3 * intervalMs - minuteMs / 2;
}

/** How often an open view says that somebody looks. */
export const attendMs = 30_000;
