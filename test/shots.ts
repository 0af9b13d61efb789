// Pictures of every canned state of popup and options, light and dark, into dist/shots: the built pages on a stubbed browser. `node --import tsx test/shots.ts [part of a name]`
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { sourceOf } from './browser/screen.ts';
import { findBrowser } from './install-browsers.ts';
import { now } from './ui/canned.ts';
import { type Scene, scenes } from './ui/scenes.ts';
import { type Stub, seedJournal, stubBrowser } from './ui/stub-browser.ts';

const built = fileURLToPath(new URL('../dist/chromium/', import.meta.url));
const folder = new URL('../dist/shots/', import.meta.url);
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' };
const { content_security_policy: policy } = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as { content_security_policy: { extension_pages: string } };

/** Serves the build under the extension's own content security policy. */
const server = createServer((request, response) => {
  const path = join(built, new URL(request.url ?? '/', 'http://here').pathname);
  if (!path.startsWith(built) || !existsSync(path) || extname(path) === '') { response.writeHead(path === built ? 200 : 404, { 'content-type': 'text/html' }).end(); return; }
  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain', 'content-security-policy': policy.extension_pages }).end(readFileSync(path));
});

const short = JSON.parse(readFileSync(join(built, '_locales/en/messages.json'), 'utf8')) as Record<string, { message: string }>;

/** Every text 40 % longer, as other languages are. */
function longer(): Record<string, { message: string }> {
  return Object.fromEntries(Object.entries(short).map(([key, { message }]) => {
    const words = message.split(' ');
    return [key, { message: key === 'languageTag' ? message : [message, ...words.filter((word) => !word.includes('{')).slice(0, Math.ceil(words.length * 0.4))].join(' ') }];
  }));
}

async function pageOf(browser: Browser, origin: string, scene: Scene, scheme: 'light' | 'dark'): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warn') console.error(`${scene.name}: ${message.text()}`); });
  page.on('pageerror', (error) => console.error(`${scene.name}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`));
  const zoom = scene.zoom ?? 1;
  const [width, height] = scene.page === 'popup' ? [400, 580] : scene.page === 'dashboard' ? [1500, 820] : [860, 1000];
  await page.setViewport({ width, height: Math.round(height / zoom), deviceScaleFactor: zoom });
  await page.emulateTimezone('Europe/Paris');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  if (scene.forced === true) await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] });
  const stub: Stub = { stored: scene.stored, session: scene.session, messages: scene.long === true ? longer() : short, withheld: scene.withheld ?? [], replies: scene.replies ?? {}, now };
  await page.evaluateOnNewDocument(`(${sourceOf(stubBrowser as never)})(${JSON.stringify(stub)})`);
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
  if (scene.sheet === true) await page.waitForSelector('.sheet .consequences, .sheet .refusal, .sheet .reading');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const over = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (over) console.error(`${scene.name}: scrolls sideways`);
  const path = new URL(`${scene.name}-${scheme}.png`, folder).pathname as `${string}.png`;
  const body = scene.page === 'popup' ? await page.$('.popup') : null;
  await (body === null ? page.screenshot({ path, fullPage: true }) : body.screenshot({ path }));
  await page.close();
}

mkdirSync(folder, { recursive: true });
server.listen(0, '127.0.0.1');
const executablePath = findBrowser('chromium')?.path;
if (executablePath === undefined) throw new Error('no Chromium found');
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
try {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const first = await browser.newPage();
  await first.goto(`${origin}/`);
  await first.evaluate(`(${sourceOf(seedJournal as never)})(${scenes.history.map((part) => JSON.stringify(part)).join(', ')})`);
  const wanted = scenes.all.filter((scene) => scene.name.includes(process.argv[2] ?? ''));
  for (const scene of wanted) for (const scheme of ['light', 'dark'] as const) await shoot(browser, origin, scene, scheme);
  console.log(`${wanted.length * 2} pictures in dist/shots`);
} finally {
  await browser.close();
  server.close();
}
