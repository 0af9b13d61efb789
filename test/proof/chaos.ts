// Chaos: actions and looks while the worker is killed at random moments and the provider fails in the ways it can.
import { allowedActions } from '../../src/core/actions.ts';
import type { BrowserKind } from '../install-browsers.ts';
import { type Run, type Story, type Tally, type Wish, command, kill, names, onStage, pick, wake } from './stage.ts';

/** One of the provider's ways to fail at the next request for an act on this hosting; most often none. */
async function trouble(run: Run, name: string): Promise<void> {
  const path = `/hosting/web/${name}/email/request`;
  const lot = run.random();
  if (lot < 0.08) await run.sandbox.calls.nextAnswer({ path, method: 'POST', cut: 'before' });
  else if (lot < 0.18) await run.sandbox.calls.nextAnswer({ path, method: 'POST', cut: 'after' });
  else if (lot < 0.24) await run.sandbox.calls.nextAnswer({ path, method: 'POST', status: 503, body: {} });
  else if (lot < 0.34) await run.sandbox.calls.nextAnswer({ path, method: 'POST', delayMs: 400, execute: true });
}

/** Asks and confirms one action. Null when Sluice, dying, gave no answer to the question: then nothing was confirmed. */
async function act(run: Run, name: string, state: string): Promise<Wish | null> {
  const kind = pick(run, allowedActions(state));
  await trouble(run, name);
  const asked = (await command(run, 'ask', { hosting: `eu/${name}`, kind })) as { ok: boolean; value: { ask: string; seen: string } } | null;
  if (asked?.ok !== true) return null;
  const { ask, seen } = asked.value;
  void command(run, 'confirm', { ask, hosting: `eu/${name}`, kind, seen, stayBlocked: false, recipient: null });
  return { id: ask, name, kind };
}

async function play(run: Run, kills: number): Promise<Story> {
  const story: Story = { wishes: [], changed: [], kills: 0 };
  const fresh = [...(await names(run))];
  while (story.kills < kills && fresh.length > 2) {
    const name = fresh.shift() as string;
    const { state } = await run.sandbox.calls.hosting({ serviceName: name });
    const wish = allowedActions(state).length > 0 ? await act(run, name, state) : null;
    if (wish !== null) story.wishes.push(wish);
    if (run.random() < 0.4) {
      const other = fresh.pop() as string;
      await run.sandbox.calls.setHosting({ serviceName: other, state: 'spam' });
      story.changed.push(other);
    }
    for (let more = 1 + Math.floor(run.random() * 2); more > 0; more -= 1) {
      await kill(run);
      story.kills += 1;
      void wake(run);
    }
  }
  return story;
}

/** Plays until the worker was killed so often. */
export function chaos(kind: BrowserKind, kills: number, seed: number): Promise<Tally> {
  return onStage(kind, Math.ceil(kills * 1.6) + 12, seed, (run) => play(run, kills));
}
