// Accounts by key, token and service account, added on the options page: they see and act while nobody is logged in to the panel.
import { beforeEach, describe, expect, test } from 'vitest';
import { rulesFor, tokenPageUrl } from '../../src/provider/rights.ts';
import { type Adding, blind, fillIn, nobody, optionsOf, passphrase, swept } from './drive/options.ts';
import { actionButton, ask, confirm, openHosting } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world();
const options = optionsOf(here);
beforeEach(() => nobody(here));

async function block(name: string): Promise<void> {
  const { screen } = await here.popup();
  await openHosting(screen, name);
  await ask(screen, 'block', name);
  await confirm(screen, 'block');
}

/** Sees a hosting that is new at the provider, and blocks it. */
async function seesAndBlocks(): Promise<void> {
  const name = await here.newHosting();
  await block(name);
  expect((await here.ended(name)).outcome).toBe('done');
  expect(await here.executed(name)).toEqual(['BLOCK']);
}

const readOnly = { rules: rulesFor('read') };
const ways: Readonly<Record<'keys' | 'token' | 'oauth2', () => Promise<Adding>>> = {
  keys: async () => ({ way: 'keys', name: 'By keys', fields: { ...await here.control.makeKeys() } }),
  token: async () => ({ way: 'token', name: 'By token', fields: { ...await here.control.makeToken() } }),
  oauth2: async () => ({ way: 'oauth2', name: 'By client', fields: { ...await here.control.makeClient() } }),
};

describe('while nobody is logged in', () => {
  test.each(['keys', 'token', 'oauth2'] as const)('%s that are pasted see a hosting and block it', async (way) => {
    const { screen } = await options();
    const adding = await ways[way]();
    await fillIn(screen, adding);
    await swept(here, adding.name);
    await screen.see(adding.name);
    await screen.see(word('account_write'));
    await seesAndBlocks();
  });

  test('keys made on the pre-filled page have exactly the rights that are needed, and act', async () => {
    const page = await here.tab(tokenPageUrl('eu', 'full'));
    const rules = await page.$$eval('#rules code', (codes) => codes.map((code) => code.textContent));
    expect(rules).toEqual(rulesFor('full').map(({ method, path }) => `${method} ${path}`));
    await page.click('#create');
    await page.waitForSelector('#consumerKey');
    const fields = await page.$$eval('dd code', (codes) => Object.fromEntries(codes.map((code) => [code.id, code.textContent ?? ''])));
    const { screen } = await options();
    await fillIn(screen, { way: 'keys', name: 'Made there', fields });
    const { endsAt } = await swept(here, 'Made there');
    expect(endsAt).toBeGreaterThan(Date.now());
    await screen.see(/Its key ends .* Make a new one/);
    await seesAndBlocks();
  });
});

describe('a consumer key that Sluice asks for', () => {
  async function asked(): Promise<{ screen: Awaited<ReturnType<typeof options>>['screen']; validation: Awaited<ReturnType<typeof here.tab>> }> {
    const made = await here.tab('https://eu.api.ovh.com/createApp/');
    await made.click('#create');
    await made.waitForSelector('#applicationSecret');
    const fields = await made.$$eval('dd code', (codes) => Object.fromEntries(codes.map((code) => [code.id, code.textContent ?? ''])));
    const { page, screen } = await options();
    await fillIn(screen, { way: 'ask', name: 'Asked', fields });
    const url = await waitFor(() => here.browser.inExtension(async (api) => {
      const tab = (await api.tabs.query({})).find((one) => one.url?.includes('credentialToken') === true);
      if (tab?.id !== undefined) await api.tabs.remove(tab.id);
      return tab?.url;
    }), { what: 'the validation page', timeoutMs: 15_000 });
    await page.bringToFront();
    await screen.see(word('asking_pendingValidation'));
    return { screen, validation: await here.tab(url) };
  }

  test('is waited for until the customer says yes, and then sees and acts', async () => {
    const { screen, validation } = await asked();
    expect(await validation.$$eval('#rules code', (codes) => codes.map((code) => code.textContent))).toEqual(rulesFor('full').map(({ method, path }) => `${method} ${path}`));
    await validation.click('#validate');
    await screen.see(word('asking_validated'), 20_000);
    await swept(here, 'Asked');
    await seesAndBlocks();
  });

  test('that is refused is said, and nothing is kept', async () => {
    const { screen, validation } = await asked();
    await validation.click('#refuse');
    await screen.see(word('asking_refused'), 20_000);
    expect((await here.head()).accounts).toEqual([]);
    expect(await here.browser.inExtension(async (api) => Object.keys(await api.storage.local.get(null)).filter((key) => key.startsWith('secret/')))).toEqual([]);
  });
});

