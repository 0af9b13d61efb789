// Each permission is needed: taken out of the manifest one by one, and something that Sluice is for no longer works. In Chromium: Firefox gives the same ones, and lets hosts be taken away by themselves (told.browser.test.ts).
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Head } from '../../src/core/model.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { TestBrowser } from './drive/kinds.ts';
import { openBrowser } from './drive/open.ts';
import { waitFor } from './drive/wait.ts';

const build = fileURLToPath(new URL('../../dist/chromium', import.meta.url));
type Manifest = { permissions: string[]; host_permissions: string[]; content_scripts: { matches: string[] }[] };
const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest;
const inVainMs = 4_000;

interface Run { readonly browser: TestBrowser; readonly sandbox: Sandbox }

function command({ browser }: Run, name: string, args: object): Promise<{ ok?: boolean } | null> {
  // A worker whose first turn broke has no listener: nothing is ever answered.
  return browser.inExtension((api, message, ms) => Promise.race([
    api.runtime.sendMessage(message).catch(() => null), new Promise((resolve) => { setTimeout(resolve, ms, null); }),
  ]), { sluice: 'page', command: name, args }, inVainMs) as Promise<{ ok?: boolean } | null>;
}

/** Whether Sluice sees through the panel's login of the region. */
async function sees(run: Run, region: 'eu' | 'ca'): Promise<boolean> {
  await run.browser.setCookies((await run.sandbox.calls.login({ region })).cookies);
  return waitFor(async () => {
    await command(run, 'checkNow', {});
    const head = await run.browser.inExtension(async (api) => (await api.storage.local.get('head'))['head']) as Head | undefined;
    return head?.accounts.some((account) => account.region === region && account.sweptAt !== null) === true;
  }, { what: 'sight', timeoutMs: inVainMs, everyMs: 300 }).then(() => true, () => false);
}

async function adds(run: Run, region: 'eu' | 'ca', secret: object): Promise<boolean> {
  return (await command(run, 'addAccount', { region, name: 'Added', secret }).catch(() => null))?.ok === true;
}

const token = (region: 'eu' | 'ca') => async (run: Run): Promise<boolean> => adds(run, region, { kind: 'token', ...(await run.sandbox.calls.makeToken({ region })) });
const client = (region: 'eu' | 'ca') => async (run: Run): Promise<boolean> => adds(run, region, { kind: 'oauth2', ...(await run.sandbox.calls.makeClient({ region })) });
const session = (region: 'eu' | 'ca') => (run: Run): Promise<boolean> => sees(run, region);

/** What is tried for each permission. */
const uses: Readonly<Record<string, (run: Run) => Promise<boolean>>> = {
  storage: session('eu'), alarms: session('eu'), notifications: session('eu'), idle: session('eu'), contextMenus: session('eu'),
  'https://manager.eu.ovhcloud.com/*': session('eu'), 'https://manager.ca.ovhcloud.com/*': session('ca'),
  'https://eu.api.ovh.com/*': token('eu'), 'https://ca.api.ovh.com/*': token('ca'), 'https://www.ovh.com/*': client('eu'), 'https://ca.ovh.com/*': client('ca'),
};
/** The public API's new names, asked for before they are used: a host that is added later switches an extension off until its user agrees. */
const inReserve = ['https://api.eu.ovhcloud.com/*', 'https://api.ca.ovhcloud.com/*'];

async function played(without: string | null, play: (run: Run) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-permissions-'));
  cpSync(build, join(folder, 'extension'), { recursive: true });
  const rest = (list: readonly string[]): string[] => list.filter((one) => one !== without);
  // Chromium lets an extension reach the hosts of its content scripts too: a host is out when it is named nowhere.
  const elsewhere = (match: string): boolean => without === null || !without.endsWith('/*') || new URL(match).host !== new URL(without).host;
  writeFileSync(join(folder, 'extension/manifest.json'), JSON.stringify({
    ...manifest, permissions: rest(manifest.permissions), host_permissions: rest(manifest.host_permissions),
    content_scripts: manifest.content_scripts.map((script) => ({ ...script, matches: script.matches.filter(elsewhere) })),
  }));
  const sandbox = await startSandbox({ hostings: 2, speed: 600 });
  const browser = await openBrowser('chromium', { sandbox, extension: join(folder, 'extension') });
  try {
    await play({ browser, sandbox });
  } finally {
    await browser.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a permission', () => {
  test('is asked for only if it is in this table', () => {
    expect([...Object.keys(uses), ...inReserve].sort()).toEqual([...manifest.permissions, ...manifest.host_permissions].sort());
  });

  test('is enough with all the others: everything that is tried works', async () => {
    await played(null, async (run) => {
      for (const [name, works] of Object.entries(uses)) expect([name, await works(run)]).toEqual([name, true]);
    });
  });

  test.each(Object.entries(uses))('%s is missed', async (name, works) => {
    await played(name, async (run) => { expect(await works(run).catch(() => false)).toBe(false); });
  });
});
