// The tour: what a newcomer would do, by a driver in a real browser on the sandbox; a line and a picture for each step.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { Action } from '../src/core/actions.ts';
import { decodeHosting } from '../src/core/stored/decode-stored.ts';
import type { TestBrowser } from './browser/drive/kinds.ts';
import { openBrowser } from './browser/drive/open.ts';
import { chip, panelRoute } from './browser/drive/panel.ts';
import { actionButton, ask, confirm, openHosting } from './browser/drive/popup.ts';
import type { Screen } from './browser/drive/screen.ts';
import { waitFor } from './browser/drive/wait.ts';
import { word } from './browser/drive/words.ts';
import type { BrowserKind } from './install-browsers.ts';
import type { Control } from './sandbox/control/control-calls.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

const pictures = new URL('../.github/pictures/', import.meta.url);
const name = 'atelier-lumen.example';

/** What the steps have in hand. */
interface Tour {
  readonly browser: TestBrowser;
  readonly control: Control;
  /** Where its pictures go. */
  readonly folder: URL;
  page: Page;
  popup: { page: Page; screen: Screen } | null;
  /** Takes a picture of a page; `as` also names a picture of README. */
  picture(page: Page, of: string, as?: string): Promise<void>;
}

interface Step {
  readonly what: string;
  run(tour: Tour): Promise<string>;
}

const stored = <T>(tour: Tour, key: string): Promise<T | undefined> =>
  tour.browser.inExtension(async (api, wanted) => (await api.storage.local.get(wanted))[wanted], key) as Promise<T | undefined>;

async function ended(tour: Tour): Promise<Action> {
  return waitFor(async () => {
    const action = await stored<Action>(tour, `action/eu/${name}`);
    return action !== undefined && action.outcome !== null && action;
  }, { what: 'the action to end', timeoutMs: 120_000, everyMs: 100 });
}

async function openPopup(tour: Tour): Promise<{ page: Page; screen: Screen }> {
  await tour.popup?.page.close();
  const page = await tour.browser.extensionPage('popup.html');
  await page.setViewport({ width: 400, height: 600 });
  tour.popup = { page, screen: tour.browser.screen(page, 'the popup') };
  return tour.popup;
}

/** A look by the alarm, as it comes every five minutes. */
async function sweep(tour: Tour): Promise<void> {
  await tour.browser.inExtension(async (api) => {
    const there = await api.alarms.get('sweep');
    api.alarms.create('sweep', { when: Date.now() + 50, periodInMinutes: there?.periodInMinutes ?? 5 });
  });
}

/** Asks, pictures the question, says yes, waits for the end. */
async function act(tour: Tour, kind: 'block' | 'unblock' | 'empty', as?: string): Promise<string> {
  const { page, screen } = await openPopup(tour);
  await openHosting(screen, name);
  await ask(screen, kind, name);
  await tour.picture(page, `${kind}-question`, as);
  await confirm(screen, kind);
  await screen.see(word(`actionUnderWay_${kind}`));
  await tour.picture(page, `${kind}-under-way`);
  const { outcome, steps } = await ended(tour);
  if (outcome !== 'done') throw new Error(`it ended as ${outcome}`);
  await screen.see(word(`outcome_done_${kind}`));
  await tour.picture(page, `${kind}-done`);
  const sent = (await tour.control.executed({ serviceName: name })).slice(-steps.length).map((one) => one.action);
  return `sent ${sent.join(', ')}; the popup says: ${word(`outcome_done_${kind}`)}`;
}

