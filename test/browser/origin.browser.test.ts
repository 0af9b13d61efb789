// Writes from the background, and by an open panel tab where the provider insists on its own origin.
import { describe, expect, test } from 'vitest';
import { panelRoute } from './drive/panel.ts';
import { ask, confirm, openHosting } from './drive/popup.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world();

async function block(name: string): Promise<void> {
  const { screen } = await here.popup();
  await openHosting(screen, name);
  await ask(screen, 'block', name);
  await confirm(screen, 'block');
}

describe('a write', () => {
  test('goes from the background, as the extension that it is', async () => {
    const name = await here.newHosting();
    await block(name);
    expect((await here.ended(name)).outcome).toBe('done');
    const [write, ...more] = await here.writes(name);
    expect(more).toEqual([]);
    expect(write?.headers['origin']).toBe(here.browser.extensionOrigin);
  });

  test('is carried by an open panel tab where the origin is refused; the provider acts once', async () => {
    const name = await here.newHosting();
    await here.tab(panelRoute());
    await here.control.options({ origin: 'panel' });
    await block(name);
    expect((await here.ended(name)).outcome).toBe('done');
    const writes = await here.writes(name);
    expect(writes.map((write) => write.headers['origin'])).toEqual([here.browser.extensionOrigin, 'https://manager.eu.ovhcloud.com']);
    expect(writes.map((write) => write.executed)).toEqual([false, true]);
    expect(await here.executed(name)).toEqual(['BLOCK']);
  });

  test('waits for a panel tab when none is open, and says so; opening one sends it once', async () => {
    const name = await here.newHosting();
    await here.control.options({ origin: 'panel' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await confirm(screen, 'block');
    await screen.see(new RegExp(`${word('failure_needsPanel')}|${word('failure_originRefused')}`), 20_000);
    expect(await here.executed(name)).toEqual([]);
    await here.tab(panelRoute(name));
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK']);
  });

  test('a refusal of rights is not taken for a refusal of the origin', async () => {
    const name = await here.newHosting();
    await here.tab(panelRoute());
    await here.control.nextAnswer({ method: 'POST', path: `/hosting/web/${name}/email/request`, status: 403, body: { message: 'no', details: { unauthorizedActionsByIAM: ['webHosting:apiovh:email/request/create'] } } });
    await block(name);
    const action = await here.ended(name);
    expect([action.outcome, action.failure?.kind]).toEqual(['refused', 'noRights']);
    expect(await here.writes(name)).toHaveLength(1);
  });
});
