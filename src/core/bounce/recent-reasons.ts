// Why mail of the last days came back: reasons counted, for a hosting's record; the texts stay where the bounces are kept.
import { diagnose } from '../bounce.ts';
import type { Background, Bounce, Time } from '../model.ts';

/** Older bounces say nothing of a stop of today: the provider's list is never emptied. */
const recentMs = 3 * 86_400_000;

/** Reasons of the bounces since three days before `now`, most frequent first. Undated ones count: they may be of today. */
export function recentReasons(bounces: readonly Bounce[], now: Time): Background['reasons'] {
  const counts = new Map<string, number>();
  for (const { date, message } of bounces) {
    if (date !== null && now - date > recentMs) continue;
    const { reason } = diagnose(message ?? '');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
