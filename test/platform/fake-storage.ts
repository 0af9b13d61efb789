// A browser with storage and texts only, for the tests of what stands directly on them. Stored values are copies, as in a browser.
import { readFileSync, readdirSync } from 'node:fs';
import { vi } from 'vitest';

class Area {
  readonly items = new Map<string, string>();
  /** Every write, in order. */
  readonly writes: string[][] = [];

  async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys === null ? [...this.items.keys()] : [keys].flat();
    return Object.fromEntries(wanted.flatMap((key) => (this.items.has(key) ? [[key, JSON.parse(this.items.get(key) as string) as unknown]] : [])));
  }

  async set(entries: Record<string, unknown>): Promise<void> {
    this.writes.push(Object.keys(entries));
    for (const [key, value] of Object.entries(entries)) this.items.set(key, JSON.stringify(value));
  }

  async remove(keys: string | string[]): Promise<void> {
    for (const key of [keys].flat()) this.items.delete(key);
  }
}

/** The messages of a locale as the build flattens them. */
function messages(language: string): Record<string, string> {
  const folder = `src/locales/${language}/`;
  const parts = readdirSync(folder).map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as Record<string, string | Record<string, string>>);
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)).flatMap(([key, value]) =>
    (typeof value === 'string' ? [[key, value]] : Object.entries(value).map(([form, text]) => [`${key}_${form}`, text]))));
}

/** Puts the browser in place. `texts` stand in for the English ones. */
export function fakeBrowser(texts: Record<string, string> = { languageTag: 'en', ...messages('en') }, uiLanguage = 'en-GB') {
  const local = new Area();
  const session = new Area();
  vi.stubGlobal('browser', {
    storage: { local, session },
    i18n: { getMessage: (key: string) => texts[key] ?? '', getUILanguage: () => uiLanguage },
  });
  return { local, session };
}
