// Opens a real browser with the built extension, of either kind.
import type { BrowserKind } from '../../install-browsers.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { OpenOptions, TestBrowser } from './kinds.ts';

export function openBrowser(kind: BrowserKind, options: OpenOptions): Promise<TestBrowser> {
  return kind === 'chromium' ? openChromium(options) : openFirefox(options);
}
