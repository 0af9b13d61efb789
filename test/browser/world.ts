// A browser with Sluice, a sandbox of its own, somebody logged in: made once for a file of tests, calm again after each of them.
import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Action } from '../../src/core/actions.ts';
import type { Head, Hosting } from '../../src/core/model.ts';
import type { BrowserKind } from '../install-browsers.ts';
import type { Control, HostingChange, Received } from '../sandbox/control/control-calls.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { TestBrowser } from './drive/kinds.ts';
import { openBrowser } from './drive/open.ts';
import type { Screen } from './drive/screen.ts';
import { waitFor } from './drive/wait.ts';

/** The browser of this run, as vitest's project says. */
export const kind: BrowserKind = process.env['SLUICE_BROWSER'] === 'firefox' ? 'firefox' : 'chromium';
const failures = new URL('../../dist/failures/', import.meta.url);

const halfHourMs = 1_800_000;
const dayMs = 48 * halfHourMs;

export interface Shown { readonly title: string; readonly message: string }

export class World {
  browser!: TestBrowser;
  sandbox!: Sandbox;
  control!: Control;
  private made = 0;
  private readonly pages = new Set<Page>();

  async open(hostings: number, speed: number): Promise<void> {
    this.sandbox = await startSandbox({ hostings, speed });
    this.control = this.sandbox.calls;
    await this.keepAwayFromMidnight();
    this.browser = await openBrowser(kind, { sandbox: this.sandbox });
    await this.logIn();
    await this.checkNow();
    await waitFor(async () => (await this.head()).accounts.some((account) => account.sweptAt !== null), { what: 'the first sweep', timeoutMs: 30_000 });
  }

  /** The provider's day must not end, and its figures begin anew, in the middle of a test. */
  private async keepAwayFromMidnight(): Promise<void> {
    const { now } = await this.control.clock();
    if (dayMs - (now % dayMs) < halfHourMs) await this.control.clock({ advanceMs: halfHourMs });
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.sandbox?.close();
  }

  /** The provider behaves again, tabs are closed, nobody has been logged out. */
  async calm(): Promise<void> {
    await this.control.release();
    await this.control.clearAnswers();
    await this.control.session({ is: 'alive' });
    await this.control.options({ origin: 'any', batch: true, paging: true, unblockInBounce: 'force', limitPerMinute: null });
    for (const page of this.pages) if (!page.isClosed()) await page.close().catch(() => undefined);
    this.pages.clear();
    const sees = async (): Promise<boolean> => (await this.head()).accounts.every((account) => account.failure === null);
    await waitFor(async () => {
      if (await sees()) return true;
      // A look that began in bad weather is joined by this one, and ends badly: then another is needed.
      await this.checkNow();
      return waitFor(sees, { what: 'sight', timeoutMs: 1_000 });
    }, { what: 'Sluice to see again', timeoutMs: 30_000 });
  }

  async logIn(): Promise<void> {
    const { cookies } = await this.control.login();
    // The old address has a login of its own.
    await this.browser.setCookies([...cookies, ...cookies.map((cookie) => ({ ...cookie, domain: 'www.ovh.com' }))]);
  }

  stored<T>(key: string): Promise<T | undefined> {
    return this.browser.inExtension(async (api, wanted) => (await api.storage.local.get(wanted))[wanted], key) as Promise<T | undefined>;
  }

  async head(): Promise<Head> {
    return waitFor(() => this.stored<Head>('head'), { what: 'the head' });
  }

  hosting(name: string): Promise<Hosting | undefined> {
    return this.stored(`hosting/eu/${name}`);
  }

  action(name: string): Promise<Action | undefined> {
    return this.stored(`action/eu/${name}`);
  }

  /** Gives a command as a page of Sluice does. */
  async command(command: string, args: Record<string, unknown> = {}): Promise<unknown> {
    return this.browser.inExtension((api, message) => api.runtime.sendMessage(message), { sluice: 'page', command, args });
  }

  async checkNow(): Promise<void> {
    await this.command('checkNow');
  }

