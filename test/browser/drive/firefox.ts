// Sluice in a real Firefox over WebDriver BiDi. The build is installed as a packed add-on, so that it is still there after a restart.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { type Browser, type Page, launch } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { needBrowsers } from '../../install-browsers.ts';
import { kill } from './chromium.ts';
import type { BrowserCookie, OpenOptions, TestBrowser, ToolbarPopup } from './kinds.ts';
import { profile } from './profile.ts';
import { type BidiConnection, bidiRun, closedRootsInFirefox, documentReach } from './reach.ts';
import { Screen, sourceOf } from './screen.ts';
import { waitFor, within } from './wait.ts';

/** A fixed internal id, so that the address of the extension's pages is known. */
const uuid = '5a3c7f52-1d34-4c0e-9a57-7b1f6f3f2c11';

function preferences(options: OpenOptions, addOn: string): Record<string, string | number | boolean> {
  const proxy = new URL(options.sandbox.proxy);
  return {
    'network.proxy.type': 1, 'network.proxy.http': proxy.hostname, 'network.proxy.http_port': Number(proxy.port),
    'network.proxy.ssl': proxy.hostname, 'network.proxy.ssl_port': Number(proxy.port), 'network.proxy.no_proxies_on': '',
    'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }),
    // Firefox ESR lets an unsigned add-on be installed with this; without it only a temporary one, which a restart forgets.
    'xpinstall.signatures.required': false,
    // Without a desktop's notification service they would vanish at once.
    'alerts.useSystemBackend': false,
    'intl.locale.requested': 'en-US', 'intl.accept_languages': 'en-US, en', 'browser.shell.checkDefaultBrowser': false,
    'browser.sessionstore.resume_from_crash': false, 'datareporting.policy.dataSubmissionEnabled': false, 'browser.aboutwelcome.enabled': false,
    ...(options.colourScheme === undefined ? {} : { [schemePreference]: options.colourScheme === 'dark' ? 0 : 1 }),
    ...options.prefs,
  };
}
const schemePreference = 'layout.css.prefers-color-scheme.content-override';

function start(options: OpenOptions, addOn: string, userDataDir: string): Promise<Browser> {
  const [found] = needBrowsers(['firefox']);
  return launch({
    browser: 'firefox', executablePath: found?.path ?? '', headless: options.headless ?? true, acceptInsecureCerts: true, userDataDir,
    // Lets the driver open the extension's own pages and reach the browser's side of it.
    args: ['--remote-allow-system-access'], extraPrefsFirefox: preferences(options, addOn),
    defaultViewport: options.headless === false ? null : options.size ?? { width: 1280, height: 900 }, protocolTimeout: 60_000,
  });
}

/** The folder as one archive, as an add-on is handed out. */
export function packed(folder: string): Uint8Array {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return zipSync(Object.fromEntries(files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)];
  })));
}

const foothold = '/icons/16.png';

class Firefox implements TestBrowser {
  readonly kind = 'firefox';
  readonly extensionOrigin = `moz-extension://${uuid}`;
  private lever: Page | null = null;

  constructor(private browser: Browser, private readonly addOn: string, private readonly startAgain: () => Promise<Browser>, private readonly removeProfile: () => void) {}

  private get connection(): BidiConnection {
    return (this.browser as unknown as { connection: BidiConnection }).connection;
  }

  /** Runs in the browser's own window, with the extension's inner side as first argument. */
  private async privileged(source: string): Promise<unknown> {
    const { result } = await this.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const window = (result as { contexts: { context: string; url: string }[] }).contexts.find(({ url }) => url.endsWith('browser.xhtml'));
    if (window === undefined) throw new Error('no browser window');
    return bidiRun(this.connection, window.context, `() => { const extension = WebExtensionPolicy.getByID(${JSON.stringify(this.addOn)})?.extension; ${source} }`, []);
  }

  newPage(): Promise<Page> {
    return this.browser.newPage();
  }

  async setCookies(cookies: readonly BrowserCookie[]): Promise<void> {
    await this.browser.setCookie(...cookies);
  }

  async openPage(url: string): Promise<Page> {
    const page = await this.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return page;
  }

  /** The navigation changes the process and its promise never settles: the page is asked instead. */
  async extensionPage(path: string): Promise<Page> {
    const page = await this.newPage();
    page.goto(`${this.extensionOrigin}/${path}`, { timeout: 0 }).catch(() => undefined);
    await waitFor(() => page.evaluate((origin) => location.href.startsWith(origin) && document.readyState === 'complete', this.extensionOrigin), { what: path, timeoutMs: 20_000 });
    return page;
  }

