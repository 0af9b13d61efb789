// The dashboard in a real browser: every hosting found, many acted on with one question, one looked at closely; what stands out, the guard, quiet hours, the menu's and the first page.
import { describe, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { violations } from './drive/axe.ts';
import type { Screen } from './drive/screen.ts';
import { actionButton, openHosting, toList } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world({ hostings: 12 });

async function opened(path = 'dashboard.html'): Promise<{ page: Page; screen: Screen }> {
  const page = await here.browser.extensionPage(path);
  await page.setViewport({ width: 1400, height: 800 }).catch(() => undefined);
  return { page, screen: here.browser.screen(page, 'the dashboard') };
}

const rowNames = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.tbody [role=row] .c-name bdi:first-child')].map((name) => name.textContent ?? ''));

describe('the table', () => {
  test('has every hosting, finds one by its name, and opens it beside the table', async () => {
    const name = await here.newHosting({ state: 'spam' });
    const { page, screen } = await opened();
    await screen.see(word('table_all', { n: 13 }));
    await waitFor(async () => (await rowNames(page)).includes(name), { what: 'the row' });
    expect((await rowNames(page))[0]).toBeDefined();
    await screen.fill('searchbox', word('table_search'), name);
    await waitFor(async () => (await rowNames(page)).length === 1, { what: 'one row' });
    await page.evaluate(() => document.querySelector<HTMLElement>('.tbody [role=row]')?.click());
    await screen.see(word('stateTitle_spam'));
    await screen.find('button', actionButton('purge'));
    expect(new URL(page.url()).hash).toBe(`#eu/${name}`);
    await page.close();
  });

  test('is walked and selected by keys alone', async () => {
    const { page, screen } = await opened();
    await waitFor(async () => (await rowNames(page)).length > 5, { what: 'the rows' });
    await page.evaluate(() => document.querySelector<HTMLElement>('.table')?.focus());
    const names = await rowNames(page);
    for (const key of ['ArrowDown', 'ArrowDown', ' '] as const) await page.keyboard.press(key);
    await screen.see(word('table_selected', { n: 1 }));
    await page.keyboard.press('Enter');
    await waitFor(async () => page.evaluate((wanted) => document.querySelector('.side h1')?.textContent === wanted, names[2] ?? ''), { what: 'the detail of the third row' });
    await page.close();
  });

  test('has nothing that axe finds, with a detail and with a question open, in both themes', async () => {
    const stopped = await here.newHosting({ state: 'bounce' });
    for (const scheme of ['light', 'dark'] as const) {
      const { page, screen } = await opened(`dashboard.html#eu/${stopped}`);
      await here.browser.colourScheme(page, scheme);
      await screen.see(word('stateTitle_bounce'));
      expect(await violations(page), scheme).toEqual([]);
      await page.evaluate(() => document.querySelector<HTMLElement>('.tbody [role=row] input')?.click());
      await screen.press('button', /^Change the recipient/);
      await screen.see(word('bulk_ask_recipient', { n: 1 }));
      expect(await violations(page), `${scheme}, question`).toEqual([]);
      await page.close();
    }
  });
});

describe('many at once', () => {
  test('are blocked after one question that names them; one whose state has changed meanwhile is left out', async () => {
    const names = [await here.newHosting(), await here.newHosting(), await here.newHosting({ state: 'ko' })];
    const changed = await here.newHosting();
    const { page, screen } = await opened();
    await screen.fill('searchbox', word('table_search'), 'test-');
    await waitFor(async () => (await rowNames(page)).length >= 4, { what: 'the rows' });
    for (const name of [...names, changed]) await screen.press('checkbox', word('table_select', { name }));
    await screen.press('button', actionButton('block'));
    const asked = await screen.see(word('bulk_ask_block', { n: 3 }));
    for (const name of [...names, changed]) expect(asked).toContain(name);
    expect(asked).toContain(word('bulk_why_state'));
    await here.control.setHosting({ serviceName: changed, state: 'spam' });
    await screen.press('button', word('action_block'));
    await screen.see(word('bulk_changed'), 20_000);
    await screen.see('3 of 3', 20_000);
    await screen.press('button', word('bulk_close'));
    for (const name of names.slice(0, 2)) expect((await here.ended(name)).outcome).toBe('done');
    expect([await here.executed(names[0] as string), await here.executed(names[1] as string), await here.executed(names[2] as string), await here.executed(changed)]).toEqual([['BLOCK'], ['BLOCK'], [], []]);
    await page.close();
  });
});

describe('what stands out', () => {
  test('is told once, shown in its own group, and said with its figures', async () => {
    const name = await here.newHosting({ sentToday: 5, maxPerDay: 100 });
    await here.control.setHosting({ serviceName: name, sentToday: 97 });
    await here.ring('sweep');
    const id = await waitFor(async () => Object.keys(await here.notices(name)).find((one) => one.startsWith('alert|') && one.includes('|quota|')), { what: 'the notice', timeoutMs: 20_000 });
    expect(id).toContain(`eu/${name}`);
    const { screen } = await here.popup();
    await toList(screen);
    await screen.see(word('popup_group_watch'));
    await openHosting(screen, name);
    await screen.see('97 / 100');
  });

  test('of a limit of the user\'s own blocks by itself, once, and says so', async () => {
    const name = await here.newHosting({ sentToday: 5 });
    expect(await here.command('guard', { hosting: `eu/${name}`, guard: { per: 'day', limit: 50, firedOn: null } })).toMatchObject({ ok: true });
    await here.control.setHosting({ serviceName: name, sentToday: 60 });
    await here.ring('sweep');
    expect(await here.ended(name)).toMatchObject({ kind: 'block', outcome: 'done', by: 'guard' });
    expect(await here.executed(name)).toEqual(['BLOCK']);
    expect(Object.keys(await here.notices(name)).filter((id) => id.startsWith('guard|'))).toHaveLength(1);
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await screen.see(word('cause_guard'));
  });
});

describe('silence', () => {
  test('in quiet hours holds notices back and sums them up; a hosting that is known about is not told of', async () => {
    const day = new Date();
    const minute = day.getHours() * 60 + day.getMinutes();
    const quiet = { from: (minute + 1439) % 1440, to: (minute + 60) % 1440, stopsBreakThrough: false };
    const names = [await here.newHosting(), await here.newHosting()];
    const known = await here.newHosting({ state: 'ko' });
    await here.command('hush', { hosting: `eu/${known}`, hush: { kind: 'acknowledged' } });
    await here.command('changeSettings', { changes: { quiet } });
    for (const name of names) await here.control.setHosting({ serviceName: name, state: 'spam' });
    await here.ring('sweep');
    for (const name of names) await here.sees(name, ['spam']);
    await waitFor(async () => ((await here.stored<{ held: string[] }>('outbox'))?.held ?? []).filter((id) => id.startsWith('stopped|')).length >= 2, { what: 'both to be held back' });
    expect(Object.keys(await here.notices(names[0]))).toEqual([]);
    await here.command('changeSettings', { changes: { quiet: null } });
    await waitFor(async () => Object.keys(await here.notices()).some((id) => id.startsWith('summary|')), { what: 'the summary', timeoutMs: 20_000 });
    const { screen } = await here.popup();
    await toList(screen);
    await screen.see(word('popup_group_hushed'));
  });
});

describe('pages of Sluice', () => {
  test('the first one was opened by installing, says what Sluice found and asks for nothing; the popup leads to the table', async () => {
    const tabs = (name: string): Promise<number> => here.browser.inExtension(async (api, page) => (await api.tabs.query({ url: `${api.runtime.getURL(page)}*` })).length, name);
    expect(await tabs('welcome.html')).toBe(1);
    const { page, screen } = await opened('welcome.html');
    await screen.see(word('welcome_asksText'));
    await screen.find('button', word('welcome_go'));
    expect(await violations(page)).toEqual([]);
    await page.close();
    const popup = await here.popup();
    await toList(popup.screen);
    await popup.screen.press('button', word('popup_dashboard'));
    await waitFor(async () => (await tabs('dashboard.html')) === 1, { what: 'the dashboard in a tab' });
    await here.command('openDashboard', { hosting: null, ask: null });
    expect(await tabs('dashboard.html')).toBe(1);
  });
});
