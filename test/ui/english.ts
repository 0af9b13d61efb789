// The English texts for views in tests, said by the product's own code on the locale's files.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { language, moment, number, span, text } from '../../src/platform/text.ts';
import { speakWith } from '../../src/ui/words.ts';

// A path, not a URL: in jsdom, URL is the document's.
const folder = join(import.meta.dirname, '../../src/locales/en');

function flattened(): Readonly<Record<string, string>> {
  const all: Record<string, string> = { languageTag: 'en' };
  for (const file of readdirSync(folder)) {
    for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string | Record<string, string>>)) {
      if (typeof value === 'string') all[key] = value;
      else for (const [form, words] of Object.entries(value)) all[`${key}_${form}`] = words;
    }
  }
  return all;
}

export function speakEnglish(): void {
  const texts = flattened();
  Object.assign(globalThis, { chrome: { i18n: { getUILanguage: () => 'en-GB', getMessage: (key: string) => texts[key] ?? '' } } });
  speakWith({ language, text, number, moment: (at) => moment(at), span });
}
