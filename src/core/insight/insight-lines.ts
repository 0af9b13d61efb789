// What a hosting's figures say, in sentences: each with how serious it is and where its figures are from. For the detail, the panel and the dashboard.
import { yardsticks } from './error-share.ts';
import { errorsOf, headroomOf } from './insight.ts';
import { type Hosting, type Mail, type Time, sends } from '../model.ts';
import type { ProviderDay } from './provider-day.ts';
import type { Say } from '../text.ts';

export interface InsightLine {
  readonly tone: 'warn' | 'watch' | 'plain';
  readonly text: Say;
  /** Where the figures come from, and which of them are guesses. */
  readonly source: Say;
}

/** A share, 0 to 1, in percent with one digit where it is small. */
const percent = (share: number): number => (share < 0.1 ? Math.round(share * 1000) / 10 : Math.round(share * 100));

function volumeLine({ insight: { usual } }: Hosting, mail: Mail): InsightLine[] {
  if (usual === null || mail.sentToday < usual.watch) return [];
  return [{
    tone: mail.sentToday >= usual.warn ? 'warn' : 'watch',
    text: { key: 'insight_volume', args: { today: mail.sentToday, usual: usual.warn - 1 } }, source: { key: 'insightSource_volume' },
  }];
}

function hourLines(hosting: Hosting, mail: Mail, day: ProviderDay, now: Time): InsightLine[] {
  const room = headroomOf(hosting, mail, day, now);
  if (room.rate === null || room.rate.perHour < 1) return [];
  const perHour = Math.round(room.rate.perHour);
  const source: Say = { key: room.hourLimitIsGuess ? 'insightSource_hourGuess' : 'insightSource_hour', args: { over: { ms: room.rate.spanMs } } };
  if (room.hourLimit === null) return [{ tone: 'plain', text: { key: 'insight_rate', args: { perHour } }, source: { key: 'insightSource_rate', args: { over: { ms: room.rate.spanMs } } } }];
  const args = { perHour, limit: room.hourLimit };
  if (room.atHourLimit === true) return [{ tone: 'warn', text: { key: 'insight_hourFull', args }, source }];
  const soon = (room.hourShare ?? 0) >= 0.7;
  return [{ tone: soon ? 'watch' : 'plain', text: { key: 'insight_hour', args }, source }];
}

function dayLine(hosting: Hosting, mail: Mail, day: ProviderDay, now: Time): InsightLine[] {
  const { dayLimit, dayLimitReachedAt, dayLeft } = headroomOf(hosting, mail, day, now);
  if (dayLimit === null || dayLimitReachedAt === null) return [];
  const reached = dayLeft === 0;
  return [{
    tone: 'warn', text: reached ? { key: 'insight_dayFull', args: { limit: dayLimit } } : { key: 'insight_day', args: { limit: dayLimit, at: { at: dayLimitReachedAt } } },
    source: { key: 'insightSource_day' },
  }];
}

function errorLine(hosting: Hosting, mail: Mail, now: Time): InsightLine[] {
  const errors = errorsOf(hosting, mail, now);
  if (errors === null || errors.level === 'none' || errors.share === null) return [];
  const args = { bounce: errors.bounce, sent: errors.sent, share: percent(Math.min(1, errors.share)) };
  const before = hosting.insight.stoppedShare;
  if (errors.against === 'before' && before !== null) {
    return [{ tone: errors.level, text: { key: 'insight_errorsBefore', args: { ...args, before: percent(before) } }, source: { key: 'insightSource_errors' } }];
  }
  const yardstick = percent(errors.level === 'warn' ? yardsticks.warn : yardsticks.watch);
  return [{ tone: errors.level, text: { key: 'insight_errors', args }, source: { key: 'insightSource_yardstick', args: { yardstick } } }];
}

function silenceLine({ insight }: Hosting): InsightLine[] {
  return insight.alerts.includes('silence') ? [{ tone: 'warn', text: { key: 'insight_silence' }, source: { key: 'insightSource_silence' } }] : [];
}

function sharedLine({ background: { sharedFault }, clusterIp }: Hosting): InsightLine[] {
  if (sharedFault === 0 || clusterIp === null) return [];
  return [{ tone: 'watch', text: { key: 'insight_shared', args: { n: sharedFault, address: clusterIp } }, source: { key: 'insightSource_shared' } }];
}

/** The most serious first. */
export function insightLines(hosting: Hosting, day: ProviderDay, now: Time): readonly InsightLine[] {
  const { mail } = hosting;
  if (mail === null) return [];
  const sending = sends(mail.state) ? [...volumeLine(hosting, mail), ...dayLine(hosting, mail, day, now), ...hourLines(hosting, mail, day, now), ...silenceLine(hosting)] : [];
  const order = { warn: 0, watch: 1, plain: 2 } as const;
  return [...sending, ...errorLine(hosting, mail, now), ...sharedLine(hosting)].sort((a, b) => order[a.tone] - order[b.tone]);
}
