// Keys and tokens in a full run of a real browser: searched for in every place that is not their own, and not found.
import type { CDPSession, Page } from 'puppeteer-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { blind, fillIn, nobody, optionsOf, passphrase, swept } from './drive/options.ts';
import { panelRoute } from './drive/panel.ts';
import { ask, confirm, openHosting } from './drive/popup.ts';
import { type Trace, found, listen, mutter, overhear, traces } from './drive/traces.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { kind, world } from './world.ts';

const here = world();
const options = optionsOf(here);
beforeEach(() => nobody(here));

interface Run { readonly secrets: Readonly<Record<string, string>>; readonly pages: readonly Page[]; readonly lines: readonly string[] }

/** The messages by which a page hands secrets over are the only ones that hold them: they are told apart by their command. */
const handingOver = /"command":"(addAccount|askCredential|setPassphrase|unlock)"/;
const withoutEntry = (all: readonly Trace[]): readonly Trace[] => all.map((trace) => (trace.where !== 'messages' ? trace
  : { ...trace, text: (JSON.parse(trace.text) as string[]).filter((message) => !handingOver.test(message)).join('\n') }));
const notOwnItem = ({ where }: Trace): boolean => !where.startsWith('storage.local secret/');

/** All kinds of account added, one of them twice in vain, each seeing; one hosting blocked; the panel, the popup and the options open. */
async function fullRun(): Promise<Run> {
  const lines = await listen(here);
  await overhear(here);
  const [keys, { token }, client] = [await here.control.makeKeys(), await here.control.makeToken(), await here.control.makeClient()];
  const { page, screen } = await options();
  const wrongSecret = `${'wrong'.repeat(6)}No`;
  await fillIn(screen, { way: 'keys', name: 'By keys', fields: { ...keys, applicationSecret: wrongSecret } });
  await screen.see(word('failure_badSignature'));
  await screen.fill('textbox', word('add_field_applicationSecret'), keys.applicationSecret);
  await screen.press('button', word('add_submit_keys'));
  await swept(here, 'By keys');
  await fillIn(screen, { way: 'token', name: 'By token', fields: { token } });
  await swept(here, 'By token');
  await fillIn(screen, { way: 'oauth2', name: 'By client', fields: { ...client } });
  await swept(here, 'By client');
  const name = await here.newHosting();
  const popup = await here.popup();
  await openHosting(popup.screen, name);
  await ask(popup.screen, 'block', name);
  await confirm(popup.screen, 'block');
  expect((await here.ended(name)).outcome).toBe('done');
  await here.control.session({ is: 'alive' });
  const panel = await here.tab(panelRoute(name));
  await waitFor(async () => (await here.browser.chips(panel)).length > 0, { what: 'the chip', timeoutMs: 20_000 });
  // What fails is reported too: a revoked token.
  await here.control.revoke({ token });
  await here.checkNow();
  await waitFor(async () => (await here.head()).accounts.some((one) => one.failure?.kind === 'badToken'), { what: 'the revoked token', timeoutMs: 20_000 });
  const secrets = { applicationSecret: keys.applicationSecret, consumerKey: keys.consumerKey, token, clientSecret: client.clientSecret, wrongSecret };
  return { secrets, pages: [page, popup.page, panel], lines };
}

