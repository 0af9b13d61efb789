// `npm run sandbox -- --port 8443 --hostings 12 --speed 60`: prints one line of JSON and serves until it is ended.
import { parseArgs } from 'node:util';
import { type SandboxStart, startSandbox } from './sandbox.ts';

const limits = {
  port: { least: 0, most: 65_535, whole: true }, hostings: { least: 0, most: 5000, whole: true }, ca: { least: 0, most: 5000, whole: true },
  speed: { least: 0.001, most: 100_000, whole: false },
} as const;
type Name = keyof typeof limits;
const names = Object.keys(limits) as readonly Name[];

/** What is asked for, or a sentence that says which argument is wrong and what is allowed. */
function startOf(args: readonly string[]): SandboxStart | string {
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) });
    const start: Partial<Record<Name, number>> = {};
    for (const name of names) {
      const given = values[name];
      if (given === undefined) continue;
      if (!isWithin(given, name)) return `--${name} ${String(given)} is not possible: ${allowed(name)}.`;
      start[name] = Number(given);
    }
    return start;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\nAllowed: ${names.map((name) => `--${name} (${allowed(name)})`).join(', ')}.`;
  }
}

function isWithin(given: unknown, name: Name): given is string {
  const { least, most, whole } = limits[name];
  if (typeof given !== 'string' || !/^\d+(\.\d+)?$/.test(given)) return false;
  const value = Number(given);
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}

function allowed(name: Name): string {
  const { least, most, whole } = limits[name];
  return `${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`;
}

/** Ends with a status: 2 for a wrong argument, 1 when the port cannot be had. */
function fail(message: string, status: number): never {
  console.error(`sandbox: ${message}`);
  process.exit(status);
}

const start = startOf(process.argv.slice(2));
if (typeof start === 'string') fail(start, 2);
const sandbox = await startSandbox(start).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error), 1));
const { origin, hosts, spki, proxy, control } = sandbox;
console.log(JSON.stringify({ origin, hosts, spki, proxy, control }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
