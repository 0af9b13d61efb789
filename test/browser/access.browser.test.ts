// Everyone's eyes and hands: axe finds nothing in any view, state and theme; a whole action is done by keys alone; nothing breaks at 200 %.
import { describe, expect, test } from 'vitest';
import type { ColourScheme } from './drive/kinds.ts';
import { violations } from './drive/axe.ts';
import { actionButton, ask, openHosting, toList } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world({ hostings: 4 });
const schemes: readonly ColourScheme[] = ['light', 'dark'];

describe.each(schemes)('in %s, axe finds nothing', (scheme) => {
  test.each(['ok', 'force', 'ko', 'bounce', 'spam', 'purging', 'somethingNew'])('in the detail of a hosting that is "%s"', async (state) => {
    const name = await here.newHosting({ state });
    const { page, screen } = await here.popup();
    await here.browser.colourScheme(page, scheme);
    await openHosting(screen, name);
    await screen.see(name);
    expect(await violations(page)).toEqual([]);
  });

  test('in the list, with somebody in need, something under way and something known about', async () => {
    const known = await here.newHosting({ state: 'ko' });
    await here.newHosting({ state: 'spam' });
    await here.command('hush', { hosting: `eu/${known}`, hush: { kind: 'acknowledged' } });
    const { page, screen } = await here.popup();
    await here.browser.colourScheme(page, scheme);
    await toList(screen);
    await screen.see(word('popup_group_needs'));
    expect(await violations(page)).toEqual([]);
  });

  test('in a question, with its refusal, and while somebody is logged out', async () => {
    const name = await here.newHosting({ state: 'ko' });
    const { page, screen } = await here.popup();
    await here.browser.colourScheme(page, scheme);
    await openHosting(screen, name);
    await ask(screen, 'purge', name);
    expect(await violations(page)).toEqual([]);
    await screen.press('button', word('popup_cancel'));
    await here.control.session({ is: 'expired' });
    await screen.press('button', actionButton('purge'));
    await screen.see(word('failure_loggedOut'));
    expect(await violations(page)).toEqual([]);
  });

  test.each(['options.html', 'welcome.html', 'dashboard.html'])('on %s', async (path) => {
    const page = await here.browser.extensionPage(path);
    await here.browser.colourScheme(page, scheme);
    await here.browser.screen(page, path).see(/Sluice/);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });
});

test('an action is asked for, cancelled, asked for again and confirmed by keys alone, with the focus where it belongs', async () => {
  const name = await here.newHosting();
  const { page, screen } = await here.popup();
  await openHosting(screen, name);
  const focused = (): Promise<string> => page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim());
  const tabTo = async (words: RegExp): Promise<void> => {
    for (let step = 0; step < 40 && !words.test(await focused()); step += 1) await screen.reach.key('Tab');
    expect(await focused()).toMatch(words);
  };
  await page.evaluate(() => document.querySelector<HTMLElement>('h1')?.focus());
  await tabTo(/^Block the sending of emails/);
  await screen.reach.key('Enter');
  await screen.see(word('ask_block', { name }));
  await waitFor(async () => (await focused()) === word('popup_cancel'), { what: 'the safe answer to have the focus' });
  await screen.reach.key('Escape');
  await waitFor(async () => /^Block the sending of emails/.test(await focused()), { what: 'the focus to come back' });
  await screen.reach.key('Enter');
  await waitFor(async () => (await screen.find('button', word('action_block'))).enabled, { what: 'the question to be ready' });
  await tabTo(new RegExp(`^${word('action_block')}$`));
  await screen.reach.key('Enter');
  expect((await here.ended(name)).outcome).toBe('done');
  expect(await here.executed(name)).toEqual(['BLOCK']);
});

test.each(['options.html', 'welcome.html', 'dashboard.html'])('%s does not scroll sideways in half the room, which is what 200 % leaves', async (path) => {
  const page = await here.browser.extensionPage(path);
  await page.setViewport({ width: 640, height: 480 });
  await here.browser.screen(page, path).see(/Sluice/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await page.close();
});
