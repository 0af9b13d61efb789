// The guard: a limit of the user's own at which Sluice blocks by itself. It never purges, and blocks once a day: an undo stays undone.
import { type Action, plannedSteps } from '../actions.ts';
import { hourlyRate } from './headroom.ts';
import { type AccountId, type Guard, type Hosting, type Time, sends } from '../model.ts';
import type { ProviderDay } from './provider-day.ts';
import { samplesNow } from './samples.ts';
import { fields, isCount, isText, oneOf, orNull } from '../shape.ts';

const isPer = oneOf('day', 'hour');

/** A limit of 1 to a million mails. */
export function isGuard(value: unknown): value is Guard {
  const given = fields(value);
  return given !== null && isPer(given['per']) && isCount(given['limit']) && given['limit'] >= 1 && given['limit'] <= 1_000_000 && orNull(isText)(given['firedOn']);
}

/** The block that the guard starts. Its id is made of what tripped it, so that writing it down twice starts one. */
export function guardsBlock(hosting: Hosting, account: AccountId, now: Time): Action {
  return {
    id: `guard-${now.toString(36)}`, hosting: hosting.id, account, kind: 'block', stayBlocked: false, recipient: null, seen: hosting.mail?.state ?? '',
    confirmedAt: now, steps: plannedSteps('block', false), via: 'background', outcome: null, failure: null, endedAt: null, dismissed: false, by: 'guard',
  };
}

/** Mails of the guard's span by now: those of today, or those of an hour at the present rate; null while that is not known. */
export function guarded(hosting: Hosting, guard: Guard, now: Time): number | null {
  if (hosting.mail === null) return null;
  if (guard.per === 'day') return hosting.mail.sentToday;
  return hourlyRate(samplesNow(hosting.insight.samples, hosting.mail, now), now)?.perHour ?? null;
}

/** Whether the limit is reached on a fresh reading, and the guard has not blocked today. */
export function guardTrips(hosting: Hosting, day: ProviderDay, now: Time): boolean {
  const { guard, mail, failure } = hosting;
  if (guard === null || guard.firedOn === day.date || mail === null || failure !== null || !sends(mail.state)) return false;
  const count = guarded(hosting, guard, now);
  return count !== null && count >= guard.limit;
}
