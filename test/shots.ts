// Pictures of every canned state of every view, light and dark, and a contact sheet of them, in dist/shots. `npm run shots -- [part of a name] [language]`
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from './install-browsers.ts';
import { journalSource, servePages, stubOf } from './ui/pages.ts';
import { type Scene, scenes } from './ui/scenes.ts';

const folder = new URL('../dist/shots/', import.meta.url);
const [part = '', language = 'en'] = process.argv.slice(2);
const sizes = { popup: [400, 580], dashboard: [1500, 820], options: [860, 1000], welcome: [860, 760] } as const;

async function pageOf(browser: Browser, origin: string, scene: Scene, scheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warn') console.error(`${scene.name}: ${message.text()}`); });
  page.on('pageerror', (error) => console.error(`${scene.name}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`));
  const zoom = scene.zoom ?? 1;
  const [width, height] = scene.size ?? sizes[scene.page];
  await page.setViewport({ width, height: Math.round(height / zoom), deviceScaleFactor: zoom });
  await page.emulateTimezone('Europe/Paris');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  if (scene.forced === true) await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] });
  await page.evaluateOnNewDocument(stubOf(scene, language));
  await page.goto(`${origin}/${scene.page}.html${scene.hash ?? ''}`);
  await page.waitForSelector('h1', { timeout: 5_000 });
  return page;
}

async function shoot(browser: Browser, origin: string, scene: Scene, scheme: 'light' | 'dark'): Promise<void> {
  const page = await pageOf(browser, origin, scene, scheme);
  if (scene.waits !== undefined) await page.waitForSelector(scene.waits, { timeout: 5_000 });
  for (const selector of scene.press ?? []) {
    await page.waitForSelector(selector, { timeout: 5_000 });
    await page.click(selector);
  }
  if (scene.sheet === true) await page.waitForSelector('.sheet .consequences, .sheet .refusal, .sheet .reading, .sheet .names');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const over = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (over) console.error(`${scene.name}: scrolls sideways`);
  const path = new URL(`${scene.name}-${scheme}.png`, folder).pathname as `${string}.png`;
  const body = scene.page === 'popup' ? await page.$('.popup') : null;
  await (body === null ? page.screenshot({ path, fullPage: true }) : body.screenshot({ path }));
  await page.close();
}

/** All pictures that are there, side by side, to be looked at. */
function contactSheet(): void {
  const figures = readdirSync(folder).filter((name) => name.endsWith('.png')).sort().map((name) => `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${name.slice(0, -4)}</figcaption></figure>`);
  writeFileSync(new URL('index.html', folder), `<!doctype html><meta charset="utf-8"><title>Sluice: every view</title><style>body{background:#889;font:12px sans-serif;display:flex;flex-wrap:wrap;gap:14px;align-items:flex-start}figure{margin:0}img{max-width:400px;display:block}</style>${figures.join('\n')}\n`);
}

const wanted = scenes.all.filter((scene) => scene.name.includes(part));
if (wanted.length === 0) {
  console.error(`No view's name holds "${part}". They are: ${scenes.all.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const executablePath = findBrowser('chromium')?.path;
if (executablePath === undefined) throw new Error('no Chromium found');
const { origin, server } = await servePages();
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
try {
  const first = await browser.newPage();
  await first.goto(`${origin}/`);
  await first.evaluate(journalSource);
  for (const scene of wanted) for (const scheme of ['light', 'dark'] as const) await shoot(browser, origin, scene, scheme);
  contactSheet();
  console.log(`${wanted.length * 2} pictures in dist/shots; look at dist/shots/index.html`);
} finally {
  await browser.close();
  server.close();
}
