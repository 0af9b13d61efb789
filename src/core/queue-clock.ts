// The 72 hours: from when on mail that is held in the queue may be dropped, and the stop from which they count.
import { type Mail, type Stop, type Time, stopped } from './model.ts';

const hourMs = 3_600_000;
/** How long the provider keeps a queued mail (official guide "mail function script records"). */
export const queueKeptMs = 72 * hourMs;
/** Time left at which a reminder is due. */
export const queueRemindersMs = [24 * hourMs, 6 * hourMs] as const;

export interface QueueClock {
  /** The earliest moment from which mail may have been queued. */
  readonly since: Time;
  /** False when the stop may be older than Sluice's first look. */
  readonly known: boolean;
  readonly dropsAt: Time;
  /** 0 once the oldest mail may be dropped. */
  readonly leftMs: number;
  /** Share of the 72 hours that is gone, 0 to 1. */
  readonly gone: number;
}

/** The provider gives no time of stopping: the clock starts when the hosting was last seen sending, so it is never too late. */
export function queueClock(stop: Stop, now: Time): QueueClock {
  const since = stop.sendingAt ?? stop.seenAt;
  const dropsAt = since + queueKeptMs;
  const leftMs = Math.max(0, dropsAt - now);
  const gone = Math.min(1, Math.max(0, (now - since) / queueKeptMs));
  return { since, known: stop.sendingAt !== null, dropsAt, leftMs, gone };
}

/** The reminder that is due now and was not told: the smallest mark that has been passed, in milliseconds left, or null. */
export function dueReminder(stop: Stop, now: Time): number | null {
  const { leftMs } = queueClock(stop, now);
  const passed = queueRemindersMs.filter((mark) => leftMs <= mark && (stop.remindedMs === null || mark < stop.remindedMs));
  return leftMs === 0 || passed.length === 0 ? null : Math.min(...passed);
}

export interface Sighting {
  readonly mail: Mail;
  readonly at: Time;
}

/**
 * The stop after a new sighting. A stop goes on through other stopped states; it ends when the hosting sends again or its
 * queue is emptied. A stop that follows a sighting of `purging` begins there: what was queued before is gone.
 */
export function stopAfter(before: { readonly stop: Stop | null; readonly last: Sighting | null }, seen: Sighting, own: boolean): Stop | null {
  if (!stopped(seen.mail.state)) return null;
  if (before.stop !== null) return before.stop;
  return { seenAt: seen.at, sendingAt: before.last?.at ?? null, own, state: seen.mail.state, remindedMs: null };
}
