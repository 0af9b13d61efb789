// Everything a run of Sluice leaves where somebody could find it: storage, database, messages, console lines, pages, tabs, notifications.
import type { Browser, ConsoleMessage, Page } from 'puppeteer-core';
import type { World } from '../world.ts';
import { waitFor, within } from './wait.ts';

/** Where something was found, and what stands there. */
export interface Trace { readonly where: string; readonly text: string }

/** What the driver keeps to itself. */
interface Inside { readonly browser: Browser; privileged?(source: string): Promise<unknown> }
const inside = (here: World): Inside => here.browser as unknown as Inside;

const lineOf = (message: ConsoleMessage): string => `${message.text()} ${message.stackTrace().map(({ url }) => url ?? '').join(' ')}`;

/** Listens to every page's console, and to the worker's where the browser shows it. */
export async function listen(here: World): Promise<string[]> {
  const lines: string[] = [];
  const { browser } = inside(here);
  const hear = (page: Page): void => { page.on('console', (message) => { lines.push(lineOf(message)); }); page.on('pageerror', (error) => { lines.push(String(error)); }); };
  for (const page of await browser.pages()) hear(page);
  browser.on('targetcreated', (target) => void (target.type() === 'page' ? target.page().then((page) => { if (page !== null) hear(page); }).catch(() => undefined) : undefined));
  if (here.browser.kind === 'chromium') {
    await here.command('vault');
    const target = await waitFor(() => browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(here.browser.extensionOrigin)), { what: 'the worker' });
    (await target.worker())?.on('console', (message: ConsoleMessage) => { lines.push(lineOf(message)); });
  }
  return lines;
}

/** Says the words where the background speaks (Chromium) or on an extension page (Firefox): proof that such lines are heard. */
export async function mutter(here: World, words: string): Promise<void> {
  if (here.browser.kind === 'firefox') return here.browser.inExtension((_api, said) => { console.log(said); }, words);
  const target = inside(here).browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(here.browser.extensionOrigin));
  await (await target?.worker())?.evaluate((said) => { console.log(said); }, words);
}

/** Runs in Firefox's process of the extensions, which keeps what its pages and its background wrote to their consoles. */
const keeper = `const kept = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents();
  const errors = Services.console.getMessageArray().map((one) => String(one.message));
  sendAsyncMessage('SluiceTest:lines', JSON.stringify([kept.map((event) => [...event.arguments ?? []].map(String).join(' ')), errors]));`;

async function keptLines(here: World): Promise<string> {
  if (here.browser.kind === 'chromium') return '';
  const source = `const manager = [...extension.views].map((view) => view.xulBrowser?.messageManager).find((one) => one);
    return new Promise((resolve) => {
      const hear = ({ data }) => { manager.removeMessageListener('SluiceTest:lines', hear); resolve(data); };
      manager.addMessageListener('SluiceTest:lines', hear);
      manager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(${JSON.stringify(keeper)}), false);
    });`;
  return within(10_000, 'the lines that Firefox keeps', inside(here).privileged?.(source) ?? Promise.resolve('')).then(String);
}

/** Hears every message that reaches an extension page, from now on. */
export async function overhear(here: World): Promise<void> {
  await here.browser.inExtension((api) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    api.runtime.onMessage.addListener((message: unknown) => { heard.push(JSON.stringify(message)); return undefined; });
  });
}

const stored = (here: World): Promise<Record<'local' | 'session' | 'sync', Record<string, unknown>>> => here.browser.inExtension(async (api) => ({
  local: await api.storage.local.get(null), session: await api.storage.session.get(null), sync: await api.storage.sync.get(null).catch(() => ({})),
}));

/** Every database and every other store of the extension's origin. */
const kept = (here: World): Promise<string> => here.browser.inExtension(async () => {
  const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys()];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name ?? '');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('no database'));
    });
    for (const store of database.objectStoreNames) {
      const request = database.transaction(store).objectStore(store).getAll();
      found.push(store, await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); }));
    }
    database.close();
  }
  return JSON.stringify(found);
});

/** All that can be read of a page: its document with what stands in its fields, its address and its own storage. */
async function pageText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return JSON.stringify([location.href, document.title, document.documentElement.outerHTML, fields, history.state, { ...localStorage }, { ...sessionStorage }, document.cookie]);
  });
}

/** Everything, item by item. `lines` is what `listen` gave. */
export async function traces(here: World, pages: readonly Page[], lines: readonly string[]): Promise<readonly Trace[]> {
  const all = await stored(here);
  const items = Object.entries(all).flatMap(([area, entries]) => Object.entries(entries).map(([key, value]) => ({ where: `storage.${area} ${key}`, text: `${key} ${JSON.stringify(value)}` })));
  const shown = await here.browser.inExtension(async (api) => [
    JSON.stringify(await api.notifications.getAll()), JSON.stringify(await api.tabs.query({})), JSON.stringify(await api.alarms.getAll()),
    `${await api.action.getTitle({})} ${await api.action.getBadgeText({})}`, JSON.stringify((globalThis as unknown as { heard?: string[] }).heard ?? []),
  ]);
  const chips = await Promise.all(pages.map(async (page) => (await Promise.all((await here.browser.chips(page)).map(({ screen }) => screen.text()))).join()));
  return [
    ...items, { where: 'databases', text: await kept(here) },
    ...['notifications', 'tabs', 'alarms', 'toolbar', 'messages'].map((where, at) => ({ where, text: shown[at] ?? '' })),
    ...await Promise.all(pages.map(async (page, at) => ({ where: `page ${at} ${new URL(page.url()).pathname}`, text: `${await pageText(page)} ${chips[at]}` }))),
    { where: 'console', text: `${lines.join('\n')} ${await keptLines(here)}` },
  ];
}

/** The places where one of the texts stands, as it is or as base64 or an address would hold it. */
export function found(all: readonly Trace[], secrets: Readonly<Record<string, string>>): string[] {
  return all.flatMap(({ where, text }) => Object.entries(secrets).flatMap(([name, secret]) => {
    const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), encodeURIComponent(secret), [...secret].reverse().join('')];
    return forms.some((form) => text.includes(form)) ? [`${name} in ${where}`] : [];
  }));
}
