// A hosting's figures over time, as few as rates and shares need: the last two hours, and one for each of the days before.
import type { Mail, Sample, Time } from '../model.ts';

const minuteMs = 60_000;
const closeMs = 120 * minuteMs;
/** Two kept samples of the last hours are at least this far apart. */
const apartMs = 15 * minuteMs;
const keptDays = 7;
const dayMs = 86_400_000;

export function sampleOf(mail: Mail, at: Time): Sample {
  return { at, sentToday: mail.sentToday, sent: mail.sent, bounce: mail.bounce };
}

const sameFigures = (a: Sample, b: Sample): boolean => a.sentToday === b.sentToday && a.sent === b.sent && a.bounce === b.bounce;
const dayOf = (at: Time): number => Math.floor(at / dayMs);

/** Whether a sample stays when the newest is of `now`: it is one of the last hours, or the last one of its day. */
function stays(sample: Sample, next: Sample | undefined, now: Time): boolean {
  if (now - sample.at > keptDays * dayMs || sample.at > now) return false;
  return next === undefined || now - sample.at <= closeMs || dayOf(sample.at) !== dayOf(next.at);
}

/** The samples with a new reading; the same array where the reading says nothing new, or comes too soon after the last and is not one `toKeep`. */
export function withSample(samples: readonly Sample[], mail: Mail, at: Time, toKeep = false): readonly Sample[] {
  const sample = sampleOf(mail, at);
  const last = samples.at(-1);
  if (last !== undefined && last.at <= at && (sameFigures(last, sample) || (at - last.at < apartMs && !toKeep))) return samples;
  const all = [...samples.filter((one) => one.at < at), sample];
  return all.filter((one, index) => stays(one, all[index + 1], at));
}

/** The kept samples and the figures as they are now. */
export function samplesNow(samples: readonly Sample[], mail: Mail, at: Time): readonly Sample[] {
  return [...samples.filter((one) => one.at < at), sampleOf(mail, at)];
}
