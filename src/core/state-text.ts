// A hosting's state in words: what it is, and why as far as known.
import { type Hosting, type Mail, type Stop, stateKind } from './model.ts';
import { queueClock } from './queue-clock.ts';
import type { Say } from './text.ts';

type Seen = Pick<Hosting, 'mail' | 'stop'>;

/** `koOwn` after a block from here; `koProvider` when it was seen sending before; plain `ko` when Sluice never saw it send. */
function variant(mail: Mail, stop: Stop | null): 'ko' | 'koOwn' | 'koProvider' | Exclude<ReturnType<typeof stateKind>, 'ko'> {
  const kind = stateKind(mail.state);
  if (kind !== 'ko' || stop === null) return kind;
  return stop.own ? 'koOwn' : stop.sendingAt === null ? 'ko' : 'koProvider';
}

/** The state in one line, for titles. */
export function stateTitle({ mail, stop }: Seen): Say {
  if (mail === null) return { key: 'stateTitle_unread' };
  return { key: `stateTitle_${variant(mail, stop)}`, args: { state: mail.state } };
}

/** Why, and what it means, in a sentence or two. */
export function stateWhy({ mail, stop }: Seen): Say {
  return mail === null ? { key: 'stateWhy_unread' } : { key: `stateWhy_${variant(mail, stop)}` };
}

/** What is at stake while mail is held: when the oldest may be dropped. */
export function clockText(stop: Stop, now: number): Say {
  const clock = queueClock(stop, now);
  return clock.leftMs === 0 ? { key: 'clock_dropping' } : { key: 'clock_drop', args: { at: { at: clock.dropsAt } } };
}

/** How long until then; at most so long where the stop may be older than Sluice's first look. */
export function clockLeft(stop: Stop, now: number): Say {
  const { leftMs, known } = queueClock(stop, now);
  return { key: known ? 'clock_left' : 'clock_leftAtMost', args: { left: { ms: leftMs } } };
}
