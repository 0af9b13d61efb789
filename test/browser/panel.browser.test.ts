// In the control panel: one chip, in the top frame, on every address of a hosting, gone where there is none; actions from it.
import { describe, expect, test } from 'vitest';
import { actionButton } from './drive/popup.ts';
import { chip, panelRoute, routesOf } from './drive/panel.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
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

  test.each(['opacity: 0.01', 'filter: opacity(1%)', 'clip-path: inset(0 0 0 100%)'])('a question that the page hides (%s) cannot be said yes to; shown again it can', async (style) => {
    const name = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(name));
    const screen = await chip(here.browser, page, new RegExp(word('state_ok')));
    await screen.press('button', new RegExp(word('state_ok')));
    await screen.press('button', actionButton('block'));
    await waitFor(async () => (await screen.find('button', word('action_block'))).enabled, { what: 'the yes' });
    // Sluice's own element keeps its looks whatever the page says of it; what is around it does not.
    await page.evaluate((css) => { for (const one of document.querySelectorAll<HTMLElement>('html, html > div')) one.style.cssText = `${css} !important`; }, style);
    await screen.see(word('chip_hidden'));
    expect((await screen.find('button', word('action_block'))).enabled).toBe(false);
    await page.evaluate(() => { for (const one of document.querySelectorAll<HTMLElement>('html, html > div')) one.style.cssText = ''; });
    await screen.press('button', word('action_block'));
    expect((await here.ended(name)).outcome).toBe('done');
    expect(await here.executed(name)).toEqual(['BLOCK']);
  });

  test('10,000 forged events and messages of the page do nothing, and read nothing', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(name));
    await chip(here.browser, page, new RegExp(word('state_ok')));
    const before = JSON.stringify([await here.stored('accounts'), await here.stored('settings')]);
    const seen = await page.evaluate((id, serviceName) => {
      const hosts = [...document.querySelectorAll('html > div')];
      const texts = hosts.map((host) => `${host.textContent ?? ''}${String(host.shadowRoot)}${host.outerHTML}`);
      const targets: EventTarget[] = [...hosts, document, window, document.documentElement];
      const makers: ((target: EventTarget, n: number) => void)[] = [
        (target) => target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: innerWidth - 30, clientY: innerHeight - 30 })),
        (target) => target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true })),
        (target, n) => target.dispatchEvent(new KeyboardEvent('keydown', { key: ['Enter', ' ', 'Escape', 'Tab'][n % 4] ?? '', bubbles: true, composed: true })),
        (target) => target.dispatchEvent(new Event('submit', { bubbles: true, composed: true })),
        (_target, n) => postMessage({ sluice: ['carry', 'view', 'panel', 'page'][n % 4], command: ['confirm', 'ask', 'forget', 'erase'][n % 4], args: { ask: String(n), kind: 'block', hosting: `eu/${serviceName}` }, carriage: { method: 'POST', path: `/hosting/web/${serviceName}/email/request`, body: '{"action":"BLOCK"}' } }, '*'),
        (target, n) => target.dispatchEvent(new CustomEvent(['sluice', 'message', 'ask', 'confirm'][n % 4] ?? '', { detail: { command: 'confirm' }, bubbles: true })),
      ];
      const say = (globalThis as { chrome?: { runtime?: { sendMessage?(id: string, message: unknown): Promise<unknown> } } }).chrome?.runtime?.sendMessage;
      const answers: unknown[] = [];
      for (let n = 0; n < 10_000; n += 1) {
        makers[n % makers.length]?.(targets[Math.floor(n / makers.length) % targets.length] as EventTarget, n);
        if (n % 100 === 0) try { void say?.(id, { sluice: 'page', command: 'erase', args: {} })?.then((answer) => answers.push(answer), () => undefined); } catch { /* The page has no such door: what is to be shown. */ }
      }
      return { texts, answers };
    }, new URL(here.browser.extensionOrigin).host, name);
    expect(seen.texts).toEqual(['null<div></div>']);
    expect(seen.answers).toEqual([]);
    const still = await chip(here.browser, page, new RegExp(word('state_ok')));
    expect((await still.controls()).map((one) => one.name).filter((one) => actionButton('block').test(one))).toEqual([]);
    expect(await here.action(name)).toBeUndefined();
    expect(await here.writes(name)).toEqual([]);
    expect(JSON.stringify([await here.stored('accounts'), await here.stored('settings')]).replace(/"\w+At":\d+/g, '')).toBe(before.replace(/"\w+At":\d+/g, ''));
  });
});
