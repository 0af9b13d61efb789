// When to look next: the sweep's interval, its back-off on failure, and when Sluice must say that it is blind.
import type { Failure } from './failure.ts';
import type { Account, Time } from './model.ts';

const minuteMs = 60_000;

const lasting: ReadonlySet<Failure['kind']> = new Set([
  'loggedOut', 'weakSession', 'otherUser', 'noPermission', 'noRights', 'locked', 'clockOff', 'badSignature', 'badCredential', 'badKey', 'badToken', 'badClient',
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

/** Requests that may be sent at once after a rest. */
export const burst = 60;
/** Requests a minute in the steady state, at any number of hostings. */
export const steadyPerMinute = 6;
/** Requests a minute while hostings must be read one by one: under the 60 that the provider's staff call fair use. */
export const singlePerMinute = 50;

/** The allowance at `now`, refilled at `perMinute` since it was noted, never more than the burst. */
export function refilled(allowance: Allowance | null, perMinute: number, now: Time): Allowance {
  if (allowance === null || allowance.at > now) return { left: burst, at: now };
  return { left: Math.min(burst, allowance.left + ((now - allowance.at) / minuteMs) * perMinute), at: now };
}

/** How often an open view says that somebody looks. */
export const attendMs = 30_000;
