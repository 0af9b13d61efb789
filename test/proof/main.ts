// `npm run proof`: the matrix and chaos in a real Chromium, their counts as one table; ends with 1 where something is not 0 that must be.
import { chaos } from './chaos.ts';
import { matrix } from './matrix.ts';
import { type Tally, violations } from './stage.ts';

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
}

const proofs: Readonly<Record<string, () => Promise<Tally>>> = {
  matrix: () => matrix('chromium', { everyMs: option('every', 10), untilMs: option('until', 300) }),
  chaos: () => chaos('chromium', option('kills', 200), option('seed', Date.now() % 100_000)),
};
const asked = Object.keys(proofs).filter((name) => process.argv.includes(name));

let failed = false;
console.log('| proof | kills | actions | changes | sent twice | believed, not done | forgotten | not told | told twice | repeated by the browser |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
for (const name of asked.length === 0 ? Object.keys(proofs) : asked) {
  const result = await (proofs[name] as () => Promise<Tally>)();
  console.log(`| ${name}, seed ${result.seed} | ${[result.kills, result.actions, result.changes, result.sentTwice, result.believedButNotDone, result.forgotten, result.endsNotTold + result.changesNotTold, result.changesToldTwice, result.repeatedByBrowser].join(' | ')} |`);
  const wrong = violations(result);
  if (wrong.length > 0) console.error(`${name}: must be 0: ${wrong.join(', ')}`);
  failed ||= wrong.length > 0;
}
process.exitCode = failed ? 1 : 0;