describe('two accounts', () => {
  test('of Europe and Canada see side by side, and each acts on its own', async () => {
    const { screen } = await options();
    await fillIn(screen, await ways.keys());
    await swept(here, 'By keys');
    await fillIn(screen, { way: 'token', region: 'ca', name: 'Québec', fields: { ...await here.control.makeToken({ region: 'ca' }) } });
    await swept(here, 'Québec');
    await here.control.addHosting({ serviceName: 'erable.example', region: 'ca', state: 'ok' });
    await waitFor(async () => {
      await here.checkNow();
      return waitFor(() => here.stored('hosting/ca/erable.example'), { what: 'it', timeoutMs: 1_000 });
    }, { what: 'the Canadian hosting', timeoutMs: 20_000 });
    await seesAndBlocks();
    await block('erable.example');
    await waitFor(async () => (await here.stored<{ outcome: string | null }>('action/ca/erable.example'))?.outcome === 'done', { what: 'the block in Canada', timeoutMs: 45_000, everyMs: 100 });
    expect(await here.executed('erable.example')).toEqual(['BLOCK']);
  });
});

describe('an account', () => {
  test('that may only read hides the actions and says why', async () => {
    const { screen } = await options();
    await fillIn(screen, { way: 'keys', name: 'Reader', rights: 'read', fields: { ...await here.control.makeKeys(readOnly) } });
    await swept(here, 'Reader');
    await screen.see(word('account_readWhy'));
    const name = await here.newHosting();
    const popup = await here.popup();
    await openHosting(popup.screen, name);
    await popup.screen.see(word('popup_readOnly'));
    for (const kind of ['block', 'empty', 'recipient'] as const) expect(await popup.screen.has('button', actionButton(kind)), kind).toBe(false);
  });

  test.each(['keys', 'token', 'oauth2'] as const)('by %s of the other region is recognised, and added there by one press', async (way) => {
    const { screen } = await options();
    await fillIn(screen, { ...await ways[way](), region: 'ca', name: 'Lost' });
    await screen.see(word('add_wrongRegion_eu'));
    expect((await here.head()).accounts).toEqual([]);
    await screen.press('button', word('add_switch_eu'));
    expect((await swept(here, 'Lost')).region).toBe('eu');
  });

  test('whose application belongs to the other region is recognised when its key is asked for', async () => {
    const { applicationKey, applicationSecret } = await here.control.makeKeys({ region: 'ca' });
    const { screen } = await options();
    await fillIn(screen, { way: 'ask', name: 'Lost', fields: { applicationKey, applicationSecret } });
    await screen.see(word('add_wrongRegion_ca'));
  });

  test('works with a clock that is an hour off', async () => {
    await here.control.clock({ advanceMs: 3_600_000 });
    try {
      const { screen } = await options();
      await fillIn(screen, await ways.keys());
      await swept(here, 'By keys');
      await seesAndBlocks();
    } finally {
      await here.control.clock({ advanceMs: -3_600_000 });
    }
  });

  test('goes on when the clock is put right meanwhile', async () => {
    const { screen } = await options();
    await fillIn(screen, await ways.keys());
    await swept(here, 'By keys');
    await here.control.clock({ advanceMs: -3_600_000 });
    try {
      await seesAndBlocks();
    } finally {
      await here.control.clock({ advanceMs: 3_600_000 });
    }
  });

  test('is renamed, and forgotten with its consumer key ended at the provider', async () => {
    const { screen } = await options();
    const adding = await ways.keys();
    await fillIn(screen, adding);
    await swept(here, 'By keys');
    await screen.press('button', word('account_renameOf', { name: 'By keys' }));
    await screen.fill('textbox', word('account_nameOf', { name: 'By keys' }), 'Agency');
    await screen.press('button', word('account_save'));
    await screen.press('button', `${word('options_forget')} Agency`);
    await screen.see(word('options_forgetKey'));
    await screen.press('button', word('options_forgetDo'));
    await waitFor(async () => (await here.head()).accounts.length === 0, { what: 'the account to go' });
    expect(await here.control.credential({ consumerKey: adding.fields.consumerKey ?? '' })).toEqual({ status: 'expired' });
    expect((await here.head()).total).toBe(0);
  });

  test('is blind while its keys are locked, says so, and sees again with the passphrase', async () => {
    const { screen } = await options();
    await fillIn(screen, await ways.keys());
    await swept(here, 'By keys');
    await screen.press('button', word('vault_setOpen'));
    await screen.fill('textbox', word('vault_new'), passphrase);
    await screen.fill('textbox', word('vault_again'), passphrase);
    await screen.press('button', word('vault_set'));
    await screen.press('button', word('vault_lock'));
    await screen.see(word('vault_locked'));
    await blind(here, 'By keys', 'locked');
    const popup = await here.popup();
    await popup.screen.see(word('failure_locked'));
    await screen.fill('textbox', word('vault_given'), 'not the passphrase');
    await screen.press('button', word('vault_unlock'));
    await screen.see(word('refusal_wrongPassphrase'));
    await screen.fill('textbox', word('vault_given'), passphrase);
    await screen.press('button', word('vault_unlock'));
    await swept(here, 'By keys');
    await screen.see(word('vault_unlocked'));
    await seesAndBlocks();
  });

  test('under a forgotten passphrase can be forgotten, and the next one needs none', async () => {
    const { screen } = await options();
    await fillIn(screen, await ways.keys());
    await swept(here, 'By keys');
    await here.command('setPassphrase', { passphrase: 'nobody knows this' });
    await here.command('lock');
    await blind(here, 'By keys', 'locked');
    expect(await here.command('setPassphrase', { passphrase: null })).toEqual({ ok: false, refusal: { kind: 'locked' } });
    await screen.see(word('vault_forgotten'));
    await screen.press('button', `${word('options_forget')} By keys`);
    await screen.see(word('account_forgetLocked'));
    await screen.press('button', word('options_forgetDo'));
    await screen.see(word('vault_open'));
    await fillIn(screen, { ...await ways.token(), name: 'Next' });
    await swept(here, 'Next');
  });

  test.each([
    ['keys', 'badCredential', (adding: Adding) => here.control.credential({ consumerKey: adding.fields.consumerKey ?? '', status: 'expired' })],
    ['token', 'badToken', (adding: Adding) => here.control.revoke({ token: adding.fields.token ?? '' })],
  ] as const)('by %s that was revoked says so in its own words', async (way, failure, revoke) => {
    const { screen } = await options();
    const adding = await ways[way]();
    await fillIn(screen, adding);
    await swept(here, adding.name);
    await revoke(adding);
    await blind(here, adding.name, failure);
    await screen.see(word(`failure_${failure}`));
    await screen.see(word(`failureAdvice_${failure}`));
  });

  test('by a service account whose token is ended early gets another, and nobody notices', async () => {
    const { screen } = await options();
    const adding = await ways.oauth2();
    await fillIn(screen, adding);
    await swept(here, adding.name);
    expect((await here.control.revoke({ clientId: adding.fields.clientId ?? '' })).revoked).toBeGreaterThan(0);
    await seesAndBlocks();
    expect((await swept(here, adding.name)).failure).toBeNull();
  });

  test.each([
    ['a wrong secret', async () => ({ way: 'keys', name: 'x', fields: { ...await here.control.makeKeys(), applicationSecret: 'f'.repeat(32) } }) as Adding, 'failure_badSignature'],
    ['an unknown application', async () => ({ way: 'keys', name: 'x', fields: { ...await here.control.makeKeys(), applicationKey: 'f'.repeat(16) } }) as Adding, 'failure_badKey'],
    ['a client nobody knows', async () => ({ way: 'oauth2', name: 'x', fields: { clientId: 'EU.0123456789abcdef', clientSecret: 'f'.repeat(32) } }) as Adding, 'failure_badClient'],
    ['a secret cut short', async () => ({ way: 'keys', name: 'x', fields: { ...await here.control.makeKeys(), applicationSecret: 'f'.repeat(31) } }) as Adding, 'add_bad_applicationSecret'],
  ] as const)('with %s is not added, and the reason is said', async (_what, make, text) => {
    const { screen } = await options();
    await fillIn(screen, await make());
    await screen.see(word(text));
    expect((await here.head()).accounts).toEqual([]);
  });
});
