// Why a hosting was stopped, in one sentence with how sure that is: reasoned from its state, its figures before the stop, its bounces and what was done here.
import type { Action } from '../actions.ts';
import { errorsOverMs } from './insight.ts';
import { countSince, errorShare } from './error-share.ts';
import { hourlyQuota, hourlyRate } from './headroom.ts';
import { providerDay } from './provider-day.ts';
import { type Hosting, type Sample, type Stop, stateKind } from '../model.ts';
import type { Say } from '../text.ts';

const dayMs = 86_400_000;

export interface Cause {
  readonly text: Say;
  readonly sureness: 'sure' | 'likely' | 'guess';
}

/** What was seen until the stop; the first reading after it still counts what led to it. */
function before(hosting: Hosting, stop: Stop): readonly Sample[] {
  return hosting.insight.samples.filter((sample) => sample.at <= stop.seenAt);
}

const list: ReadonlySet<string> = new Set(['recipient', 'domain', 'full', 'disabled']);

/** What most of the recent bounces have in common. */
function mostly({ background: { reasons } }: Hosting): 'list' | 'sender' | 'reputation' | 'content' | null {
  const total = reasons.reduce((sum, one) => sum + one.count, 0);
  const share = (of: (reason: string) => boolean): number => reasons.filter((one) => of(one.reason)).reduce((sum, one) => sum + one.count, 0) / total;
  if (total < 5) return null;
  if (share((reason) => list.has(reason)) > 0.5) return 'list';
  if (share((reason) => reason === 'authentication' || reason === 'policy') > 0.5) return 'sender';
  if (share((reason) => reason === 'reputation') > 0.5) return 'reputation';
  return share((reason) => reason === 'spam') > 0.5 ? 'content' : null;
}

/** The most mails of the day of the stop, the day before and the 24 hours before it (a rise may begin before midnight), where they were far more than usual. */
function burst({ region, volumes, insight: { usual } }: Hosting, samples: readonly Sample[], stop: Stop): number | null {
  const days = [stop.seenAt, stop.seenAt - dayMs].map((at) => providerDay(region, at).date);
  // Readings end with a week, and begin with Sluice: the provider's own days tell of a stop before that.
  const ofDays = volumes.filter(({ day }) => days.includes(day)).map(({ sent }) => sent);
  const today = Math.max(samples.at(-1)?.sentToday ?? 0, countSince(samples, stop.seenAt - dayMs)?.sent ?? 0, ...ofDays);
  return usual !== null && today >= usual.warn ? today : null;
}

/** Mails an hour just before the stop, where they were more than the plan allows. */
function tooFast(hosting: Hosting, samples: readonly Sample[], stop: Stop): { readonly perHour: number; readonly limit: number } | null {
  const rate = hourlyRate(samples, stop.seenAt);
  const quota = hourlyQuota(hosting.offer);
  return rate !== null && quota !== null && rate.perHour > quota.perHour ? { perHour: Math.round(rate.perHour), limit: quota.perHour } : null;
}

function ofSpam(hosting: Hosting, samples: readonly Sample[], stop: Stop): Cause {
  const today = burst(hosting, samples, stop);
  if (today === null) return { text: { key: 'cause_spam' }, sureness: 'guess' };
  return { text: { key: 'cause_spamBurst', args: { today, usual: (hosting.insight.usual?.warn ?? 1) - 1 } }, sureness: 'likely' };
}

function ofBounce(hosting: Hosting): Cause {
  const common = mostly(hosting);
  return common === null ? { text: { key: 'cause_bounce' }, sureness: 'guess' } : { text: { key: `cause_bounce_${common}` }, sureness: 'likely' };
}

function ofKo(hosting: Hosting, samples: readonly Sample[], stop: Stop): Cause {
  if (stop.sendingAt === null) return { text: { key: 'cause_koBefore' }, sureness: 'guess' };
  const fast = tooFast(hosting, samples, stop);
  if (fast !== null) return { text: { key: 'cause_koFast', args: fast }, sureness: 'likely' };
  const count = countSince(samples, stop.seenAt - errorsOverMs);
  const errors = count === null ? null : errorShare(count);
  if (errors !== null && errors.level === 'warn') return { text: { key: 'cause_koErrors', args: { bounce: errors.bounce, sent: errors.sent } }, sureness: 'likely' };
  const today = burst(hosting, samples, stop);
  if (today !== null) return { text: { key: 'cause_koBurst', args: { today, usual: (hosting.insight.usual?.warn ?? 1) - 1 } }, sureness: 'guess' };
  return { text: { key: 'cause_koPanel' }, sureness: 'guess' };
}

/** The cause of the stop that lasts; null while nothing is stopped, or in a state that is not known. */
export function causeOf(hosting: Hosting, action: Action | null): Cause | null {
  const { mail, stop } = hosting;
  if (mail === null || stop === null) return null;
  const samples = before(hosting, stop);
  switch (stateKind(mail.state)) {
    case 'spam': return ofSpam(hosting, samples, stop);
    case 'bounce': return ofBounce(hosting);
    case 'ko':
      if (stop.own) return { text: { key: action?.by === 'guard' ? 'cause_guard' : 'cause_own' }, sureness: 'sure' };
      return ofKo(hosting, samples, stop);
    default: return null;
  }
}
