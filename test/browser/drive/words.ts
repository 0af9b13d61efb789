// The English texts as a user reads them, for finding what is on the screen by its words.
import { readFileSync, readdirSync } from 'node:fs';
import type { TextKey } from '../../../src/core/text.ts';

const folder = new URL('../../../src/locales/en/', import.meta.url);
type Entries = Record<string, string | Record<string, string>>;
const all: Entries = Object.assign({}, ...readdirSync(folder).filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Entries));

/** The text of a key with its arguments in; a plural takes the form of `n`. Throws for a key that the locale does not have. */
export function word(key: TextKey, args: Readonly<Record<string, string | number>> = {}): string {
  const entry = all[key];
  if (entry === undefined) throw new Error(`no text ${key}`);
  const form = typeof entry === 'string' ? entry : entry[new Intl.PluralRules('en').select(Number(args['n']))] ?? entry['other'] ?? '';
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
