// Every bench, one table after the other, or all their figures in one object with `--json`: what is painted when, what a sweep costs, how often a diagnosis is right, how often an alert is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Bench { readonly title: string; readonly file: string; readonly args: readonly string[]; readonly skip: string | null }

const given = process.argv.slice(2);
const asJson = given.includes('--json');
const { SLUICE_BOUNCES: bounces, SLUICE_VOLUMES: volumes } = process.env;

const benches: readonly Bench[] = [
  { title: 'Beside an extension that does nothing', file: 'beside-empty.ts', args: [], skip: null },
  { title: 'A sweep', file: 'sweep.ts', args: given.filter((word) => word !== '--json'), skip: null },
  { title: 'The dashboard at 5,000 hostings', file: 'dashboard.ts', args: [], skip: null },
  { title: 'Why mail came back', file: 'diagnosis.ts', args: [], skip: bounces === undefined ? 'name a file of labelled replies with SLUICE_BOUNCES=/path/to/file.jsonl' : null },
  { title: volumes === undefined ? 'Unusual volume, on simulated days' : 'Unusual volume', file: 'volume.ts', args: [], skip: null },
];

/** Of all benches that gave figures, by title. */
const figures: Record<string, unknown> = {};

/** Runs one bench in a process of its own; its exit status, 0 where it was left out. */
function run({ title, file, args, skip }: Bench): number {
  if (!asJson) console.log(`\n## ${title}\n`);
  if (skip !== null) {
    if (!asJson) console.log(`left out: ${skip}`);
    return 0;
  }
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', path, ...args, ...(asJson ? ['--json'] : [])], { stdio: ['ignore', asJson ? 'pipe' : 'inherit', 'inherit'], encoding: 'utf8' });
  if (asJson && status === 0) figures[title] = JSON.parse(stdout);
  return status ?? 1;
}

// What is measured is what the stores would get.
const packed = spawnSync(process.execPath, ['build.mjs', '--package'], { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
const failed = packed ? benches.filter((bench) => run(bench) !== 0) : benches;
if (asJson) console.log(JSON.stringify(figures));
process.exitCode = failed.length === 0 ? 0 : 1;
