// Every bench, one table after the other: what a sweep costs, how often a diagnosis is right, how often an alert is. Figures are ratios or counts.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Bench { readonly title: string; readonly file: string; readonly args: readonly string[]; readonly skip: string | null }

const given = process.argv.slice(2);
const { SLUICE_BOUNCES: bounces, SLUICE_VOLUMES: volumes } = process.env;

const benches: readonly Bench[] = [
  { title: 'A sweep', file: 'sweep.ts', args: given, skip: null },
  { title: 'The dashboard at 5,000 hostings', file: 'dashboard.ts', args: [], skip: null },
  { title: 'Why mail came back', file: 'diagnosis.ts', args: [], skip: bounces === undefined ? 'name a file of labelled replies with SLUICE_BOUNCES=/path/to/file.jsonl' : null },
  { title: volumes === undefined ? 'Unusual volume, on simulated days' : 'Unusual volume', file: 'volume.ts', args: [], skip: null },
];

/** Runs one bench in a process of its own; its exit status, 0 where it was left out. */
function run({ title, file, args, skip }: Bench): number {
  console.log(`\n## ${title}\n`);
  if (skip !== null) {
    console.log(`left out: ${skip}`);
    return 0;
  }
  const path = fileURLToPath(new URL(file, import.meta.url));
  return spawnSync(process.execPath, ['--import', 'tsx', path, ...args], { stdio: 'inherit' }).status ?? 1;
}

const failed = benches.filter((bench) => run(bench) !== 0);
process.exitCode = failed.length === 0 ? 0 : 1;
