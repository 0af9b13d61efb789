// The options page as its user goes through it: accounts added by each way, forgotten, and the tab closed again.
import type { Page } from 'puppeteer-core';
import { afterEach } from 'vitest';
import type { Account, Region } from '../../../src/core/model.ts';
import type { FieldName, Way } from '../../../src/ui/options/add-fields.tsx';
import type { Screen } from './screen.ts';
import { waitFor } from './wait.ts';
import { word } from './words.ts';
import type { World } from '../world.ts';

export interface Adding {
  readonly way: Way;
  readonly fields: Partial<Record<FieldName, string>>;
  readonly region?: Region;
  readonly rights?: 'full' | 'read';
  readonly name: string;
}

/** Fills in the form and presses its button. */
export async function fillIn(screen: Screen, { way, fields, region = 'eu', rights = 'full', name }: Adding): Promise<void> {
  if (!(await screen.has('heading', word('add_title')))) await screen.press('button', word('add_open'));
  await screen.press('radio', word(`add_way_${way}`));
  await screen.press('radio', word(`options_region_${region}`));
  await screen.press('radio', word(`add_rights_${rights}`));
  for (const [field, value] of Object.entries(fields)) await screen.fill('textbox', word(`add_field_${field as FieldName}`), value);
  await screen.fill('textbox', word('add_name'), name);
  await screen.press('button', word(way === 'ask' ? 'add_submit_ask' : 'add_submit_keys'));
}

/** An account by its name, once Sluice has seen through it. */
export function swept(here: World, name: string, timeoutMs = 30_000): Promise<Account> {
  return waitFor(async () => {
    const account = (await here.head()).accounts.find((one) => one.name === name);
    if (account !== undefined && account.sweptAt !== null && account.failure === null) return account;
    throw new Error(`there is: ${(await here.head()).accounts.map((one) => `${one.name} (${one.failure?.kind ?? 'sees'})`).join(', ')}`);
  }, { what: `the account ${name} to see`, timeoutMs });
}

/** Waits until Sluice cannot see through the account for this reason; looks again meanwhile. */
export async function blind(here: World, name: string, failure: string): Promise<void> {
  await waitFor(async () => {
    await here.checkNow();
    return waitFor(async () => (await here.head()).accounts.find((one) => one.name === name)?.failure?.kind === failure, { what: failure, timeoutMs: 1_500 });
  }, { what: `${name} to be blind: ${failure}`, timeoutMs: 30_000 });
}

/** Nobody is logged in to the panel, and no such login is known. */
export async function nobody(here: World): Promise<void> {
  await here.control.session({ is: 'expired' });
  await here.control.session({ is: 'expired', region: 'ca' });
  await forgetAll(here);
}

/** Forgets every account; a sweep that was under way may bring one back. */
export async function forgetAll(here: World): Promise<void> {
  await waitFor(async () => {
    const { accounts, sweepingSince } = await here.head();
    for (const { id } of accounts) await here.command('forget', { account: id });
    return accounts.length === 0 && sweepingSince === null;
  }, { what: 'every account to be forgotten', timeoutMs: 30_000, everyMs: 200 });
}

/** Opens the options page; tabs that a test opened so are closed, its accounts forgotten and its passphrase removed when it has ended. */
export function optionsOf(here: World): () => Promise<{ page: Page; screen: Screen }> {
  const pages: Page[] = [];
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const page of pages) console.error((await here.browser.screen(page, 'the options').text().catch(() => '')).slice(0, 3000));
    for (const page of pages.splice(0)) if (!page.isClosed()) await page.close();
    await here.command('unlock', { passphrase });
    await here.command('setPassphrase', { passphrase: null });
    await forgetAll(here);
  });
  return async () => {
    const page = await here.browser.extensionPage('options.html');
    pages.push(page);
    return { page, screen: here.browser.screen(page, 'the options') };
  };
}

/** The one of all tests. */
export const passphrase = 'correct horse battery';
