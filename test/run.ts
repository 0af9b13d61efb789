// `npm test`: browsers, build, types, then every suite; the last line counts them all. Words after `--` go to vitest as filters.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { needBrowsers } from './install-browsers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = `${root}dist/test-report.json`;
const running = new Set<ChildProcess>();

/** Runs a program of node_modules with this Node; resolves with its status, also when it was ended by a signal (then 1). */
function run(program: string, ...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [`${root}${program}`, ...args], { cwd: root, stdio: 'inherit' });
  running.add(child);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (status) => { running.delete(child); resolve(status ?? 1); });
  });
}

interface Count { passed: number; failed: number; skipped: number }

/** Numbers of vitest's report. A file that could not even be loaded is a failure without a test. */
function counted(): Count {
  const found = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: found.numPassedTests, failed: found.numFailedTests + unloaded, skipped: found.numPendingTests + found.numTodoTests };
}

/** Runs the suites. A status of failure without a failed test (nothing ran, an error outside of any test) counts as one. */
async function suites(filters: readonly string[]): Promise<Count> {
  rmSync(report, { force: true });
  const status = await run('node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts',
    '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters);
  try {
    const count = counted();
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch (error) {
    console.error(`no report: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function main(): Promise<number> {
  const filters = process.argv.slice(2);
  for (const { version, path } of needBrowsers(['chromium', 'firefox'])) console.log(`${version} (${path})`);
  mkdirSync(`${root}dist`, { recursive: true });
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const stages = [['build', 'build.mjs'], ['types of src', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
    ['types of test', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json']] as const;
  let built = true;
  for (const [name, program, ...args] of stages) {
    const good = (await run(program, ...args)) === 0;
    console.log(`${good ? 'passed' : 'FAILED'}: ${name}`);
    total[good ? 'passed' : 'failed'] += 1;
    if (name === 'build') built = good;
  }
  // Without a build the browsers would be tested with an old one, or with none.
  if (built) {
    const count = await suites(filters);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  return total.failed === 0 && total.passed > stages.length ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(1);
  });
}
process.exitCode = await main();
