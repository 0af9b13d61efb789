// Several hands on one hosting at the same time: two popups, the panel's chip and the dashboard. One action goes out, the others are told.
import { expect, test } from 'vitest';
import type { Screen } from './drive/screen.ts';
import { actionButton, ask, openHosting } from './drive/popup.ts';
import { chip, panelRoute } from './drive/panel.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world();

interface Hand { readonly where: string; readonly screen: Screen }

/** Every place from which the act can be done, each with its question open. */
async function asking(name: string, kind: 'block' | 'purge'): Promise<readonly Hand[]> {
  const hands: Hand[] = [];
  for (const where of ['a popup', 'another popup']) {
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, kind, name);
    hands.push({ where, screen });
  }
  const table = await here.browser.extensionPage(`dashboard.html#eu/${name}`);
  const dashboard = here.browser.screen(table, 'the dashboard');
  await ask(dashboard, kind, name);
  hands.push({ where: 'the dashboard', screen: dashboard });
  const page = await here.tab(panelRoute(name));
  const panel = await chip(here.browser, page, new RegExp(word(kind === 'block' ? 'state_ok' : 'state_spam')));
  await panel.press('button', new RegExp(word(kind === 'block' ? 'state_ok' : 'state_spam')));
  await panel.press('button', actionButton(kind));
  await waitFor(async () => (await panel.find('button', word(`action_${kind}`))).enabled, { what: "the panel's question" });
  hands.push({ where: 'the panel', screen: panel });
  return hands;
}

/** One mouse presses one after the other; nobody waits for what comes of it. */
async function press(hands: readonly Hand[], kind: 'block' | 'purge'): Promise<void> {
  for (const { where, screen } of hands) {
    await screen.press('button', word(`action_${kind}`)).catch((error: unknown) => { throw new Error(`${where}: ${String(error)}`); });
  }
}

test.each(['block', 'purge'] as const)('%s: all say yes, one request leaves, every other hand is told that it is under way', async (kind) => {
  const name = await here.newHosting({ state: kind === 'block' ? 'ok' : 'spam' });
  await here.control.delays({ purgeMs: 3_600_000, blockMs: 3_600_000 });
  const hands = await asking(name, kind);
  expect(await here.writes(name)).toEqual([]);
  await press(hands, kind);
  await waitFor(async () => (await here.executed(name)).length > 0, { what: 'the request' });
  const told = await waitFor(async () => {
    const says = await Promise.all(hands.map(async ({ screen }) => (await screen.text()).includes(word('refusal_busy'))));
    return says.filter(Boolean).length === hands.length - 1 ? says : null;
  }, { what: 'all but one to be refused', timeoutMs: 15_000 });
  expect(told).toHaveLength(4);
  await here.control.delays({ purgeMs: 450_000, blockMs: 60_000 });
  expect(await here.executed(name)).toEqual([kind.toUpperCase()]);
  expect(await here.writes(name)).toHaveLength(1);
});

test('two accounts see one hosting, two windows act through it: one request leaves', async () => {
  const name = await here.newHosting({ state: 'ok' });
  const made = await here.control.makeToken();
  const added = await here.command('addAccount', { region: 'eu', name: 'Token', secret: { kind: 'token', token: made.token } }) as { ok: boolean };
  expect(added.ok).toBe(true);
  await waitFor(async () => ((await here.hosting(name))?.accounts.length ?? 0) === 2, { what: 'both accounts to see it', timeoutMs: 20_000 });
  const hands: Hand[] = [];
  for (const where of ['a popup', 'another popup']) {
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    hands.push({ where, screen });
  }
  await press(hands, 'block');
  expect((await here.ended(name)).outcome).toBe('done');
  expect(await here.executed(name)).toEqual(['BLOCK']);
});
