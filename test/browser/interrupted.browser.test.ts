// Actions that are cut off: the popup closes, the worker ends, the browser is killed, the session ends. Nothing is lost, nothing is sent twice.
import { describe, expect, test } from 'vitest';
import type { ActionKind } from '../../src/core/actions.ts';
import { ask, confirm, openHosting } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world();

async function begin(name: string, kind: ActionKind): Promise<{ page: Awaited<ReturnType<typeof here.popup>>['page'] }> {
  const { page, screen } = await here.popup();
  await openHosting(screen, name);
  await ask(screen, kind, name);
  await confirm(screen, kind);
  return { page };
}

/** Waits until a request of this kind is held at the provider. */
const held = (what: string): Promise<unknown> => waitFor(async () => (await here.control.held()).length > 0, { what, timeoutMs: 20_000 });
const request = (name: string): { method: string; path: string } => ({ method: 'POST', path: `/hosting/web/${name}/email/request` });

describe('an action goes on', () => {
  test('when the popup closes while the request is under way', async () => {
    const name = await here.newHosting({ state: 'ok' });
    await here.control.pause({ ...request(name), when: 'before' });
    const { page } = await begin(name, 'block');
    await held('the request');
    await page.close();
    await here.control.release();
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK']);
    expect(await here.writes(name)).toHaveLength(1);
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await screen.see(word('outcome_done_block'));
  });

  test.each(['before', 'after'] as const)('when the worker is killed while the request is at the provider, %s it acted', async (when) => {
    const name = await here.newHosting({ state: 'ok' });
    await here.control.pause({ ...request(name), when });
    const { page } = await begin(name, 'block');
    await held('the request');
    await here.browser.killWorker();
    await page.close();
    await here.control.release();
    await here.ring('follow');
    // The answer was lost: the state tells, and nothing is sent again.
    await here.sees(name, ['ko']);
    const action = await here.ended(name);
    expect(action.outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK']);
    expect(await here.writes(name)).toHaveLength(1);
  });

  test('when the worker is killed between the two steps of "Empty the queue"', async () => {
    const name = await here.newHosting({ state: 'ok' });
    await begin(name, 'empty');
    await waitFor(async () => (await here.action(name))?.steps[0]?.life === 'done', { what: 'the block to be done', timeoutMs: 30_000, everyMs: 20 });
    await here.browser.killWorker();
    await here.ring('follow');
    expect((await here.ended(name, 60_000)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK', 'PURGE']);
    expect(await here.writes(name)).toHaveLength(2);
  });

  test('when the whole browser is killed in the middle of "Empty the queue"', async () => {
    const name = await here.newHosting({ state: 'ok' });
    await begin(name, 'empty');
    await waitFor(async () => (await here.action(name))?.steps[0]?.life === 'sent', { what: 'the block to be sent', timeoutMs: 20_000, everyMs: 20 });
    await here.browser.restart();
    // The session's cookie goes with the browser, as it does for a person: the rest waits for the login.
    await here.logIn();
    await here.ring('follow');
    expect((await here.ended(name, 60_000)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK', 'PURGE']);
    expect(await here.writes(name)).toHaveLength(2);
  });
});

describe('a session that ends', () => {
  test('before the confirmation: nothing is sent, and the login is asked for', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await here.control.session({ is: 'expired' });
    await confirm(screen, 'block');
    const action = await here.ended(name);
    expect([action.outcome, action.failure?.kind]).toEqual(['notSent', 'loggedOut']);
    await screen.see(word('failure_loggedOut'));
    expect(await here.executed(name)).toEqual([]);
  });

  test('between the steps of "Empty the queue": the rest waits, and goes on after the login', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'empty', name);
    await confirm(screen, 'empty');
    await waitFor(async () => (await here.executed(name)).length === 1, { what: 'the block', timeoutMs: 20_000 });
    await here.control.session({ is: 'expired' });
    await waitFor(async () => (await here.head()).accounts.some((account) => account.failure?.kind === 'loggedOut'), { what: 'the end of the session to be seen', timeoutMs: 30_000 });
    await screen.see(word('failure_loggedOut'));
    expect(await here.executed(name)).toEqual(['BLOCK']);
    await here.control.session({ is: 'alive' });
    await here.ring('follow');
    expect((await here.ended(name, 60_000)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK', 'PURGE']);
  });

  test('and is somebody else\'s when the answer comes: nothing is sent under another name', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await here.control.switchUser({ nichandle: 'zz99999-ovh', hostings: 1 });
    await confirm(screen, 'block');
    const action = await here.ended(name);
    expect([action.outcome, action.failure?.kind]).toEqual(['notSent', 'otherUser']);
    expect(await here.writes(name)).toEqual([]);
    await here.control.switchUser({ nichandle: 'ab12345-ovh' });
  });
});

describe('an answer that is lost', () => {
  test('after the provider acted: the state tells, nothing is sent again by Sluice', async () => {
    const name = await here.newHosting({ state: 'ko' });
    await here.control.nextAnswer({ ...request(name), status: 502, text: '<html>Bad gateway</html>', execute: true });
    await begin(name, 'unblock');
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['UNBLOCK']);
    expect(await here.writes(name)).toHaveLength(1);
  });
});
