// Every language is whole: the same keys as English, the same placeholders, the plural forms that its grammar has, and no sentence left in English.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../src/locales', import.meta.url));
type Text = string | Readonly<Record<string, string>>;

const partsOf = (language: string): readonly string[] => readdirSync(`${folder}/${language}`).sort();
function textsOf(language: string): Map<string, Text> {
  return new Map(partsOf(language).flatMap((part) => Object.entries(JSON.parse(readFileSync(`${folder}/${language}/${part}`, 'utf8')) as Record<string, Text>)));
}
const formsOf = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : Object.values(text));
const placeholdersOf = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
/** "many" of the Romance languages is for millions alone: "other" stands in for it. */
const needed = (language: string): readonly string[] => new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== 'many' || language === 'pl');

/** The provider's own name in every language: its pages say "Consumer Key". */
const names: ReadonlySet<string> = new Set(['add_field_consumerKey']);
const english = textsOf('en');
const languages = readdirSync(folder).filter((name) => name !== 'en').sort();

test('there are eight languages', () => {
  expect(['en', ...languages]).toEqual(['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt']);
});

describe.each(languages)('%s', (language) => {
  const texts = textsOf(language);

  test('has the parts and the keys that English has, in their order', () => {
    expect(partsOf(language)).toEqual(partsOf('en'));
    expect([...texts.keys()]).toEqual([...english.keys()]);
  });

  test('has plural forms where English has them, each that its grammar needs', () => {
    const wrong = [...english].flatMap(([key, text]) => {
      const own = texts.get(key);
      if (own === undefined) return [];
      if (typeof text === 'string') return typeof own === 'string' ? [] : [`${key} has forms`];
      const forms = typeof own === 'string' ? [] : Object.keys(own);
      return needed(language).filter((form) => !forms.includes(form)).map((form) => `${key} lacks ${form}`);
    });
    expect(wrong).toEqual([]);
  });

  test('fills in what English fills in', () => {
    const wrong = [...english].flatMap(([key, text]) => {
      const [wanted] = [formsOf(text).flatMap(placeholdersOf)];
      const own = texts.get(key);
      return own === undefined ? [] : formsOf(own).filter((form) => placeholdersOf(form).some((name) => !wanted.includes(name))
        || wanted.some((name) => name !== 'n' && !placeholdersOf(form).includes(name))).map((form) => `${key}: ${form}`);
    });
    expect(wrong).toEqual([]);
  });

  test('leaves no sentence in English', () => {
    const words = (text: string): number => text.replace(/\{\w+\}/g, '').split(/[^\p{L}]+/u).filter((word) => word.length > 1).length;
    const same = [...english].filter(([key, text]) => !names.has(key) && JSON.stringify(texts.get(key)) === JSON.stringify(text) && formsOf(text).some((form) => words(form) > 1)).map(([key]) => key);
    expect(same).toEqual([]);
  });
});
