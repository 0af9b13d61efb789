// `npm run proof`: the matrix and chaos in a real Chromium, a day of the worker's life, the faults put back; their counts as tables. Ends with 1 where something is not 0 that must be.
import { chaos } from './chaos.ts';
import { day } from './day.ts';
import { faults, passes } from './faults.ts';
import { matrix } from './matrix.ts';
import { type Tally, violations } from './stage.ts';

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
}
const seed = (): number => option('seed', Date.now() % 100_000);

const inBrowser = { matrix: () => matrix('chromium', { everyMs: option('every', 10), untilMs: option('until', 300) }), chaos: () => chaos('chromium', option('kills', 200), seed()) };

async function provedInBrowser(names: readonly (keyof typeof inBrowser)[]): Promise<boolean> {
  console.log('| proof | kills | actions | changes | sent twice | believed, not done | forgotten | not told | told twice | repeated by the browser |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  let held = true;
  for (const name of names) {
    const result: Tally = await inBrowser[name]();
    console.log(`| ${name}, seed ${result.seed} | ${[result.kills, result.actions, result.changes, result.sentTwice, result.believedButNotDone, result.forgotten, result.endsNotTold + result.changesNotTold, result.changesToldTwice, result.repeatedByBrowser].join(' | ')} |`);
    const wrong = violations(result);
    if (wrong.length > 0) console.error(`${name}: must be 0: ${wrong.join(', ')}`);
    held &&= wrong.length === 0;
  }
  return held;
}

const growth = (then: number, now: number): string => (then === 0 ? '–' : `${now >= then ? '+' : ''}${((now / then - 1) * 100).toFixed(1)} %`);

/** Over three quarters of a day storage may grow by half (figures of more days, hostings that are stopped), the heap by a third. */
async function provedByDay(): Promise<boolean> {
  const one = await day(seed(), option('hours', 24), option('hostings', 300));
  console.log('| a day | hostings | wakes | restarts | requests | changes | not told | told twice | storage | heap |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  console.log(`| ${one.hours} h, seed ${one.seed} | ${[one.hostings, one.wakes, one.restarts, one.requests, one.changes, one.notTold, one.toldTwice, growth(one.storedThen, one.storedNow), growth(one.heapThen, one.heapNow)].join(' | ')} |`);
  return one.notTold === 0 && one.toldTwice === 0 && one.storedNow < one.storedThen * 1.5 && one.heapNow <= one.heapThen * 1.33;
}

function provedByFaults(): boolean {
  const files = [...new Set(faults.flatMap((fault) => fault.heldBy))];
  console.log('| fault put back | the proof |\n|---|---|');
  const clean = passes(files, null);
  console.log(`| none | ${clean ? 'holds' : 'FAILS'} |`);
  let held = clean;
  faults.forEach((fault, number) => {
    const unseen = fault.heldBy.filter((file) => passes([file], number));
    console.log(`| ${fault.name} | ${unseen.length === 0 ? 'fails, as it must' : `NOT SEEN by ${unseen.join(', ')}`} |`);
    held &&= unseen.length === 0;
  });
  return held;
}

const proofs: Readonly<Record<string, () => Promise<boolean> | boolean>> = { matrix: () => provedInBrowser(['matrix']), chaos: () => provedInBrowser(['chaos']), day: provedByDay, faults: provedByFaults };
const asked = Object.keys(proofs).filter((name) => process.argv.includes(name));
let held = true;
for (const name of asked.length === 0 ? Object.keys(proofs) : asked) {
  console.log('');
  held = (await proofs[name]?.()) === true && held;
}
process.exitCode = held ? 0 : 1;