const steps: readonly Step[] = [
  { what: 'detect', run: async (tour) => {
    tour.page = await tour.browser.openPage(panelRoute(name));
    const screen = await chip(tour.browser, tour.page, new RegExp(word('state_ok')), 30_000);
    await tour.picture(tour.page, 'chip');
    await screen.press('button', new RegExp(word('state_ok')));
    await screen.see(word('stateTitle_ok'));
    await screen.find('button', actionButton('block'));
    await tour.picture(tour.page, 'panel', 'panel');
    return `one chip in the control panel, it says: ${word('state_ok')}`;
  } },
  { what: 'read', run: async (tour) => {
    const { page, screen } = await openPopup(tour);
    await screen.see(name, 30_000);
    await waitFor(async () => decodeHosting(await stored(tour, `hosting/eu/${name}`))?.volumes.length, { what: 'the figures', timeoutMs: 30_000 });
    for (const scheme of ['light', 'dark'] as const) {
      await tour.browser.colourScheme(page, scheme);
      await tour.picture(page, `popup-${scheme}`, `popup-${scheme}`);
    }
    await tour.browser.colourScheme(page, 'light');
    return `${(await stored<{ total: number }>(tour, 'head'))?.total ?? 0} hostings in the popup`;
  } },
  { what: 'block, with its confirmation', run: (tour) => act(tour, 'block', 'confirm') },
  { what: 'unblock', run: (tour) => act(tour, 'unblock') },
  { what: 'the notification', run: async (tour) => {
    await tour.control.setHosting({ serviceName: name, state: 'bounce' });
    await sweep(tour);
    const id = await waitFor(async () => Object.keys(await tour.browser.inExtension((api) => api.notifications.getAll())).find((one) => one.startsWith(`stopped|eu/${name}|`)), { what: 'the notification', timeoutMs: 30_000 });
    const badge = await tour.browser.inExtension((api) => api.action.getBadgeText({}));
    const { page, screen } = await openPopup(tour);
    await openHosting(screen, name);
    await screen.see(word('stateTitle_bounce'));
    await tour.picture(page, 'stopped', 'stopped');
    await tour.browser.clickNotice(id);
    await waitFor(() => tour.page.evaluate(() => document.visibilityState === 'visible'), { what: "the hosting's page to be shown" });
    await tour.picture(tour.page, 'after-notification');
    return `"${word('notice_stopped_bounce', { name })}", badge ${badge}; its click shows the hosting's page`;
  } },
  { what: 'unblock from bounce', run: (tour) => act(tour, 'unblock') },
  { what: 'empty the queue', run: (tour) => act(tour, 'empty') },
  { what: 'the toolbar popup', run: async (tour) => {
    const popup = await tour.browser.toolbarPopup();
    await popup.screen.see(name);
    await popup.screenshot(new URL('toolbar-popup.png', tour.folder).pathname);
    await popup.close();
    return 'the popup opens under the toolbar button and shows the same';
  } },
];

async function start(kind: BrowserKind, sandbox: Sandbox, folder: URL, wanted: boolean): Promise<Tour> {
  const control = sandbox.calls;
  await control.addHosting({ serviceName: name, state: 'ok', email: 'owner@atelier-lumen.example' });
  const browser = await openBrowser(kind, { sandbox, colourScheme: 'light', size: { width: 1200, height: 800 } });
  await browser.setCookies((await control.login()).cookies);
  let number = 0;
  const picture = async (page: Page, of: string, as?: string): Promise<void> => {
    number += 1;
    const path = new URL(`${String(number).padStart(2, '0')}-${of}.png`, folder).pathname;
    await page.bringToFront();
    await page.screenshot({ path: path as `${string}.png` });
    if (!wanted || as === undefined) return;
    mkdirSync(pictures, { recursive: true });
    copyFileSync(path, new URL(`${as}.png`, pictures));
  };
  return { browser, control, folder, page: await browser.newPage(), popup: null, picture };
}

/** Runs every step; a failed one is said and the rest goes on. Answers how many failed. `into` is a folder below dist; `pictures` renews README's. */
export async function tour(kind: BrowserKind, sandbox: Sandbox, { into = 'tour/', pictures: wanted = false } = {}): Promise<number> {
  const folder = new URL(`../dist/${into}`, import.meta.url);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const on = await start(kind, sandbox, folder, wanted);
  let failed = 0;
  try {
    for (const [index, { what, run }] of steps.entries()) {
      const said = await run(on).then((line) => `ok      ${line}`, (error: unknown) => { failed += 1; return `FAILED  ${error instanceof Error ? error.message : String(error)}`; });
      console.log(`${kind} ${index + 1}/${steps.length} ${what.padEnd(30)} ${said}`);
    }
  } finally {
    await on.browser.close();
  }
  console.log(`${kind}: ${steps.length - failed} of ${steps.length} steps, pictures in dist/${into}`);
  return failed;
}
