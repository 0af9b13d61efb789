// The matrix: the worker killed at every 10 ms of an action, for each way in which the provider may answer; and at every 10 ms of a sweep.
import type { BrowserKind } from '../install-browsers.ts';
import type { NextAnswer } from '../sandbox/control/control-calls.ts';
import { type Run, type Story, type Tally, type Wish, command, names, onStage, pause, wake } from './stage.ts';

type Fault = Omit<NextAnswer, 'path' | 'method'> | null;

const outcomes: Readonly<Record<string, Fault>> = {
  ok: null, slow: { delayMs: 150, execute: true }, refused: { status: 400, body: { message: 'not in this state' } }, down: { status: 503, body: {} },
  cutBefore: { cut: 'before' }, cutAfter: { cut: 'after' }, silent: { silence: true }, silentButDone: { silence: true, execute: true }, expired: { status: 401, body: { message: 'You must login first' } },
};

export interface MatrixSize { readonly everyMs: number; readonly untilMs: number }

const delaysOf = ({ everyMs, untilMs }: MatrixSize): readonly number[] => Array.from({ length: Math.floor(untilMs / everyMs) + 1 }, (_, step) => step * everyMs);

/** Asks and confirms a block, and kills the worker so long after the yes. */
async function killedAfter(run: Run, name: string, fault: Fault, delayMs: number): Promise<Wish | null> {
  await run.sandbox.calls.setHosting({ serviceName: name, state: 'ok' });
  if (fault !== null) await run.sandbox.calls.nextAnswer({ path: `/hosting/web/${name}/email/request`, method: 'POST', ...fault });
  const asked = (await command(run, 'ask', { hosting: `eu/${name}`, kind: 'block' })) as { ok: boolean; value: { ask: string; seen: string } } | null;
  if (asked?.ok !== true) return null;
  const { ask, seen } = asked.value;
  void command(run, 'confirm', { ask, hosting: `eu/${name}`, kind: 'block', seen, stayBlocked: false, recipient: null });
  await pause(delayMs);
  await run.browser.killWorker().catch(() => undefined);
  void wake(run);
  return { id: ask, name, kind: 'block' };
}

async function sweptAndKilled(run: Run, name: string, delayMs: number): Promise<void> {
  await run.sandbox.calls.setHosting({ serviceName: name, state: 'spam' });
  void command(run, 'checkNow', {});
  await pause(delayMs);
  await run.browser.killWorker().catch(() => undefined);
  void wake(run);
}

async function play(run: Run, delays: readonly number[]): Promise<Story> {
  const story: Story = { wishes: [], changed: [], kills: 0 };
  const fresh = [...(await names(run))];
  for (const delayMs of delays) {
    for (const fault of Object.values(outcomes)) {
      const wish = await killedAfter(run, fresh.pop() as string, fault, delayMs);
      if (wish !== null) story.wishes.push(wish);
      story.kills += 1;
    }
    const changed = fresh.shift() as string;
    await sweptAndKilled(run, changed, delayMs);
    story.changed.push(changed);
    story.kills += 1;
  }
  return story;
}

/** Every delay with every outcome, each on a hosting of its own. */
export function matrix(kind: BrowserKind, size: MatrixSize): Promise<Tally> {
  const delays = delaysOf(size);
  return onStage(kind, delays.length * (Object.keys(outcomes).length + 1) + 4, 1, (run) => play(run, delays));
}

