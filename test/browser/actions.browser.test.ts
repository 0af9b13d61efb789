// Each action in each state: what is asked, what is sent, where it leads. By the popup, with a real mouse.
import { describe, expect, test } from 'vitest';
import { type ActionKind, allowedActions } from '../../src/core/actions.ts';
import { consequences } from '../../src/core/consequences.ts';
import { ask, confirm, actionButton, openHosting } from './drive/popup.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world();

/** state, action, what the provider is to be sent, the state that is promised */
const ways: readonly (readonly [string, ActionKind, readonly string[], string])[] = [
  ['ok', 'block', ['BLOCK'], 'ko'],
  ['force', 'block', ['BLOCK'], 'ko'],
  ['ok', 'empty', ['BLOCK', 'PURGE'], 'ok'],
  ['force', 'empty', ['BLOCK', 'PURGE'], 'ok'],
  ['ko', 'unblock', ['UNBLOCK'], 'ok'],
  ['ko', 'purge', ['PURGE'], 'ok'],
  ['bounce', 'unblock', ['UNBLOCK'], 'force'],
  ['bounce', 'purge', ['PURGE'], 'ok'],
  ['spam', 'purge', ['PURGE'], 'ok'],
];

describe('from the popup', () => {
  test.each(ways)('%s: %s is asked, sent as %j and followed to %s', async (state, kind, requests, end) => {
    const name = await here.newHosting({ state });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, kind, name);
    for (const { key } of consequences(kind, state)) await screen.see(word(key));
    expect(await here.executed(name)).toEqual([]);
    await confirm(screen, kind);
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(requests);
    expect(await here.writes(name)).toHaveLength(requests.length);
    expect((await here.control.hosting({ serviceName: name })).state).toBe(end);
    await here.sees(name, [end]);
    await screen.see(word(`outcome_done_${kind}`));
  });

  test.each(['ok', 'force', 'ko', 'bounce', 'spam', 'purging', 'spamLegalBlocked'])('%s: offers what that state allows, and nothing else', async (state) => {
    await here.control.delays({ purgeMs: 3_600_000 });
    const name = await here.newHosting({ state });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    for (const kind of allowedActions(state)) await screen.find('button', actionButton(kind));
    const others = (['block', 'unblock', 'purge', 'empty'] as const).filter((kind) => !allowedActions(state).includes(kind));
    for (const kind of others) expect([kind, await screen.has('button', actionButton(kind))]).toEqual([kind, false]);
    await here.control.delays({ purgeMs: 450_000 });
  });

  test('the queue is emptied and the site stays blocked, when that is chosen', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'empty', name);
    await screen.press('checkbox', word('will_empty_stay'));
    await confirm(screen, 'empty');
    expect((await here.ended(name, 60_000)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK', 'PURGE', 'BLOCK']);
    await screen.see(word('outcome_done_emptyStay'));
  });

  test('cancel sends nothing', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await screen.press('button', word('popup_cancel'));
    await screen.unsee(word('ask_block', { name }));
    await ask(screen, 'block', name);
    await screen.reach.key('Escape');
    await screen.unsee(word('ask_block', { name }));
    expect(await here.action(name)).toBeUndefined();
    expect(await here.writes(name)).toEqual([]);
  });

  test('a double click on the confirmation sends one request', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await confirm(screen, 'block', 2);
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.writes(name)).toHaveLength(1);
  });

  test('a state that changed between question and answer is not acted on', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'block', name);
    await here.control.setHosting({ serviceName: name, state: 'spam' });
    await confirm(screen, 'block');
    expect((await here.ended(name)).outcome).toBe('notSent');
    expect(await here.writes(name)).toEqual([]);
  });

  test('a refusal by the provider is said, and nothing is sent again', async () => {
    const name = await here.newHosting({ state: 'bounce' });
    await here.control.options({ unblockInBounce: 400 });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'unblock', name);
    await confirm(screen, 'unblock');
    expect((await here.ended(name)).outcome).toBe('refused');
    await screen.see(word('outcome_refused'));
    expect(await here.writes(name)).toHaveLength(1);
    expect(await here.executed(name)).toEqual([]);
  });
});

describe('under the toolbar button', () => {
  test('the real popup opens, shows the list and asks', async () => {
    const name = await here.newHosting({ state: 'ko' });
    const popup = await here.browser.toolbarPopup();
    await openHosting(popup.screen, name);
    // The browser asks the page how large it would be; a size that depends on the window's collapses in Firefox.
    const { width, height } = await popup.screen.reach.run((root) => ({ width: (root as Document).defaultView?.innerWidth ?? 0, height: (root as Document).defaultView?.innerHeight ?? 0 }));
    expect(width).toBeGreaterThanOrEqual(390);
    expect(height).toBeGreaterThanOrEqual(300);
    await ask(popup.screen, 'unblock', name);
    await confirm(popup.screen, 'unblock');
    await popup.screen.see(word('actionUnderWay_unblock'));
    await popup.close();
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['UNBLOCK']);
  });
});

describe('the recipient of the error reports', () => {
  test('is changed; what is no address is not sent', async () => {
    const name = await here.newHosting({ state: 'ok', email: 'old@example.com' });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'recipient', name);
    await screen.fill('textbox', word('recipientField'), 'not an address');
    await confirm(screen, 'recipient');
    await screen.see(word('refusal_badAddress'));
    expect(await here.writes(name)).toEqual([]);
    await screen.fill('textbox', word('recipientField'), 'new@example.org');
    await confirm(screen, 'recipient');
    expect((await here.ended(name)).outcome).toBe('done');
    expect((await here.control.hosting({ serviceName: name })).email).toBe('new@example.org');
    expect(await here.executed(name)).toEqual(['email']);
    await screen.see('new@example.org');
  });

  test("shows the provider's own refusal", async () => {
    const name = await here.newHosting({ state: 'ok' });
    await here.control.nextAnswer({ method: 'PUT', path: `/hosting/web/${name}/email`, status: 400, body: { message: 'This address is refused <b>here</b>' } });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await ask(screen, 'recipient', name);
    await screen.fill('textbox', word('recipientField'), 'new@example.org');
    await confirm(screen, 'recipient');
    expect((await here.ended(name)).outcome).toBe('refused');
    await screen.see('This address is refused <b>here</b>');
  });
});
