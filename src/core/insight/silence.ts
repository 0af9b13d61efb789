// Whether a site that sends every day has fallen silent today.

/** Days that must be known, and are looked at. */
const fewestDays = 14;
const mostDays = 28;
/** Of those days, this many may have been silent (a day of trouble) for the site still to be one that sends every day. */
const silentDays = 1;
/** How sure it must be that an ordinary day would have had its first mail by now. */
const chance = 0.001;
/** Mails come in heaps, and more by day than at night: a day is taken to bring at most this many separate occasions to send. */
const mostOccasions = 24;
/** Before this part of the day nothing is said: sites sleep at night, wherever they are. */
const earliest = 0.5;

const isCount = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** Mails on a weak day: the tenth part of the days has fewer. */
function weakDay(days: readonly number[]): number {
  const sorted = [...days].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? 0;
}

/** The part of the day's mails, 0 to 1, that an ordinary site has sent by now: none in the first quarter of the day, then evenly. */
const sharePast = (dayPart: number): number => Math.max(0, (dayPart - 0.25) / 0.75);

/**
 * True when a site that sends every day has sent nothing today although it practically always would have by now. `history`:
 * mails of complete days, oldest first, the last one yesterday; `dayPart`: how much of the provider's day is past, 0 to 1.
 * Quiet unless 14 days are known, at most one of the last 28 was silent, and even
 * a weak day would have left less than 1 chance in 1,000 of nothing by now.
 */
export function isSilent(history: readonly number[], today: number, dayPart: number): boolean {
  const days = history.slice(-mostDays).filter(isCount);
  if (today !== 0 || days.length < fewestDays || !(dayPart >= earliest)) return false;
  if (days.filter((count) => count < 1).length > silentDays) return false;
  const occasions = Math.min(mostOccasions, weakDay(days));
  return Math.exp(-occasions * sharePast(Math.min(1, dayPart))) < chance;
}
