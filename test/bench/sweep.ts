// What a sweep costs: requests and the extension process's CPU for 1 to 5,000 hostings, beside a client that reads one by one, in one browser.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, launch } from 'puppeteer-core';
import { needBrowsers } from '../install-browsers.ts';
import { waitFor } from '../browser/drive/wait.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { report } from './report.ts';

export interface SweepCost {
  readonly hostings: number;
  readonly requests: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly oneByOne: { readonly requests: number; readonly cpuMs: number; readonly wallMs: number };
}

interface Bench { readonly sandbox: Sandbox; readonly browser: Browser; readonly page: Page }

const built = fileURLToPath(new URL('../../dist/chromium', import.meta.url));

async function open(hostings: number, folder: string): Promise<Bench> {
  const sandbox = await startSandbox({ hostings, speed: 1, options: { traffic: false } });
  const port = new URL(sandbox.origin).port;
  const rules = [...sandbox.hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(',');
  const extension = join(folder, 'extension');
  cpSync(built, extension, { recursive: true });
  const browser = await launch({
    executablePath: needBrowsers(['chromium'])[0]?.path ?? '', headless: true, pipe: true, enableExtensions: true, userDataDir: join(folder, 'profile'),
    args: [`--host-resolver-rules=${rules}`, `--ignore-certificate-errors-spki-list=${sandbox.spki}`, '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  await browser.setCookie(...(await sandbox.calls.login()).cookies);
  const id = await browser.installExtension(extension);
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${id}/icons/16.png`);
  return { sandbox, browser, page };
}

/** CPU seconds of every renderer: with no other page open, those of the extension. */
async function cpuMs({ browser }: Bench): Promise<number> {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter((one) => one.type === 'renderer').reduce((sum, one) => sum + one.cpuTime * 1000, 0);
}

type Stored = { sweepingSince: number | null; accounts: { id: string; sweptAt: number | null }[] };
type Api = { storage: { local: { get(key: string): Promise<Record<string, Stored>>; set(items: object): Promise<void> } }; runtime: { sendMessage(message: object): Promise<unknown> } };

/** When the last whole sweep began; null before the first, or while one is under way. */
function sweptAt({ page }: Bench): Promise<number | null> {
  return page.evaluate(async () => {
    const api = (globalThis as unknown as { chrome: Api }).chrome;
    const { head } = await api.storage.local.get('head');
    return head === undefined || head.sweepingSince !== null ? null : (head.accounts[0]?.sweptAt ?? null);
  });
}

/** A sweep that gave way to fair use goes on: nobody waits here for the minutes that it would wait. What it costs stays the same. */
async function goOn({ page }: Bench): Promise<void> {
  await page.evaluate(async () => {
    const api = (globalThis as unknown as { chrome: Api }).chrome;
    const { head } = await api.storage.local.get('head');
    const [account] = head?.accounts ?? [];
    if (account === undefined || head?.sweepingSince !== null) return;
    const key = `watch/${account.id}`;
    const watch = (await api.storage.local.get(key))[key];
    if (watch !== undefined) await api.storage.local.set({ [key]: { ...watch, allowance: null } });
    await api.runtime.sendMessage({ sluice: 'page', command: 'attend', args: { hosting: null } });
  });
}

/** Waits for a whole sweep that ends after `before`. */
async function swept(bench: Bench, before: number | null): Promise<void> {
  let looks = 0;
  await waitFor(async () => {
    const now = await sweptAt(bench);
    if (now !== null && now !== before) return true;
    looks += 1;
    // Looking costs too: a sweep that needs no help is let alone.
    if (looks % 10 === 0) await goOn(bench);
    return false;
  }, { what: 'the sweep', timeoutMs: 900_000, everyMs: 500 });
}

interface Cost { readonly requests: number; readonly cpuMs: number; readonly wallMs: number }

async function measured(bench: Bench, job: () => Promise<unknown>): Promise<Cost> {
  await bench.sandbox.calls.clearRequests();
  const [cpu, at] = [await cpuMs(bench), Date.now()];
  await job();
  return { requests: (await bench.sandbox.calls.requests()).length, cpuMs: (await cpuMs(bench)) - cpu, wallMs: Date.now() - at };
}

/** One sweep, as somebody who looks starts it: the list is known, every state is read. A pause for the allowance counts as time, not as CPU. */
async function sweepOnce(bench: Bench): Promise<void> {
  const before = await sweptAt(bench);
  const attend = (): Promise<unknown> => bench.page.evaluate(() => (globalThis as unknown as { chrome: Api }).chrome.runtime.sendMessage({ sluice: 'page', command: 'attend', args: { hosting: null } }));
  await attend();
  await swept(bench, before);
}

/** What a plain client does: the list, then each hosting by itself, six at a time as a browser allows, and one write at the end. */
function oneByOne({ page }: Bench): Promise<void> {
  return page.evaluate(async () => {
    const base = 'https://manager.eu.ovhcloud.com/engine/apiv6/hosting/web';
    const names = (await (await fetch(base, { credentials: 'include' })).json()) as string[];
    const read: Record<string, unknown> = {};
    const queue = [...names];
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let name = queue.pop(); name !== undefined; name = queue.pop()) read[name] = await (await fetch(`${base}/${name}/email`, { credentials: 'include' })).json();
    }));
    await (globalThis as unknown as { chrome: Api }).chrome.storage.local.set({ bench: read });
  });
}

/** The cost at one size. The first sweep, which lists and makes every record, is not counted: it happens once. */
export async function sweepCost(hostings: number): Promise<SweepCost> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const bench = await open(hostings, folder);
  try {
    await swept(bench, null);
    // What somebody looks at is not read again within half a minute; bars of the day are read in the first sweeps.
    await waitFor(async () => Date.now() - ((await sweptAt(bench)) ?? Date.now()) > 26_000, { what: 'the figures to be half a minute old', timeoutMs: 60_000, everyMs: 500 });
    const sweep = await measured(bench, () => sweepOnce(bench));
    const plain = await measured(bench, () => oneByOne(bench));
    return { hostings, ...sweep, oneByOne: plain };
  } finally {
    await bench.browser.close();
    await bench.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function table(costs: readonly SweepCost[]): string {
  const rows = costs.map(({ hostings, requests, cpuMs: cpu, oneByOne: plain }) =>
    `| ${hostings} | ${requests} | ${plain.requests} | ${Math.round(cpu)} | ${Math.round(plain.cpuMs)} | ${(cpu / plain.cpuMs).toFixed(2)} |`);
  return ['| hostings | requests of a sweep | one by one | CPU ms of a sweep | one by one | ratio |', '|--:|--:|--:|--:|--:|--:|', ...rows].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).filter((word) => /^\d+$/.test(word)).map(Number);
  const costs: SweepCost[] = [];
  for (const size of sizes.length === 0 ? [1, 10, 100, 1_000] : sizes) costs.push(await sweepCost(size));
  report(costs, () => `${table(costs)}\n\n${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`);
}
