// Whether today's mails are unusual for a hosting, judged by what its past days make likely.

/** How today's volume stands: usual, worth a look, or worth a notice. */
export type VolumeAlert = 'none' | 'watch' | 'warn';

/** Mails a day from which a day is `watch` or `warn`; `Infinity` while too few days are known to tell. */
export interface UsualBound {
  readonly watch: number;
  readonly warn: number;
}

/** One guess at how a hosting sends: mails a day, and the shape of the negative binomial (1 / dispersion). */
interface Guess {
  readonly mean: number;
  readonly shape: number;
  readonly weight: number;
}

const fewestDays = 4;
const mostDays = 56;
/** Figures above this are taken for it: sums of logarithms stay exact enough. */
const mostMails = 1e9;
/** Day-to-day spread of mail counts beyond pure chance, as variance = mean + dispersion × mean². */
const dispersions = [0.1, 0.2, 0.3, 0.45, 0.7];
/** The means that are tried: the median day times 1.25 to these powers, so from a quarter to four times of it. */
const meanSteps = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6];
/** One day in twenty may have come from elsewhere (a burst, a stop): it must not move the guess. Any size is then as likely, by its logarithm. */
const strayShare = 0.05;
const straySpan = 4;
/** What a burst is taken to be: seven times the mails, between the five and ten times that should be seen. */
const burstFactor = 7;
/** How many times better a burst must explain the day than an ordinary day does, as a logarithm. */
const evidence = { watch: 0.5, warn: 1.3 };
/** Below these nothing is said, however silent the past. */
const fewest = { watch: 8, warn: 10 };
/** A level reached in three of the last four weeks is a habit, a newsletter say; this much above it is still the same. */
const habit = { weeks: 4, reached: 3, watch: 1.2, warn: 1.5 };

const isCount = (value: number): boolean => Number.isFinite(value) && value >= 0;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The logarithm of how likely the days are with this mean and shape; `base` holds each day's part that knows no mean. */
function logLikelihood(days: readonly number[], base: readonly number[], mean: number, shape: number): number {
  const none = shape * Math.log(shape / (shape + mean));
  const each = Math.log(mean / (shape + mean));
  return days.reduce((sum, count, at) => {
    const usual = Math.exp((base[at] ?? 0) + none + count * each);
    return sum + Math.log((1 - strayShare) * usual + strayShare / ((count + 1) * straySpan));
  }, 0);
}

function guessesFrom(days: readonly number[]): readonly Guess[] {
  const middle = Math.max(0.5, median(days));
  const guesses = dispersions.flatMap((dispersion) => {
    const shape = 1 / dispersion;
    const base = days.map((count) => logGamma(count + shape) - logGamma(shape) - logGamma(count + 1));
    return meanSteps.map((step) => {
      const mean = middle * 1.25 ** step;
      return { mean, shape, weight: logLikelihood(days, base, mean, shape) };
    });
  });
  const best = Math.max(...guesses.map((guess) => guess.weight));
  return guesses.map((guess) => ({ ...guess, weight: Math.exp(guess.weight - best) })).filter((guess) => guess.weight > 1e-4);
}

/** The logarithm of how much better a burst explains this count than an ordinary day does, over all guesses. */
function burstEvidence(guesses: readonly Guess[], count: number): number {
  const terms = guesses.map(({ mean, shape, weight }) => {
    const common = Math.log(weight) + logGamma(count + shape) - logGamma(shape) + shape * Math.log(shape);
    const of = (m: number): number => common + count * Math.log(m) - (count + shape) * Math.log(shape + m);
    return { usual: of(mean), burst: of(mean * burstFactor) };
  });
  return logSum(terms.map((term) => term.burst)) - logSum(terms.map((term) => term.usual));
}

function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/** The smallest count that shows more than this evidence. */
function countWith(guesses: readonly Guess[], wanted: number): number {
  let below = 0;
  let above = 1;
  while (burstEvidence(guesses, above) <= wanted && above < 1e12) [below, above] = [above, above * 2];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (burstEvidence(guesses, middle) > wanted) above = middle;
    else below = middle;
  }
  return above;
}

/** The most mails of a day that three of the last four weeks reached; 0 while fewer weeks are known. */
function habitualMost(days: readonly number[]): number {
  const weeks = Array.from({ length: habit.weeks }, (_, back) => days.slice(-7 * (back + 1), days.length - 7 * back));
  const most = weeks.map((week) => Math.max(0, ...week)).sort((a, b) => b - a);
  return most[habit.reached - 1] ?? 0;
}

/**
 * From how many mails a day is unusual. `history`: mails of complete days, oldest first, the last one yesterday; what is no
 * count is left out, and only the last 56 are looked at.
 */
export function usualBound(history: readonly number[]): UsualBound {
  const days = history.slice(-mostDays).filter(isCount).map((count) => Math.min(mostMails, Math.floor(count)));
  if (days.length < fewestDays) return { watch: Infinity, warn: Infinity };
  const guesses = guessesFrom(days);
  const usual = habitualMost(days);
  const bound = (level: 'watch' | 'warn'): number => Math.max(fewest[level], countWith(guesses, evidence[level]), Math.ceil(usual * habit[level]) + 1);
  return { watch: bound('watch'), warn: bound('warn') };
}

/** How today's mails so far stand against `usualBound(history)`: at the bound or above it. */
export function volumeAlert(history: readonly number[], today: number): VolumeAlert {
  if (!isCount(today)) return 'none';
  const bound = usualBound(history);
  if (today >= bound.warn) return 'warn';
  return today >= bound.watch ? 'watch' : 'none';
}

const lanczos = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
/** The logarithm of the gamma function for x > 0, by Lanczos's approximation (1964), good to ten digits. */
function logGamma(x: number): number {
  const series = lanczos.reduce((sum, factor, at) => sum + factor / (x + 1 + at), 1.000000000190015);
  return (x + 0.5) * Math.log(x + 5.5) - (x + 5.5) + Math.log((2.5066282746310005 * series) / x);
}
