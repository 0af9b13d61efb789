// Where proofs play: a real browser with the built extension and a sandbox; what was wished for, what was killed, and what the provider did held against what Sluice believes and tells.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Action, ActionKind } from '../../src/core/actions.ts';
import { openBrowser } from '../browser/drive/open.ts';
import type { TestBrowser } from '../browser/drive/kinds.ts';
import { waitFor } from '../browser/drive/wait.ts';
import type { BrowserKind } from '../install-browsers.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { seeded } from './seeded.ts';

export interface Tally {
  readonly seed: number;
  readonly kills: number;
  readonly actions: number;
  readonly changes: number;
  /** Each of these must be 0. */
  readonly sentTwice: number;
  readonly believedButNotDone: number;
  readonly forgotten: number;
  readonly endsNotTold: number;
  readonly changesNotTold: number;
  readonly changesToldTwice: number;
  /** Requests that reached the provider more often than Sluice sent them: the browser's own repetition on a dead connection. */
  readonly repeatedByBrowser: number;
}

export interface Run { readonly browser: TestBrowser; readonly sandbox: Sandbox; readonly random: () => number }

export const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
export const pick = <T>({ random }: Run, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

export function command(run: Run, name: string, args: object): Promise<unknown> {
  // A worker killed while it answers is sometimes never heard of again: what waits here gives up as Sluice's own pages do.
  return run.browser.inExtension((api, message) => Promise.race([
    api.runtime.sendMessage(message).catch(() => null), new Promise((resolve) => { setTimeout(resolve, 20_000, null); }),
  ]), { sluice: 'page', command: name, args });
}

export function stored<T>(run: Run): Promise<Record<string, T>> {
  return run.browser.inExtension(async (api) => (await api.storage.local.get(null)) as never, ...[]) as Promise<Record<string, T>>;
}

export interface Wish { readonly id: string; readonly name: string; readonly kind: ActionKind }

export async function kill(run: Run): Promise<void> {
  await pause(run.random() * 350);
  await run.browser.killWorker().catch(() => undefined);
}

/** Wakes the worker as the browser does: by a message that it knows nothing of. It takes up what was left at every start. */
export const wake = (run: Run): Promise<unknown> => command(run, 'attend', { hosting: null });

export const names = async (run: Run): Promise<readonly string[]> => (await run.sandbox.calls.hostings()).map((one) => one.serviceName);

export interface Story { readonly wishes: Wish[]; readonly changed: string[]; kills: number }

export async function settle(run: Run, story: Story): Promise<Record<string, Action>> {
  await run.sandbox.calls.clearAnswers();
  // A message to a worker that has just been killed may never be answered: a person presses again.
  await waitFor(async () => (await command(run, 'checkNow', {})) !== null, { what: 'a look at everything', timeoutMs: 90_000 });
  return waitFor(async () => {
    const all = await stored<Action>(run);
    const open = story.wishes.filter(({ id, name }) => {
      const action = all[`action/eu/${name}`];
      // A lost answer is followed for 15 minutes; that it is still followed is enough.
      return action?.id === id && action.outcome === null && !action.steps.some((step) => step.life === 'lost');
    });
    if (open.length > 0) void wake(run);
    return open.length === 0 ? all : null;
  }, { what: 'every action to end', timeoutMs: 180_000, everyMs: 1_000 });
}

/** Ids of every notice that the journal says was told. */
export function told(run: Run): Promise<readonly string[]> {
  return run.browser.inExtension(() => new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('sluice');
    opening.onerror = () => reject(new Error('no journal'));
    opening.onsuccess = () => {
      const all = opening.result.transaction('entries').objectStore('entries').getAll();
      all.onsuccess = () => { opening.result.close(); resolve(all.result.flatMap((entry: { what: { kind: string; notice: string } }) => (entry.what.kind === 'notice' ? [entry.what.notice] : []))); };
    };
  }));
}

/** That the hosting was seen in the state into which it was put; some were stopped for another reason before, which was told too. */
const tellsOf = (id: string, name: string): boolean => id.startsWith(`stopped|eu/${name}|`) && id.endsWith('|spam');

