// The faults that were measured, each put back behind a flag (the variable SLUICE_FAULT, which only the tests' own loader reads): what the proof holds against them must fail.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Fault {
  /** What goes wrong then. */
  readonly name: string;
  readonly file: string;
  /** Replaced once; a text that is no longer there is an error, not a pass. */
  readonly from: string;
  readonly to: string;
  /** Files of tests that must fail. */
  readonly heldBy: readonly string[];
}

export const faults: readonly Fault[] = [
  { name: 'what a dead worker was sending is sent again', file: 'src/core/action-life.ts', from: "replaced(action, index, { life: 'lost' });\n}\n\nexport function ended", to: "replaced(action, index, { life: 'waiting', sentAt: null });\n}\n\nexport function ended", heldBy: ['test/background/kill.test.ts'] },
  { name: 'a write without an answer is sent again', file: 'src/core/action-life.ts', from: "'unclear') return { ...replaced(action, index, { life: 'lost' }), failure };", to: "'unclear') return { ...replaced(action, index, { life: 'waiting', sentAt: null }), failure };", heldBy: ['test/background/act.test.ts'] },
  { name: 'a request leaves in a state that does not allow it', file: 'src/core/actions.ts', from: "case 'PURGE': return state === 'ko'", to: "case 'PURGE': return state !== '' || state === 'ko'", heldBy: ['test/core/action-life.test.ts'] },
  { name: 'several contexts write without a lock', file: 'src/background/store.ts', from: "  const head = await ports.lock('store', 'wait', async () => {", to: '  const head = await (async (job: () => Promise<Head>) => job())(async () => {', heldBy: ['test/background/store.test.ts'] },
  { name: 'a change is told under a new id each time', file: 'src/core/notices.ts', from: 'id: `stopped|${hosting.id}|${change.stop.seenAt}', to: 'id: `stopped|${hosting.id}|${Math.random()}', heldBy: ['test/core/notices.test.ts'] },
  { name: 'what was told is written after what it tells of', file: 'src/background/store.ts', from: '    if (Object.keys(entries).length > 0) await ports.storage.set(entries);', to: "    const { outbox, ...rest } = entries;\n    if (Object.keys(rest).length > 0) await ports.storage.set(rest);\n    if (outbox !== undefined) await ports.storage.set({ outbox });", heldBy: ['test/background/kill.test.ts'] },
  { name: 'an alarm is made anew at each start', file: 'src/platform/alarms.ts', from: 'if (there?.periodInMinutes !== everyMinutes) ', to: 'if (there?.periodInMinutes !== -1) ', heldBy: ['test/platform/alarms.test.ts'] },
  { name: 'a vanished alarm is not made again', file: 'src/background/watching/rounds.ts', from: '  await mendCommon(ports);\n  await armSweep(ports);\n', to: '  await mendCommon(ports);\n', heldBy: ['test/background/trouble.test.ts'] },
  { name: 'a request waits beyond the worker\'s life', file: 'src/provider/request.ts', from: 'timeOutMs = 25_000', to: 'timeOutMs = 250_000', heldBy: ['test/provider/enemies.test.ts'] },
  { name: 'a redirect is followed', file: 'src/provider/request.ts', from: "redirect: 'manual', ...init", to: "...init, redirect: 'follow'", heldBy: ['test/provider/enemies.test.ts'] },
  { name: 'a list of accounts that cannot be read is an empty one', file: 'src/core/stored/lost.ts', from: "  accounts: (stored) => !isWhole(stored, decodeAccounts(stored) ?? undefined),", to: '  accounts: () => false,', heldBy: ['test/background/kept.test.ts'] },
  { name: 'a notice that is not whole holds back the others', file: 'src/core/stored/outbox.ts', from: 'list.filter(check) : []', to: '(list as T[]) : []', heldBy: ['test/background/kept.test.ts'] },
  { name: 'anybody may give commands', file: 'src/platform/receive.ts', from: 'if (sender.id !== ownId ||', to: 'if (', heldBy: ['test/platform/receive.test.ts'] },
  { name: 'a click of the page\'s script counts', file: 'src/content/draw.ts', from: 'if (event.isTrusted) pressed();', to: 'pressed();', heldBy: ['test/content/panel.test.ts'] },
  { name: 'an old figure is shown as fresh', file: 'src/core/model.ts', from: 'if (hosting.mailAt === null || hosting.failure !== null) return hosting.mailAt;', to: 'if (hosting.mailAt === null) return hosting.mailAt;', heldBy: ['test/core/read-at.test.ts'] },
];

const config = fileURLToPath(new URL('./faults.config.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the files of tests pass with the fault put back (by its number), or without any. */
export function passes(files: readonly string[], fault: number | null): boolean {
  const env = { ...process.env, ...(fault === null ? {} : { SLUICE_FAULT: String(fault) }) };
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--bail', '1', '--config', config, ...files], { cwd: root, env, encoding: 'utf8' });
  if (`${stdout}${stderr}`.includes('the fault is no longer to be put back')) throw new Error(`fault ${fault}: its text is not in its file any more`);
  return status === 0;
}
