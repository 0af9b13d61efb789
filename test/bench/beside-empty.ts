// Sluice beside an extension that does nothing, in one browser, turn by turn: the popup by the toolbar's click and as a page, the worker's cold start; and what is shipped. Ratios of medians.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, launch } from 'puppeteer-core';
import { encodeHosting } from '../../src/core/stored/decode-stored.ts';
import { needBrowsers } from '../install-browsers.ts';
import { account, headWith, hosting } from '../ui/canned.ts';
import { report } from './report.ts';

const rounds = 15;
const built = fileURLToPath(new URL('../../dist/', import.meta.url));
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The extension that does nothing: a static popup, a worker that answers at once. */
function writeEmpty(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Empty', version: '1', action: { default_popup: 'popup.html' }, background: { service_worker: 'background.js' } }));
  writeFileSync(join(folder, 'popup.html'), '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><body><ul><li>ready</li></ul>');
  writeFileSync(join(folder, 'background.js'), 'chrome.runtime.onMessage.addListener((message, sender, answer) => { answer({ ok: true }); });');
}

class Side {
  constructor(readonly browser: Browser, readonly root: CDPSession, readonly id: string) {}

  url(path: string): string { return `chrome-extension://${this.id}/${path}`; }

  /** Milliseconds from the toolbar's click to the first and to the largest thing painted. */
  async clicked(tabId: string): Promise<{ first: number; largest: number } | null> {
    const before = performance.timeOrigin + performance.now();
    await this.root.send('Extensions.triggerAction' as never, { id: this.id, targetId: tabId } as never);
    const target = await this.browser.waitForTarget((one) => one.url().startsWith(this.url('popup.html')), { timeout: 6_000 }).catch(() => null);
    if (target === null) return null;
    await pause(450);
    const page = await target.asPage();
    const at = await page.evaluate(async () => {
      const largest = await new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? NaN)).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(resolve, 300, NaN);
      });
      return { origin: performance.timeOrigin, first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, largest };
    });
    await page.close();
    await pause(150);
    return { first: at.origin + at.first - before, largest: at.origin + at.largest - before };
  }

  /** Milliseconds from navigation until a line of the list has been painted. */
  async navigated(): Promise<number> {
    const page = await this.browser.newPage();
    await page.goto(this.url('popup.html'), { waitUntil: 'domcontentloaded' });
    // As text: loaders that keep names wrap functions in a helper that the page does not have.
    const painted = await page.evaluate(`new Promise((resolve) => {
      (function look() { if (document.querySelector('li') === null) requestAnimationFrame(look); else requestAnimationFrame(() => { setTimeout(() => resolve(performance.now())); }); })();
    })`) as number;
    await page.close();
    await pause(60);
    return painted;
  }

  /** Milliseconds from a message to a worker that does not run until it has answered. */
  async coldStart(message: object): Promise<number> {
    const page = await this.browser.newPage();
    await page.goto(this.url('icons/16.png')).catch(() => page.goto(this.url('manifest.json')));
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await pause(250);
    const took = await page.evaluate(async (given) => {
      const from = performance.now();
      await (globalThis as unknown as { chrome: { runtime: { sendMessage(message: object): Promise<unknown> } } }).chrome.runtime.sendMessage(given).catch(() => undefined);
      return performance.now() - from;
    }, message);
    await page.close();
    return took;
  }

  async store(hostings: number): Promise<void> {
    const all = Array.from({ length: hostings }, (_, n) => hosting({ name: `site-${String(n).padStart(4, '0')}.example`, ...(n % 7 === 3 ? { state: 'spam', stop: {} } : {}) }));
    const items = { head: headWith(all, { accounts: [account] }), accounts: [account], ...Object.fromEntries(all.map((one) => [`hosting/${one.id}`, encodeHosting(one)])) };
    const page = await this.browser.newPage();
    await page.goto(this.url('icons/16.png'));
    await page.evaluate(async (given) => {
      const { storage } = (globalThis as unknown as { chrome: { storage: { local: { clear(): Promise<void>; set(items: object): Promise<void> }; session: { clear(): Promise<void> } } } }).chrome;
      await storage.local.clear();
      await storage.session.clear();
      await storage.local.set(given);
    }, items);
    await page.close();
  }
}

export interface Beside { readonly what: string; readonly sluice: number; readonly empty: number; readonly ratio: number; readonly goal: number | null }