  /** Makes the alarm of the sweep (or another) due now; its period stays. A sweep under way would not see what has just changed, and none begins beside it. */
  async ring(name: 'sweep' | 'follow'): Promise<void> {
    // The mark of one that died with its worker stays until the next begins.
    await waitFor(async () => (await this.head()).sweepingSince === null, { what: 'the sweep under way to end', timeoutMs: 10_000 }).catch(() => undefined);
    await this.browser.inExtension(async (api, alarm) => {
      const there = await api.alarms.get(alarm);
      api.alarms.create(alarm, { when: Date.now() + 50, periodInMinutes: there?.periodInMinutes ?? 5 });
    }, name);
  }

  /** A hosting of its own for a test, already known to Sluice in that state. Answers its name. */
  async newHosting(change: HostingChange = {}): Promise<string> {
    this.made += 1;
    const name = `test-${this.made}.example`;
    await this.control.addHosting({ serviceName: name, displayName: null, state: 'ok', email: 'owner@example.com', ...change });
    await waitFor(async () => {
      // A list that was being read just before does not have it yet; each look is counted, so they are not asked for in a hurry.
      await this.checkNow();
      return waitFor(async () => await this.hosting(name) !== undefined, { what: name, timeoutMs: 700 });
    }, { what: `${name} to be listed`, timeoutMs: 20_000 });
    await this.command('readHosting', { hosting: `eu/${name}` });
    await this.sees(name, [change.state ?? 'ok']);
    return name;
  }

  /** Waits until Sluice has seen the hosting in one of these states. */
  async sees(name: string, states: readonly string[], timeoutMs = 30_000): Promise<void> {
    await waitFor(async () => states.includes((await this.hosting(name))?.mail?.state ?? ''), { what: `${name} to be seen ${states.join(' or ')}`, timeoutMs });
  }

  /** Waits until the action on the hosting has ended; answers it. */
  ended(name: string, timeoutMs = 45_000): Promise<Action> {
    return waitFor(async () => {
      const action = await this.action(name);
      if (action === undefined || action.outcome === null) throw new Error(`now: ${JSON.stringify(action?.steps)} ${action?.failure?.kind ?? ''}`);
      return action;
    }, { what: `the action on ${name} to end`, timeoutMs, everyMs: 100 });
  }

  /** What was carried out for a hosting at the provider, in order. */
  async executed(name: string): Promise<readonly string[]> {
    return (await this.control.executed({ serviceName: name })).map((one) => one.action);
  }

  /** The writes that arrived for a hosting. */
  async writes(name: string): Promise<readonly Received[]> {
    return (await this.control.requests({})).filter((one) => (one.method === 'POST' || one.method === 'PUT') && one.path.includes(`/${name}/`));
  }

  badge(): Promise<string> {
    return this.browser.inExtension((api) => api.action.getBadgeText({}));
  }

  /** The notifications that are shown, by id; those about one hosting when it is named. */
  async notices(name?: string): Promise<Readonly<Record<string, Shown>>> {
    const shown = await this.browser.inExtension((api) => api.notifications.getAll()) as unknown as Record<string, Shown>;
    return Object.fromEntries(Object.entries(shown).filter(([id]) => name === undefined || id.includes(`/${name}|`)));
  }

  /** A tab that is closed when the test has ended. */
  async tab(url: string): Promise<Page> {
    const page = await this.browser.openPage(url);
    this.pages.add(page);
    return page;
  }

  /** The popup in a tab of its own. */
  async popup(): Promise<{ page: Page; screen: Screen }> {
    const page = await this.browser.extensionPage('popup.html');
    this.pages.add(page);
    return { page, screen: this.browser.screen(page, 'the popup') };
  }

  /** Pictures of what was open when a test failed. */
  async photograph(test: string): Promise<void> {
    mkdirSync(failures, { recursive: true });
    let number = 0;
    for (const page of this.pages) {
      number += 1;
      const path = new URL(`${kind}-${test.replace(/\W+/g, '-').slice(0, 80)}-${number}.png`, failures).pathname as `${string}.png`;
      await page.bringToFront().then(() => page.screenshot({ path })).catch(() => undefined);
    }
  }
}

/** Call at the top of a file of tests. */
export function world({ hostings = 3, speed = 600 } = {}): World {
  const made = new World();
  beforeAll(() => made.open(hostings, speed));
  afterAll(() => made.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await made.photograph(task.name);
    await made.calm();
  });
  return made;
}