  async toolbarPopup(): Promise<ToolbarPopup> {
    await waitFor(async () => {
      // A notification is a window of its own here and takes the focus; a popup opens in the focused window only.
      await this.privileged('window.focus(); Services.focus.activeWindow = window; return true;');
      return this.inExtension((api) => api.action.openPopup().then(() => true));
    }, { what: 'the toolbar popup', everyMs: 200 });
    await waitFor(() => this.inExtension((api) => api.extension.getViews({ type: 'popup' })[0]?.document.readyState === 'complete'), { what: 'the toolbar popup to load' });
    const run: Screen['reach']['run'] = async (inPage, ...args) => {
      const all = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ');
      const answer = await (await this.foothold()).evaluate(`Promise.resolve((${sourceOf(inPage as never)})(browser.extension.getViews({ type: 'popup' })[0].document, ${all})).then((value) => JSON.stringify(value))`);
      return (answer === undefined ? undefined : JSON.parse(answer as string)) as never;
    };
    return {
      // The driver has no mouse for the popup's own window: what lies at the place is clicked from within.
      screen: new Screen({
        run, type: () => Promise.reject(new Error('no keyboard in the popup')), key: () => Promise.reject(new Error('no keyboard in the popup')),
        clickAt: async (x, y, times) => {
          await run((root, left: number, top: number, clicks: number) => {
            for (let done = 0; done < clicks; done += 1) (root as Document).elementFromPoint(left, top)?.closest<HTMLElement>('button, a, label, input, summary')?.click();
          }, x, y, times);
        },
      }, 'the toolbar popup'),
      screenshot: () => Promise.resolve(false),
      close: async () => { await this.inExtension((api) => { api.extension.getViews({ type: 'popup' })[0]?.close(); }); },
    };
  }

  screen(page: Page, what: string): Screen {
    return new Screen(documentReach(page), what);
  }

  async chips(page: Page): Promise<{ screen: Screen; frame: 'top' | 'sub' }[]> {
    return (await closedRootsInFirefox(page, this.connection)).map(({ reach, frame }) => ({ screen: new Screen(reach, 'the panel'), frame }));
  }

  private async foothold(): Promise<Page> {
    if (this.lever !== null && !this.lever.isClosed()) return this.lever;
    const front = (await this.browser.pages()).at(-1);
    this.lever = await this.extensionPage(foothold.slice(1));
    await front?.bringToFront();
    return this.lever;
  }

  async inExtension<A extends readonly unknown[], R>(job: (api: ExtensionApi, ...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return await (await this.foothold()).evaluate(`(${sourceOf(job as never)})(browser, ...${JSON.stringify(args)})`) as Awaited<R>;
  }

  /** The browser's own side of the notification gets the click, as its window would give it. */
  async clickNotice(id: string): Promise<void> {
    await this.privileged(`const shown = extension.apiManager.getAPI('notifications', extension, 'addon_parent').notificationsMap.get(${JSON.stringify(id)});
      if (!shown) throw new Error('not shown'); shown.observe(null, 'alertclickcallback', null); return true;`);
  }

  async killWorker(): Promise<void> {
    // Looked at in the same turn: an open panel tab may wake it again at once.
    await waitFor(async () => await this.privileged('return extension.terminateBackground({ ignoreDevToolsAttached: true }).then(() => extension.backgroundState);') === 'stopped', { what: 'the background to end' });
  }

  async workerRuns(): Promise<boolean> {
    return await this.privileged('return extension.backgroundState !== "stopped";') === true;
  }

  async restart(): Promise<void> {
    await kill(this.browser);
    this.lever = null;
    this.browser = await this.startAgain();
  }

  async colourScheme(_page: Page, scheme: 'light' | 'dark'): Promise<void> {
    await this.privileged(`Services.prefs.setIntPref(${JSON.stringify(schemePreference)}, ${scheme === 'dark' ? 0 : 1}); return true;`);
  }

  gone(): Promise<void> {
    return new Promise((resolve) => { this.browser.once('disconnected', () => resolve()); });
  }

  async close(): Promise<void> {
    await within(10_000, 'Firefox to close', this.browser.close()).catch(() => kill(this.browser));
    this.removeProfile();
  }
}

export async function openFirefox(options: OpenOptions): Promise<TestBrowser> {
  const { path, remove } = profile(options.userDataDir, 'firefox');
  const folder = options.extension ?? fileURLToPath(new URL('../../../dist/firefox', import.meta.url));
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { browser_specific_settings: { gecko: { id: string } } };
  const addOn = manifest.browser_specific_settings.gecko.id;
  const browser = await start(options, addOn, path);
  const archive = join(path, 'sluice.xpi');
  writeFileSync(archive, packed(folder));
  const { connection } = browser as unknown as { connection: BidiConnection };
  try {
    await within(30_000, 'the extension to load', connection.send('webExtension.install', { extensionData: { type: 'archivePath', path: archive }, 'moz:permanent': true }));
  } catch (error) {
    await kill(browser);
    remove();
    throw error;
  }
  return new Firefox(browser, addOn, () => start(options, addOn, path), remove);
}
