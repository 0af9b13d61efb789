// What a test may do with a real browser that runs the built extension; the same for Chromium and Firefox.
import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { BrowserKind } from '../../install-browsers.ts';
import type { Screen } from './screen.ts';

export type ColourScheme = 'light' | 'dark';

/** Where the sandbox listens, as `npm run sandbox` prints it. */
export interface SandboxPlace {
  /** `https://127.0.0.1:port`. */
  readonly origin: string;
  /** The real host names that it stands in for. */
  readonly hosts: readonly string[];
  /** SHA-256 of its certificate's public key, base64. */
  readonly spki: string;
  /** `http://127.0.0.1:port` of a proxy that leads those hosts to it and refuses all others. */
  readonly proxy: string;
}

export interface OpenOptions {
  readonly sandbox: SandboxPlace;
  /** The unpacked build: dist/chromium or dist/firefox. */
  readonly extension?: string;
  readonly headless?: boolean;
  readonly colourScheme?: ColourScheme;
  /** Kept when given; else one is made and removed at the end. */
  readonly userDataDir?: string;
  /** Firefox's preferences, on top of the harness's own. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** The popup as it opens under the toolbar button. */
export interface ToolbarPopup {
  readonly screen: Screen;
  /** Null where the browser does not let one be taken (Firefox). */
  screenshot(path: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface BrowserCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: 'Lax' | 'Strict' | 'None';
}

export interface TestBrowser {
  readonly kind: BrowserKind;
  /** `chrome-extension://…` or `moz-extension://…`. */
  readonly extensionOrigin: string;
  newPage(): Promise<Page>;
  setCookies(cookies: readonly BrowserCookie[]): Promise<void>;
  /** A tab at `https://host/…`; resolves when it has loaded. */
  openPage(url: string): Promise<Page>;
  /** `popup.html`, `options.html` in a tab. */
  extensionPage(path: string): Promise<Page>;
  /** The real popup; rejects when it does not open. */
  toolbarPopup(): Promise<ToolbarPopup>;
  /** What stands on a page or an extension page. */
  screen(page: Page, what: string): Screen;
  /** The closed shadow roots of all frames of a page: Sluice's, since the sandbox has none. */
  chips(page: Page): Promise<readonly { readonly screen: Screen; readonly frame: 'top' | 'sub' }[]>;
  /** Runs in an extension page's world, with `browser` as first argument. */
  inExtension<A extends readonly unknown[], R>(job: (api: ExtensionApi, ...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** A click on a shown notification, as the background gets it. */
  clickNotice(id: string): Promise<void>;
  /** Ends the background as the browser does when it is idle or in need. */
  killWorker(): Promise<void>;
  /** Whether the background is running now; never wakes it. */
  workerRuns(): Promise<boolean>;
  /** Ends the whole browser without a warning and starts it on the same profile. */
  restart(): Promise<void>;
  colourScheme(page: Page, scheme: ColourScheme): Promise<void>;
  /** Resolves when the browser has ended, by whomever. */
  gone(): Promise<void>;
  close(): Promise<void>;
}
