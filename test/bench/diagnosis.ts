// Prints how often the diagnosis agrees with labels: node --import tsx test/bench/diagnosis.ts FILE.jsonl [--misses] (or SLUICE_BOUNCES=FILE.jsonl).
// A line is {"text": "...", "reasons": ["...", ...]}; the diagnosis is right when it gives one of `reasons`, exact when it gives the first.
import { readFileSync } from 'node:fs';
import { diagnose, reasons, type Reason } from '../../src/core/bounce.ts';
import { report } from './report.ts';

interface Sample {
  readonly text: string;
  readonly reasons: readonly Reason[];
}
interface Judged {
  readonly sample: Sample;
  readonly said: Reason;
  readonly right: boolean;
}

function isSample(value: unknown): value is Sample {
  if (typeof value !== 'object' || value === null) return false;
  const { text, reasons: labels } = value as Partial<Record<keyof Sample, unknown>>;
  return typeof text === 'string' && Array.isArray(labels) && labels.length > 0;
}

function samplesOf(path: string): readonly Sample[] {
  const values = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line));
  const bad = values.findIndex((value) => !isSample(value));
  if (bad !== -1) throw new Error(`${path}: entry ${bad + 1} is no {text, reasons}`);
  return values.filter(isSample);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}

function rowOf(label: Reason, judged: readonly Judged[]): string {
  const mine = judged.filter(({ sample }) => sample.reasons[0] === label);
  const cells = reasons.map((reason) => String(mine.filter(({ said }) => said === reason).length || '.').padStart(5));
  return `${label.padEnd(15)}${cells.join('')}  ${percent(mine.filter(({ right }) => right).length, mine.length).padStart(8)}  of ${mine.length}`;
}

function table(judged: readonly Judged[]): string {
  const head = `${'label / said'.padEnd(15)}${reasons.map((reason) => reason.slice(0, 4).padStart(5)).join('')}     right`;
  return [head, ...reasons.filter((reason) => judged.some(({ sample }) => sample.reasons[0] === reason)).map((reason) => rowOf(reason, judged))].join('\n');
}

const path = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? process.env.SLUICE_BOUNCES;
if (path === undefined) {
  console.error('Give a file of labelled samples, as an argument or in SLUICE_BOUNCES.');
  process.exit(2);
}
const judged = samplesOf(path).map((sample): Judged => {
  const said = diagnose(sample.text).reason;
  return { sample, said, right: sample.reasons.includes(said) };
});
const templates = [...new Map<string, Judged>(judged.map((one) => [one.sample.text.replace(/\S+@\S+/g, '').toLowerCase(), one])).values()];
const count = (some: readonly Judged[]): { readonly of: number; readonly right: number; readonly firstLabel: number } =>
  ({ of: some.length, right: some.filter((one) => one.right).length, firstLabel: some.filter(({ sample, said }) => sample.reasons[0] === said).length });
const figures = { all: count(judged), eachTextOnce: count(templates) };
const { all, eachTextOnce: once } = figures;
report(figures, () => `${table(judged)}

right ${all.right} of ${all.of}: ${percent(all.right, all.of)}; each text once: ${percent(once.right, once.of)} of ${once.of}
first label: ${percent(all.firstLabel, all.of)}`);
if (process.argv.includes('--misses')) for (const { sample, said } of judged.filter((one) => !one.right)) console.log(`${said} instead of ${sample.reasons.join('/')}: ${JSON.stringify(sample.text.slice(0, 200))}`);