/** Turn by turn, the first two rounds not counted. */
async function turns(what: string, goal: number | null, sluice: () => Promise<number>, empty: () => Promise<number>): Promise<Beside> {
  const took = { sluice: [] as number[], empty: [] as number[] };
  for (let round = 0; round < rounds + 2; round += 1) {
    for (const side of round % 2 === 0 ? ['sluice', 'empty'] as const : ['empty', 'sluice'] as const) {
      const ms = await (side === 'sluice' ? sluice : empty)();
      if (round > 1 && Number.isFinite(ms)) took[side].push(ms);
    }
  }
  const [ours, theirs] = [median(took.sluice), median(took.empty)];
  return { what, sluice: ours, empty: theirs, ratio: ours / theirs, goal };
}

export async function besideEmpty(): Promise<readonly Beside[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  cpSync(join(built, 'chromium'), join(folder, 'sluice'), { recursive: true });
  writeEmpty(join(folder, 'empty'));
  const browser = await launch({
    executablePath: needBrowsers(['chromium'])[0]?.path ?? '', headless: true, pipe: true, enableExtensions: true, userDataDir: join(folder, 'profile'),
    args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    // A driver that is attached to a worker keeps it alive and slows its start.
    targetFilter: (target) => target.type() !== 'service_worker',
  });
  try {
    const root = await browser.target().createCDPSession();
    const [empty, sluice] = [new Side(browser, root, await browser.installExtension(join(folder, 'empty'))), new Side(browser, root, await browser.installExtension(join(folder, 'sluice')))];
    await pause(1_500);
    for (const page of await browser.pages()) if (page.url().startsWith('chrome-extension://')) await page.close();
    const { targetInfos } = await root.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const tab = targetInfos[0]?.targetId ?? '';
    const clicked = (side: Side, which: 'first' | 'largest') => async (): Promise<number> => (await side.clicked(tab))?.[which] ?? NaN;
    const found: Beside[] = [];
    for (const [hostings, byClick, byPage] of [[2, null, 1.25], [10, 1.12, null], [5_000, 1.2, 1.6]] as const) {
      await sluice.store(hostings);
      if (byClick !== null) found.push(await turns(`popup with ${hostings} hostings, click to list painted`, byClick, clicked(sluice, 'largest'), clicked(empty, 'largest')));
      if (byPage !== null) found.push(await turns(`popup with ${hostings} hostings, page to list painted`, byPage, () => sluice.navigated(), () => empty.navigated()));
    }
    // The first is answered before the work is loaded; the second by the work.
    for (const [what, command, args, goal] of [['first answer', 'attend', { hosting: null }, 1.4], ['an answer that needs its work', 'vault', {}, null]] as const) {
      const message = { sluice: 'page', command, args };
      found.push(await turns(`worker, cold start to ${what}`, goal, () => sluice.coldStart(message), () => empty.coldStart(message)));
    }
    return found;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Shipped { readonly what: string; readonly bytes: number; readonly goal: number | null }

/** What is shipped, of the build in `dist` and the packages where they were made. */
export function shipped(): readonly Shipped[] {
  const bytes = (path: string): number => statSync(join(built, path)).size;
  const packages = join(built, 'packages');
  const zips = readdirSync(packages).filter((name) => /(chromium|firefox)\.zip$/.test(name)).map((name) => ({ what: name, bytes: statSync(join(packages, name)).size, goal: 150_000 }));
  return [
    { what: 'worker script, at its start', bytes: bytes('chromium/background.js'), goal: 40_960 }, { what: 'worker script, its work', bytes: bytes('chromium/work.js'), goal: null },
    { what: 'script in the panel', bytes: bytes('chromium/panel.js'), goal: 8_192 }, ...zips,
  ];
}

function table(times: readonly Beside[], sizes: readonly Shipped[]): string {
  return [
    '| | Sluice, ms | empty, ms | ratio | goal |', '|---|--:|--:|--:|--:|',
    ...times.map(({ what, sluice, empty, ratio, goal }) => `| ${what} | ${sluice.toFixed(0)} | ${empty.toFixed(0)} | ${ratio.toFixed(2)} | ${goal ?? ''} |`),
    '', '| | KB | goal |', '|---|--:|--:|',
    ...sizes.map(({ what, bytes, goal }) => `| ${what} | ${(bytes / 1000).toFixed(1)} | ${goal === null ? '' : (goal / 1000).toFixed(1)} |`),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [times, sizes] = [await besideEmpty(), shipped()];
  report({ times, sizes }, () => table(times, sizes));
}