describe('after a full run', () => {
  test('no secret stands anywhere but in its own item, with a passphrase not even there', async () => {
    const { secrets, pages, lines } = await fullRun();
    await mutter(here, 'a word of the background');
    await pages[0]?.evaluate(() => { console.log('a word of the page'); });
    const plain = await waitFor(async () => {
      const all = await traces(here, pages, lines);
      return ['background', 'page'].every((who) => all.some(({ where, text }) => where === 'console' && text.includes(`a word of the ${who}`))) && all;
    }, { what: 'console lines to be heard', timeoutMs: 15_000, everyMs: 500 });
    const { wrongSecret: _never, ...own } = secrets;
    // The search finds them where they are: it could find them elsewhere.
    expect(found(plain, own).map((one) => one.split(' ')[0]).sort()).toEqual(expect.arrayContaining(Object.keys(own).sort()));
    expect(found(plain.filter(({ where }) => where === 'messages'), own)).not.toEqual([]);
    expect(found(withoutEntry(plain).filter(notOwnItem), secrets)).toEqual([]);

    const { screen } = await options();
    await screen.press('button', word('vault_setOpen'));
    await screen.fill('textbox', word('vault_new'), passphrase);
    await screen.fill('textbox', word('vault_again'), passphrase);
    await screen.press('button', word('vault_set'));
    await screen.see(word('vault_unlocked'));
    const covered = await traces(here, pages, lines);
    expect(covered.filter(({ where }) => where.startsWith('storage.local secret/'))).toHaveLength(3);
    expect(found(withoutEntry(covered), { ...secrets, passphrase })).toEqual([]);
  });

  test('the short-lived token is in the session\'s storage only, and goes when its account is locked or forgotten', async () => {
    const lines = await listen(here);
    const client = await here.control.makeClient();
    const { page, screen } = await options();
    await fillIn(screen, { way: 'oauth2', name: 'By client', fields: { ...client } });
    const { id } = await swept(here, 'By client');
    const heldToken = async (): Promise<string | undefined> => {
      const held = await here.browser.inExtension(async (api, key) => (await api.storage.session.get(key))[key], `short/token/${id}`);
      return (held as { token?: string } | undefined)?.token;
    };
    const token = await waitFor(heldToken, { what: 'the token' });
    const all = await traces(here, [page], lines);
    expect(found(all, { token })).toEqual([`token in storage.session short/token/${id}`]);
    await here.command('setPassphrase', { passphrase });
    await here.command('lock');
    await blind(here, 'By client', 'locked');
    expect(await heldToken()).toBeUndefined();
    await here.command('unlock', { passphrase });
    await swept(here, 'By client');
    await waitFor(heldToken, { what: 'another token' });
    await here.command('forget', { account: id });
    expect(await heldToken()).toBeUndefined();
  });

  test('nothing that was asked gives a secret back', async () => {
    const { token } = await here.control.makeToken();
    const keys = await here.control.makeKeys();
    const replies: unknown[] = [];
    const say = async (command: string, args: Record<string, unknown> = {}): Promise<void> => { replies.push(await here.command(command, args)); };
    await say('addAccount', { region: 'eu', name: 'T', secret: { kind: 'token', token } });
    await say('addAccount', { region: 'ca', name: 'T', secret: { kind: 'token', token } });
    await say('addAccount', { region: 'eu', name: 'K', secret: { kind: 'keys', ...keys, consumerKey: 'x' } });
    await say('addAccount', { region: 'eu', name: 'K', secret: { kind: 'keys', ...keys, consumerKey: 'f'.repeat(32) } });
    await say('askCredential', { region: 'eu', name: 'A', rights: 'full', applicationKey: keys.applicationKey, applicationSecret: keys.applicationSecret });
    await say('setPassphrase', { passphrase });
    await say('unlock', { passphrase: 'no' });
    const { id } = await swept(here, 'T');
    for (const command of ['vault', 'checkNow', 'lock', 'vault', 'getSecret', 'readSecret']) await say(command, { account: id });
    await say('renameAccount', { account: id, name: 'U' });
    expect(replies.filter((reply) => (reply as { ok?: boolean } | null)?.ok === false).length).toBeGreaterThan(2);
    expect(found([{ where: 'replies', text: JSON.stringify(replies) }], { token, secret: keys.applicationSecret, consumerKey: keys.consumerKey, passphrase })).toEqual([]);
  });

  test('the fields are empty once the keys are handed over, and never show them', async () => {
    const { page, screen } = await options();
    const { token } = await here.control.makeToken();
    await fillIn(screen, { way: 'token', name: 'T', fields: { token } });
    await swept(here, 'T');
    await screen.find('button', word('add_open'));
    expect(await page.evaluate((secret) => document.documentElement.outerHTML.includes(secret), token)).toBe(false);
    await screen.press('button', word('add_open'));
    for (const way of ['keys', 'ask', 'token', 'oauth2'] as const) {
      await screen.press('radio', word(`add_way_${way}`));
      const fields = await page.$$eval('.add input:not([type=radio])', (all) => all.map((one) => [(one as HTMLInputElement).type, (one as HTMLInputElement).value, one.getAttribute('autocomplete'), one.id] as const));
      expect(fields.every(([, value, autocomplete]) => value === '' && autocomplete === 'off')).toBe(true);
      for (const [type, , , id] of fields) expect([id, type]).toEqual([id, /Secret|consumerKey|token/.test(id) ? 'password' : 'text']);
    }
  });

  // Firefox has no such lock: there a content script may read storage.local.
  if (kind === 'chromium') test('the script in the panel cannot read the storage, not even the public part of it', async () => {
    const { token } = await here.control.makeToken();
    await here.command('addAccount', { region: 'eu', name: 'T', secret: { kind: 'token', token } });
    await swept(here, 'T');
    const name = await here.newHosting();
    await here.control.session({ is: 'alive' });
    const page = await here.tab(panelRoute(name));
    await waitFor(async () => (await here.browser.chips(page)).length > 0, { what: 'the chip', timeoutMs: 20_000 });
    for (const area of ['local', 'session']) {
      expect(await inContentScript(page, `chrome.storage.${area}.get(null).then((all) => Object.keys(all).length + ' items', (error) => 'refused: ' + error.message)`)).toMatch(/^refused: .*not allowed/i);
    }
    expect(await inContentScript(page, 'typeof chrome.runtime.id')).toBe('string');
  });
});

/** Runs in the extension's isolated world of a page. */
async function inContentScript(page: Page, expression: string): Promise<unknown> {
  const session: CDPSession = await page.createCDPSession();
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => { if (context.origin.startsWith('chrome-extension://')) worlds.push(context.id); });
  await session.send('Runtime.enable');
  const contextId = await waitFor(() => worlds[0], { what: 'the isolated world' });
  const { result } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
  await session.detach();
  return result.value;
}
