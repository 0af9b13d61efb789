// What a hosting's figures over time say: which alerts stand, how near its limits are, what share of its mail came back. Pure; nothing is asked for.
import { type ErrorShare, countSince, errorShare } from './error-share.ts';
import { type Headroom, headroom } from './headroom.ts';
import { type AlertKind, type Hosting, type Insight, type Mail, type Time, type Volume, sends } from '../model.ts';
import type { ProviderDay } from './provider-day.ts';
import { samplesNow, withSample } from './samples.ts';
import type { Thresholds } from '../settings.ts';
import { isSilent } from './silence.ts';
import { usualBound } from '../volume.ts';

/** Errors are counted over this long. */
export const errorsOverMs = 48 * 3_600_000;

/** Complete days, oldest first, the last one before `date`. */
function daysBefore(volumes: readonly Volume[], date: string): readonly number[] {
  return volumes.filter(({ day }) => day < date).map(({ sent }) => sent);
}

/** From how many mails a day is unusual; null while too few days are known. Dear: reckoned once a day, when the days are read. */
export function usualOf(volumes: readonly Volume[], date: string): Insight['usual'] {
  const bound = usualBound(daysBefore(volumes, date));
  return Number.isFinite(bound.warn) ? bound : null;
}

/** How near the hosting's limits are. */
export function headroomOf(hosting: Hosting, mail: Mail, day: ProviderDay, now: Time): Headroom {
  return headroom({ offer: hosting.offer, maxPerDay: mail.maxPerDay, samples: samplesNow(hosting.insight.samples, mail, now), dayEndsAt: day.endsAt, now });
}

/** The share of errors of the last two days; null while only one reading is known. */
export function errorsOf(hosting: Hosting, mail: Mail, now: Time): ErrorShare | null {
  const count = countSince(samplesNow(hosting.insight.samples, mail, now), now - errorsOverMs);
  return count === null ? null : errorShare(count, hosting.insight.stoppedShare);
}

function quotaIsNear(hosting: Hosting, mail: Mail, day: ProviderDay, now: Time, from: number): boolean {
  const room = headroomOf(hosting, mail, day, now);
  return room.atHourLimit === true || (mail.maxPerDay !== null && mail.sentToday >= mail.maxPerDay * from);
}

/** From the user's own mark on, and always near the share at which it was stopped before. */
function errorsStandOut(errors: ErrorShare | null, from: number): boolean {
  return errors !== null && (errors.level === 'warn' || errors.atLeast >= from);
}

/** What stands out now of a hosting that sends. */
export function alertsOf(hosting: Hosting, day: ProviderDay, now: Time, thresholds: Thresholds): readonly AlertKind[] {
  const { mail, insight, volumes, failure } = hosting;
  if (mail === null || failure !== null || !sends(mail.state)) return [];
  const standing: Readonly<Record<AlertKind, () => boolean>> = {
    errors: () => errorsStandOut(errorsOf(hosting, mail, now), thresholds.errors),
    volume: () => insight.usual !== null && mail.sentToday >= insight.usual.warn,
    quota: () => quotaIsNear(hosting, mail, day, now, thresholds.quota),
    silence: () => mail.sentToday === 0 && isSilent(daysBefore(volumes, day.date), 0, day.part),
  };
  return (Object.keys(standing) as AlertKind[]).filter((kind) => standing[kind]());
}

const isStopped = (before: Hosting, after: Hosting): boolean => after.stop !== null && before.stop === null;

/** The share at which the provider has just stopped it, where enough was seen; else as before. */
function shareAtStop(before: Hosting, after: Hosting, mail: Mail, now: Time): number | null {
  const begins = isStopped(before, after) && after.stop?.own === false && before.mail !== null;
  const share = begins ? errorsOf(after, mail, now) : null;
  return share !== null && share.level !== 'none' ? share.share : after.insight.stoppedShare;
}

/** The record with what its new figures say. The same object where they say nothing new. */
export function withInsight(before: Hosting, after: Hosting, day: ProviderDay, now: Time, thresholds: Thresholds): Hosting {
  const { mail, insight } = after;
  if (mail === null || after.failure !== null) return after;
  // The figures at a stop say why it came, however soon after the last reading.
  const samples = withSample(insight.samples, mail, now, isStopped(before, after));
  const stoppedShare = shareAtStop(before, after, mail, now);
  const alerts = alertsOf(after, day, now, thresholds);
  const same = samples === insight.samples && stoppedShare === insight.stoppedShare && alerts.join() === insight.alerts.join();
  return same ? after : { ...after, insight: { ...insight, samples, stoppedShare, alerts } };
}

/** Of what stands out, what was not told today: told once a day each. */
export function untold({ insight }: Hosting, day: ProviderDay): readonly AlertKind[] {
  return insight.alerts.filter((kind) => insight.told[kind] !== day.date);
}

/** The record after these were told. */
export function withTold(hosting: Hosting, kinds: readonly AlertKind[], day: ProviderDay): Hosting {
  if (kinds.length === 0) return hosting;
  const told = { ...hosting.insight.told, ...Object.fromEntries(kinds.map((kind) => [kind, day.date])) };
  return { ...hosting, insight: { ...hosting.insight, told } };
}
