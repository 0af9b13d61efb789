// In the control panel: one chip, in the top frame, on every address of a hosting, gone where there is none; actions from it.
import { describe, expect, test } from 'vitest';
import { actionButton } from './popup.ts';
import { chip, panelRoute, routesOf } from './panel.ts';
import { waitFor } from './wait.ts';
import { word } from './words.ts';
import { world } from './world.ts';

const here = world();

/** The page's own route, changed as the panel changes it. */
const go = (page: Awaited<ReturnType<typeof here.tab>>, url: string): Promise<void> =>
  page.evaluate((hash) => { location.hash = hash; }, new URL(url).hash);

describe('the chip', () => {
  test.each(routesOf('NAME'))('is there once, in the top frame, at %s', async (route) => {
    const name = await here.newHosting({ state: 'bounce' });
    const page = await here.tab(route.replace('NAME', name));
    await chip(here.browser, page, new RegExp(word('state_bounce')));
    // The panel's own frame loads later than the page: the chip must still be one, and not in it.
    await waitFor(() => page.frames().length === 1 || page.frames().slice(1).every((frame) => frame.url() !== 'about:blank'), { what: "the panel's frame" });
    await chip(here.browser, page, new RegExp(word('state_bounce')));
  });

  test('follows from hosting to hosting without a load, and goes where there is none', async () => {
    const stopped = await here.newHosting({ state: 'spam' });
    const fine = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(stopped));
    await chip(here.browser, page, new RegExp(word('state_spam')));
    await go(page, panelRoute(fine));
    await chip(here.browser, page, new RegExp(`${word('state_ok')}(?!.*${word('state_spam')})`));
    await go(page, panelRoute());
    await waitFor(async () => {
      const chips = await here.browser.chips(page);
      const left = await Promise.all(chips.map(({ screen }) => screen.controls()));
      return left.flat().length === 0;
    }, { what: 'the chip to go' });
    await page.goBack();
    await chip(here.browser, page, new RegExp(word('state_ok')));
  });

  test('opens into a panel with the same state and closes again', async () => {
    const name = await here.newHosting({ state: 'ko', sentToday: 321 });
    const page = await here.tab(panelRoute(name));
    const screen = await chip(here.browser, page, new RegExp(word('state_ko')));
    await screen.press('button', new RegExp(word('state_ko')));
    const text = await screen.see(word('stateTitle_ko'));
    expect(text).toContain(name);
    expect(text).toContain('321');
    await screen.reach.key('Escape');
    await screen.unsee(name);
  });

  test('claims nothing about a hosting that is not known', async () => {
    const known = await here.newHosting({ state: 'ko' });
    const page = await here.tab(panelRoute(known));
    await chip(here.browser, page, new RegExp(word('state_ko')));
    await go(page, panelRoute('never-heard-of.example'));
    await waitFor(async () => {
      const said = await Promise.all((await here.browser.chips(page)).map(({ screen }) => screen.controls()));
      return !said.flat().some((control) => /Sending|Stopped/.test(control.name));
    }, { what: 'the state of the other hosting to go' });
    await go(page, panelRoute(known));
    await chip(here.browser, page, new RegExp(word('state_ko')));
  });
});

describe('from the chip', () => {
  test('a block is asked, confirmed with a real click, sent once and followed', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(name));
    const screen = await chip(here.browser, page, new RegExp(word('state_ok')));
    await screen.press('button', new RegExp(word('state_ok')));
    await screen.press('button', actionButton('block'));
    await screen.see(word('ask_block', { name }));
    await screen.see(word('will_block_hold'));
    await screen.press('button', word('action_block'));
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK']);
    await chip(here.browser, page, new RegExp(word('state_ko')));
  });

  test('a click that a script of the page makes does nothing', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(name));
    const screen = await chip(here.browser, page, new RegExp(word('state_ok')));
    await screen.press('button', new RegExp(word('state_ok')));
    await screen.press('button', actionButton('block'));
    await screen.see(word('ask_block', { name }));
    await screen.reach.run((root) => { for (const button of root.querySelectorAll('button')) button.click(); });
    await screen.see(word('ask_block', { name }));
    expect(await here.action(name)).toBeUndefined();
    expect(await here.writes(name)).toEqual([]);
  });
});
