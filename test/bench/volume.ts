// Prints how often unusual days are seen and ordinary ones are not: node --import tsx test/bench/volume.ts [FILE.jsonl] (or SLUICE_VOLUMES=FILE.jsonl).
// A line is {"history": [...], "today": 5, "burst": 0 | 5 | 10, "earlierBurst": false}; without a file, days of its own seeded simulator.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { volumeAlert, type VolumeAlert } from '../../src/core/volume.ts';
import { report } from './report.ts';

/** One hosting on one day: what was sent before, what was sent today, and what today's usual mean was multiplied by (0: by nothing). */
export interface Day {
  readonly history: readonly number[];
  readonly today: number;
  readonly burst: number;
  /** Whether an earlier day of the history was a burst too. */
  readonly earlierBurst: boolean;
}
interface Judged extends Day {
  readonly said: VolumeAlert;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box and Muller, 1958. */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Marsaglia and Tsang, 2000; for shapes from 1. */
function gamma(random: () => number, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x * x / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function poisson(random: () => number, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let count = 0;
  for (let left = random(); left > Math.exp(-mean); left *= random()) count += 1;
  return count;
}

/** Days of hostings that send 3 to 800 mails, weekends at 65 %, 7 to 56 days back; counts are negative binomial with dispersion 0.1 to 0.5. */
export function simulatedDays(seed: number, many: number): readonly Day[] {
  const random = randomFrom(seed);
  const oneOf = (values: readonly number[]): number => values[Math.floor(random() * values.length)] ?? 0;
  return Array.from({ length: many }, () => {
    const mean = oneOf([3, 8, 20, 60, 200, 800]);
    const length = oneOf([7, 10, 14, 28, 56]);
    const dispersion = 0.1 + 0.4 * random();
    const firstDay = Math.floor(random() * 7);
    const earlierBurst = random() < 0.25;
    const kind = random();
    const burst = kind < 0.65 ? 0 : kind < 0.825 ? 5 : 10;
    const sent = (at: number, factor: number): number => poisson(random, mean * factor * ((at + firstDay) % 7 < 2 ? 0.65 : 1) * dispersion * gamma(random, 1 / dispersion));
    const history = Array.from({ length }, (_, at) => sent(at, earlierBurst && at === length - 5 ? 10 : 1));
    return { history, today: sent(length, burst || 1), burst, earlierBurst };
  });
}

function isDay(value: unknown): value is Day {
  if (typeof value !== 'object' || value === null) return false;
  const { history, today, burst, earlierBurst } = value as Partial<Record<keyof Day, unknown>>;
  return Array.isArray(history) && typeof today === 'number' && typeof burst === 'number' && typeof earlierBurst === 'boolean';
}

function daysOf(path: string): readonly Day[] {
  const values = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line));
  const bad = values.findIndex((value) => !isDay(value));
  if (bad !== -1) throw new Error(`${path}: entry ${bad + 1} is no {history, today, burst, earlierBurst}`);
  return values.filter(isDay);
}

export const judge = (days: readonly Day[]): readonly Judged[] => days.map((day) => ({ ...day, said: volumeAlert(day.history, day.today) }));

/** The share of the days of a kind, 0 to 1, on which `warn` was said. */
export function warned(judged: readonly Judged[], burst: number, earlierBurst?: boolean): number {
  const mine = kind(judged, burst, earlierBurst);
  return mine.filter(({ said }) => said === 'warn').length / mine.length;
}

function kind(judged: readonly Judged[], burst: number, earlierBurst?: boolean): readonly Judged[] {
  return judged.filter((day) => day.burst === burst && (earlierBurst === undefined || day.earlierBurst === earlierBurst));
}

/** Shares are 0 to 1; `any`: `warn` or `watch`. Null where there is no such day. */
interface Row { readonly days: string; readonly many: number; readonly warn: number | null; readonly any: number | null; readonly goal: string }

function row(days: string, judged: readonly Judged[], goal: string): Row {
  const share = (count: number): number | null => (judged.length === 0 ? null : count / judged.length);
  return { days, many: judged.length, warn: share(judged.filter(({ said }) => said === 'warn').length), any: share(judged.filter(({ said }) => said !== 'none').length), goal };
}

const rowsOf = (judged: readonly Judged[]): readonly Row[] => [
  row('ordinary', kind(judged, 0), 'at most 1.5 %'),
  row('  after an earlier burst', kind(judged, 0, true), ''),
  row('5 times', kind(judged, 5), 'at least 70 %'),
  row('  after an earlier burst', kind(judged, 5, true), 'at least 65 %'),
  row('10 times', kind(judged, 10), 'at least 88 %'),
  row('  after an earlier burst', kind(judged, 10, true), ''),
];

function table(rows: readonly Row[]): string {
  const percent = (share: number | null): string => (share === null ? '-' : `${(100 * share).toFixed(1)} %`).padStart(9);
  const head = `${'days'.padEnd(26)}${'many'.padStart(6)}${'warn'.padStart(9)}${'or watch'.padStart(9)}   goal for warn`;
  return [head, ...rows.map(({ days, many, warn, any, goal }) => `${days.padEnd(26)}${String(many).padStart(6)}${percent(warn)}${percent(any)}   ${goal}`)].join('\n');
}

function print(): void {
  const path = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? process.env['SLUICE_VOLUMES'];
  const days = path === undefined ? simulatedDays(20_260_901, 12_000) : daysOf(path);
  const began = performance.now();
  const rows = rowsOf(judge(days));
  const msADay = (performance.now() - began) / days.length;
  report({ simulated: path === undefined, rows, msADay }, () => `${path === undefined ? 'simulated days' : path}\n${table(rows)}\n${msADay.toFixed(2)} ms a day judged`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) print();
