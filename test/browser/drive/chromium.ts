// Sluice in a real Chromium, Chrome or Edge: over the DevTools pipe, the only way in which branded ones still take an unpacked extension.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, type Page, type Target, TargetType, launch } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { needBrowsers } from '../../install-browsers.ts';
import type { BrowserCookie, OpenOptions, TestBrowser, ToolbarPopup } from './kinds.ts';
import { profile } from './profile.ts';
import { closedRootsInChromium, documentReach } from './reach.ts';
import { Screen, sourceOf } from './screen.ts';
import { waitFor, within } from './wait.ts';

/** Host names lead to the sandbox, every other one nowhere; its certificate is trusted by its key alone. */
function switches({ sandbox, size }: OpenOptions): string[] {
  const port = new URL(sandbox.origin).port;
  const rules = [...sandbox.hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  return [
    `--host-resolver-rules=${rules.join(',')}`, `--ignore-certificate-errors-spki-list=${sandbox.spki}`, '--lang=en-US', '--no-first-run',
    `--window-size=${size?.width ?? 1280},${size?.height ?? 900}`, '--hide-crash-restore-bubble',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function start(options: OpenOptions, userDataDir: string): Promise<Browser> {
  const [found] = needBrowsers(['chromium']);
  return launch({
    executablePath: found?.path ?? '', headless: options.headless ?? true, pipe: true, enableExtensions: true, userDataDir,
    args: switches(options), defaultViewport: options.headless === false ? null : options.size ?? { width: 1280, height: 900 },
    env: { ...process.env, LANGUAGE: 'en_US' }, protocolTimeout: 60_000,
  });
}

/** A document of the extension that runs no script of it: the driver's foothold. */
const foothold = '/icons/16.png';

class Chromium implements TestBrowser {
  readonly kind = 'chromium';
  private lever: Page | null = null;
  private readonly sessions = new WeakMap<Page, CDPSession>();

  constructor(private browser: Browser, readonly extensionOrigin: string, private readonly startAgain: () => Promise<Browser>, private readonly removeProfile: () => void,
    private readonly options: OpenOptions) {}

  async newPage(): Promise<Page> {
    const page = await this.browser.newPage();
    if (this.options.colourScheme !== undefined) await this.colourScheme(page, this.options.colourScheme);
    return page;
  }

  async setCookies(cookies: readonly BrowserCookie[]): Promise<void> {
    await this.browser.setCookie(...cookies);
  }

  async openPage(url: string): Promise<Page> {
    const page = await this.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return page;
  }

  extensionPage(path: string): Promise<Page> {
    return this.openPage(`${this.extensionOrigin}/${path}`);
  }

  async toolbarPopup(): Promise<ToolbarPopup> {
    const url = `${this.extensionOrigin}/popup.html`;
    const before = new Set(this.browser.targets().filter((target) => target.url().startsWith(url)));
    await this.inExtension((api) => api.action.openPopup());
    const target = await waitFor(() => this.browser.targets().find((one) => one.url().startsWith(url) && !before.has(one)), { what: 'the toolbar popup' });
    // `target.page()` is null for a popup; `asPage` makes one.
    const page = await within(10_000, 'the popup as a page', target.asPage());
    return {
      screen: new Screen({ ...documentReach(page), clickAt: (x, y, times) => page.mouse.click(x, y, { count: times }) }, 'the toolbar popup'),
      screenshot: async (path) => page.screenshot({ path: path as `${string}.png` }).then(() => true),
      close: () => page.close(),
    };
  }

  screen(page: Page, what: string): Screen {
    return new Screen(documentReach(page), what);
  }

  async chips(page: Page): Promise<{ screen: Screen; frame: 'top' | 'sub' }[]> {
    const session = this.sessions.get(page) ?? await page.createCDPSession();
    this.sessions.set(page, session);
    return (await closedRootsInChromium(page, session)).map(({ reach, frame }) => ({ screen: new Screen(reach, 'the panel'), frame }));
  }

  async inExtension<A extends readonly unknown[], R>(job: (api: ExtensionApi, ...args: A) => R, ...args: A): Promise<Awaited<R>> {
    if (this.lever === null || this.lever.isClosed()) {
      const front = (await this.browser.pages()).at(-1);
      this.lever = await this.browser.newPage();
      await this.lever.goto(this.extensionOrigin + foothold);
      await front?.bringToFront();
    }
    return await this.lever.evaluate(`(${sourceOf(job as never)})(chrome, ...${JSON.stringify(args)})`) as Awaited<R>;
  }

  private worker(): Target | undefined {
    return this.browser.targets().find((target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(this.extensionOrigin));
  }

  /** The undocumented `dispatch` runs the listeners as the browser would; the worker is woken first, as the browser would. */
  async clickNotice(id: string): Promise<void> {
    if (this.worker() === undefined) await this.inExtension(async (api) => { await api.runtime.sendMessage({}).catch(() => undefined); });
    const target = await waitFor(() => this.worker(), { what: 'the worker' });
    const session = await target.createCDPSession();
    const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: `chrome.notifications.onClicked.dispatch(${JSON.stringify(id)})` });
    await session.detach();
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
  }

  /** No session may be held by the driver before this, or the worker would not start again. */
  async killWorker(): Promise<void> {
    const target = this.worker();
    if (target === undefined) return;
    const worker = await target.worker();
    await worker?.close();
    await waitFor(() => this.worker() !== target, { what: 'the worker to end' });
  }

  async workerRuns(): Promise<boolean> {
    return this.worker() !== undefined;
  }

  async restart(): Promise<void> {
    await kill(this.browser);
    this.lever = null;
    this.browser = await this.startAgain();
  }

  async colourScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  }

  gone(): Promise<void> {
    return new Promise((resolve) => { this.browser.once('disconnected', () => resolve()); });
  }

  async close(): Promise<void> {
    await within(10_000, 'Chromium to close', this.browser.close()).catch(() => kill(this.browser));
    this.removeProfile();
  }
}

/** Ends the browser at once, by its own process, and waits until it has gone. */
export async function kill(browser: Browser): Promise<void> {
  const child = browser.process();
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  child.kill('SIGKILL');
  await gone;
}

export async function openChromium(options: OpenOptions): Promise<TestBrowser> {
  const { path, remove } = profile(options.userDataDir, 'chromium');
  // A copy: a build made meanwhile would take the files away under the running extension. Its id comes from the path, so it stays the same.
  const extension = join(path, 'sluice');
  cpSync(options.extension ?? fileURLToPath(new URL('../../../dist/chromium', import.meta.url)), extension, { recursive: true });
  const startWithExtension = async (): Promise<{ browser: Browser; id: string }> => {
    const browser = await start(options, path);
    try {
      return { browser, id: await within(30_000, 'the extension to load', browser.installExtension(extension)) };
    } catch (error) {
      await kill(browser);
      remove();
      throw error;
    }
  };
  const { browser, id } = await startWithExtension();
  return new Chromium(browser, `chrome-extension://${id}`, async () => (await startWithExtension()).browser, remove, options);
}