/** Every notice, once the changes are told. A look that was asked of a worker just killed may never begin: the next event tells, given here in place of the alarm. */
async function lastNotices(run: Run, story: Story): Promise<readonly string[]> {
  const allTold = async (): Promise<readonly string[] | null> => {
    const ids = await told(run);
    return story.changed.every((name) => ids.some((id) => tellsOf(id, name))) ? ids : null;
  };
  return waitFor(async () => {
    const ids = await waitFor(allTold, { what: 'the notices of a look', timeoutMs: 12_000, everyMs: 1_000 }).catch(() => null);
    if (ids === null) await wake(run);
    return ids;
  }, { what: 'the last notices', timeoutMs: 60_000 }).catch(() => told(run));
}

export async function tally(run: Run, story: Story, seed: number): Promise<Tally> {
  const all = await settle(run, story);
  const count = { sentTwice: 0, believedButNotDone: 0, forgotten: 0, endsNotTold: 0, repeatedByBrowser: 0 };
  const notices = await lastNotices(run, story);
  let actions = 0;
  for (const { id, name } of story.wishes) {
    const action = all[`action/eu/${name}`];
    // A worker that died before it wrote the confirmation down has forgotten nothing: nothing was confirmed to it.
    if (action?.id !== id) continue;
    actions += 1;
    const executed = (await run.sandbox.calls.executed({ serviceName: name })).map((one) => one.action);
    for (const request of ['BLOCK', 'UNBLOCK', 'PURGE'] as const) {
      const sent = action.steps.filter((step) => step.request === request && step.sentAt !== null);
      const done = executed.filter((one) => one === request).length;
      const arrived = (await run.sandbox.calls.requests({ path: `/hosting/web/${name}/email/request`, method: 'POST' })).filter((one) => one.body.includes(`"${request}"`)).length;
      count.repeatedByBrowser += Math.max(0, arrived - sent.length);
      if (done > sent.length && arrived <= sent.length) count.sentTwice += 1;
      if (sent.some((step) => step.life === 'done' || step.life === 'sent') && done === 0) count.believedButNotDone += 1;
    }
    const followed = action.outcome === null && action.steps.some((step) => step.life === 'lost');
    if (action.outcome === null && !followed) count.forgotten += 1;
    if (action.outcome !== null && !notices.includes(`action|eu/${name}|${id}`)) count.endsNotTold += 1;
  }
  const tellings = story.changed.map((name) => notices.filter((id) => tellsOf(id, name)).length);
  return {
    seed, kills: story.kills, actions, changes: story.changed.length, ...count,
    changesNotTold: tellings.filter((times) => times === 0).length, changesToldTwice: tellings.filter((times) => times > 1).length,
  };
}

/** Plays on a browser of its own with so many hostings, and counts. The build is copied: somebody may be rebuilding it. */
export async function onStage(kind: BrowserKind, hostings: number, seed: number, play: (run: Run) => Promise<Story>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-proof-'));
  cpSync(fileURLToPath(new URL(`../../dist/${kind}`, import.meta.url)), join(folder, 'extension'), { recursive: true });
  const sandbox = await startSandbox({ hostings, speed: 120, options: { traffic: false } });
  const browser = await openBrowser(kind, { sandbox, extension: join(folder, 'extension') });
  const run: Run = { browser, sandbox, random: seeded(seed) };
  try {
    await browser.setCookies((await sandbox.calls.login()).cookies);
    await command(run, 'checkNow', {});
    await waitFor(async () => ((await stored<{ accounts: { sweptAt: number | null }[] }>(run))['head']?.accounts[0]?.sweptAt ?? null) !== null, { what: 'the first sweep', timeoutMs: 60_000 });
    return await tally(run, await play(run), seed);
  } finally {
    await browser.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What must be 0 and is not. */
export function violations(result: Tally): readonly string[] {
  const never = ['sentTwice', 'believedButNotDone', 'forgotten', 'endsNotTold', 'changesNotTold', 'changesToldTwice'] as const;
  return never.filter((name) => result[name] > 0).map((name) => `${name}: ${result[name]}`);
}

