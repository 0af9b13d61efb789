// When Sluice holds its tongue: a hosting that is snoozed or acknowledged, everything snoozed, quiet hours.
import { type Hosting, type Hush, type Time, sends, stateKind } from './model.ts';
import { fields, isCount } from './shape.ts';

export function isHush(value: unknown): value is Hush {
  const given = fields(value);
  return given?.['kind'] === 'acknowledged' || (given?.['kind'] === 'snoozed' && isCount(given['until']));
}

export function isHushed(hush: Hush | null, now: Time): boolean {
  return hush !== null && (hush.kind === 'acknowledged' || now < hush.until);
}

/** A snooze longer than this is a clock that was put back. */
export const longestSnoozeMs = 31 * 86_400_000;

/** The hush after a new sighting: an acknowledgement ends when the state changes, a snooze when its time is over. */
export function hushAfter(before: Hosting, after: Hosting, now: Time): Hush | null {
  const { hush } = before;
  if (hush === null) return null;
  if (hush.kind === 'snoozed') return now < hush.until && hush.until - now <= longestSnoozeMs ? hush : null;
  const was = before.mail?.state ?? '';
  const is = after.mail?.state ?? '';
  const asBefore = stateKind(was) === stateKind(is) && before.failure?.kind === after.failure?.kind;
  return asBefore && !(sends(is) && after.failure === null) ? hush : null;
}

/** Quiet hours, in minutes since midnight of the computer's own time; `from` after `to` spans midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  /** Whether a stop is told all the same. */
  readonly stopsBreakThrough: boolean;
}

export function isQuietHours(value: unknown): value is QuietHours {
  const given = fields(value);
  const minute = (one: unknown): boolean => isCount(one) && one < 1440;
  return given !== null && minute(given['from']) && minute(given['to']) && typeof given['stopsBreakThrough'] === 'boolean';
}

export function isQuiet(quiet: QuietHours | null, now: Time): boolean {
  if (quiet === null || quiet.from === quiet.to) return false;
  const at = new Date(now).getHours() * 60 + new Date(now).getMinutes();
  return quiet.from < quiet.to ? at >= quiet.from && at < quiet.to : at >= quiet.from || at < quiet.to;
}

/** Whether a notice may be shown during quiet hours: a stop, or queued mail that is about to be lost, where the user chose so. */
export function breaksThrough(notice: { readonly id: string }, quiet: QuietHours): boolean {
  return quiet.stopsBreakThrough && (notice.id.startsWith('stopped|') || notice.id.startsWith('queue|'));
}
