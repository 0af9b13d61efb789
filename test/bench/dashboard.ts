// What the dashboard costs at 5,000 hostings: until rows are painted beside an empty page, a key in the search field, a sort, frames while scrolling. The built page on canned records.
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { encodeHosting } from '../../src/core/stored/decode-stored.ts';
import { needBrowsers } from '../install-browsers.ts';
import { account, headWith, hosting, now } from '../ui/canned.ts';
import { servePages, stubOf } from '../ui/pages.ts';
import { report } from './report.ts';

const rows = 5_000;
const rounds = 15;

const all = Array.from({ length: rows }, (_, index) => hosting({ name: `site-${String(index).padStart(4, '0')}.example`, today: (index * 37) % 900, ...(index % 50 === 0 ? { state: 'ko', stop: {} } : {}) }));
const stored = {
  head: headWith(all, { accounts: [account] }), [`roster/${account.id}`]: { at: now, names: all.map((one) => one.serviceName) },
  ...Object.fromEntries(all.map((one) => [`hosting/${one.id}`, encodeHosting(one)])),
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds from navigation until the frame after this is true. */
async function painted(page: Page, url: string, ready: string): Promise<number> {
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return page.evaluate((wanted) => new Promise<number>((resolve) => {
    const look = (): void => {
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now()));
    };
    look();
  }), ready);
}

async function opened(browser: Browser, stub: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  // Loaders that keep names wrap functions in this.
  await page.evaluateOnNewDocument('globalThis.__name = (one) => one;');
  await page.evaluateOnNewDocument(stub);
  return page;
}

/** Milliseconds of one change of a field or a press, until the next frame. */
const each = (page: Page, what: 'search' | 'sort' | 'scroll'): Promise<number[]> => page.evaluate(async (kind) => {
  const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(() => { setTimeout(() => resolve(performance.now())); }); });
  const took: number[] = [];
  const field = document.querySelector('input[type=search]') as HTMLInputElement;
  const table = document.querySelector('.table') as HTMLElement;
  const texts = ['s', 'si', 'sit', 'site', 'site-', 'site-1', 'site-12', 'site-1', 'site-', ''];
  const columns = [...document.querySelectorAll<HTMLElement>('.thead button')];
  for (let turn = 0; turn < (kind === 'scroll' ? 60 : 10); turn += 1) {
    const from = performance.now();
    if (kind === 'search') { field.value = texts[turn] ?? ''; field.dispatchEvent(new Event('input', { bubbles: true })); }
    if (kind === 'sort') columns[turn % columns.length]?.click();
    if (kind === 'scroll') table.scrollTop += 700;
    took.push((await frame()) - from);
  }
  return took;
}, what);

/** Milliseconds: medians for what is painted first, the worst of all for the rest. */
interface Figures { readonly hostings: number; readonly firstMs: number; readonly emptyMs: number; readonly keyMs: number; readonly sortMs: number; readonly frameMs: number }

async function measure(): Promise<Figures> {
  const { origin, server } = await servePages();
  const browser = await puppeteer.launch({ executablePath: needBrowsers(['chromium'])[0]?.path ?? '', args: ['--no-sandbox'] });
  try {
    const empty: number[] = [];
    const full: number[] = [];
    const stub = stubOf({ name: 'bench', page: 'dashboard', stored, session: {} });
    for (let round = 0; round < rounds; round += 1) {
      // With the same canned records: their parsing is the bench's own cost.
      const bare = await opened(browser, stub);
      empty.push(await painted(bare, `${origin}/`, 'h1'));
      await bare.close();
      const page = await opened(browser, stub);
      full.push(await painted(page, `${origin}/dashboard.html`, '.tbody .tr'));
      await page.close();
    }
    const page = await opened(browser, stub);
    await painted(page, `${origin}/dashboard.html`, '.tbody .tr');
    await page.waitForFunction((wanted) => document.querySelector('.table')?.getAttribute('aria-rowcount') === String(wanted + 1), {}, rows);
    const [search, sort, scroll] = [await each(page, 'search'), await each(page, 'sort'), await each(page, 'scroll')];
    return { hostings: rows, firstMs: median(full), emptyMs: median(empty), keyMs: Math.max(...search), sortMs: Math.max(...sort), frameMs: Math.max(...scroll) };
  } finally {
    await browser.close();
    server.close();
  }
}

function table({ hostings, firstMs, emptyMs, keyMs, sortMs, frameMs }: Figures): string {
  return [
    `| ${hostings} hostings | ms | goal |`, '|---|--:|--:|',
    `| first rows painted / a page with nothing | ${firstMs.toFixed(0)} / ${emptyMs.toFixed(0)} = ${(firstMs / emptyMs).toFixed(1)} | 3 |`,
    `| a key in the search field, worst | ${keyMs.toFixed(0)} | 100 |`, `| a sort, worst | ${sortMs.toFixed(0)} | 100 |`, `| a frame while scrolling, worst | ${frameMs.toFixed(0)} | 50 |`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measure();
  report(figures, () => table(figures));
}
