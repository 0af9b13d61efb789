// What is different between two sightings of a hosting, in the words in which it is told.
import type { Action } from './actions.ts';
import { isHushed } from './hush.ts';
import { untold } from './insight/insight.ts';
import { type AlertKind, type Hosting, type Stop, type Time, sends, stateKind, stopped } from './model.ts';
import type { ProviderDay } from './insight/provider-day.ts';
import { dueReminder } from './queue-clock.ts';

export type Change =
  /** Stopped, or seen stopped at first sight, or stopped for another reason than before. */
  | { readonly kind: 'stopped'; readonly hosting: Hosting; readonly stop: Stop; /** When a snooze ran out, if that is why. */ readonly again?: Time }
  /** Sends again. `since` is when the stop was first seen. */
  | { readonly kind: 'recovered'; readonly hosting: Hosting; readonly since: Time }
  /** The queue was emptied and the hosting sends again. */
  | { readonly kind: 'purged'; readonly hosting: Hosting; readonly at: Time }
  /** Queued mail is about to be dropped; `leftMs` is the mark that was passed. */
  | { readonly kind: 'queue'; readonly hosting: Hosting; readonly stop: Stop; readonly leftMs: number }
  /** Something stands out although nothing is stopped; told once a day of the provider's. */
  | { readonly kind: 'alert'; readonly hosting: Hosting; readonly alert: AlertKind; readonly day: string }
  /** The hosting itself went away: closed (404) or expired (460). */
  | { readonly kind: 'lost'; readonly hosting: Hosting; readonly failure: 'gone' | 'expired' };

/** The changes worth telling between what was stored and what is now seen. Pure; `after.stop` is already that of `stopAfter`. */
export function changesBetween(before: Hosting | null, after: Hosting, now: Time, day: ProviderDay): readonly Change[] {
  const told = [...stateChanges(before, after), ...losses(before, after), ...snoozeEnds(before, after, now), ...alerts(after, day)];
  return [...told.filter((change) => !isHushed(after.hush, now) || change.kind === 'recovered'), ...(isHushed(after.hush, now) ? [] : reminders(after, now))];
}

/** A snooze that ran out over a hosting that is still stopped: the user asked to hear of it again. */
function snoozeEnds(before: Hosting | null, after: Hosting, now: Time): Change[] {
  const { hush } = before ?? { hush: null };
  if (hush?.kind !== 'snoozed' || now < hush.until || after.stop === null || before?.mail?.state !== after.mail?.state) return [];
  return [{ kind: 'stopped', hosting: after, stop: after.stop, again: hush.until }];
}

function stateChanges(before: Hosting | null, after: Hosting): Change[] {
  const was = before?.mail?.state ?? null;
  const is = after.mail?.state ?? null;
  if (is === null || is === was) return [];
  if (after.stop !== null) {
    const known = was !== null && stopped(was);
    return known && stateKind(was) === stateKind(is) ? [] : [{ kind: 'stopped', hosting: after, stop: after.stop }];
  }
  if (!sends(is) || was === null) return [];
  if (was === 'purging') return [{ kind: 'purged', hosting: after, at: before?.mailAt ?? 0 }];
  const since = before?.stop?.seenAt;
  return since === undefined ? [] : [{ kind: 'recovered', hosting: after, since }];
}

function reminders(after: Hosting, now: Time): Change[] {
  if (after.stop === null) return [];
  const leftMs = dueReminder(after.stop, now);
  return leftMs === null ? [] : [{ kind: 'queue', hosting: after, stop: after.stop, leftMs }];
}

function alerts(after: Hosting, day: ProviderDay): Change[] {
  return untold(after, day).map((alert) => ({ kind: 'alert', hosting: after, alert, day: day.date }));
}

function losses(before: Hosting | null, after: Hosting): Change[] {
  const failure = after.failure?.kind;
  if ((failure !== 'gone' && failure !== 'expired') || before?.failure?.kind === failure || before === null) return [];
  return [{ kind: 'lost', hosting: after, failure }];
}

/** Whether a change is what an action under way, or just ended, was made to bring about: the action's own notice tells it. */
export function broughtAbout(change: Change, action: Action | null, now: Time): boolean {
  if (action === null || (action.endedAt !== null && now - action.endedAt > 60_000)) return false;
  if (!action.steps.some((step) => step.sentAt !== null)) return false;
  if (change.kind === 'stopped') return action.kind !== 'unblock' && stateKind(change.hosting.mail?.state ?? '') === 'ko';
  return (change.kind === 'recovered' && action.kind !== 'block') || change.kind === 'purged';
}
