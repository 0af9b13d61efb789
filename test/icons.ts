// Renders src/icons/icon.svg into the sizes that the manifest names, with Chromium. Run it after the drawing was changed; the pictures are committed.
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './install-browsers.ts';

const folder = new URL('../src/icons/', import.meta.url);
const sizes = [16, 32, 48, 128] as const;

const executablePath = findBrowser('chromium')?.path;
if (executablePath === undefined) throw new Error('no Chromium found');
const drawing = readFileSync(new URL('icon.svg', folder), 'utf8');
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
try {
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    await page.screenshot({ path: new URL(`${size}.png`, folder).pathname as `${string}.png`, omitBackground: true });
  }
} finally {
  await browser.close();
}
