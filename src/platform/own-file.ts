// Reads a text file of the extension's own package: no page can, since nothing is web-accessible.
import { browserApi } from './browser.ts';

export async function ownFile(name: string): Promise<string> {
  return (await fetch(browserApi().runtime.getURL(name))).text();
}
