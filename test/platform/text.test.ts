// Texts: the locale's sentence, its plural form, its arguments; what a provider wrote is never read as a placeholder.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TextKey } from '../../src/core/text.ts';
import { language, moment, span, text } from '../../src/platform/text.ts';
import { fakeBrowser } from './fake-storage.ts';

afterEach(() => vi.unstubAllGlobals());
const key = (name: string): TextKey => name as TextKey;

describe('a text', () => {
  it('is said with its arguments, grouped, and shown as its key where the locale lacks it', () => {
    fakeBrowser({ languageTag: 'en', hello: '{name} has {count}' });
    expect(text({ key: key('hello'), args: { name: 'Ann', count: 12_345 } })).toBe('Ann has 12,345');
    expect(text({ key: key('missing') })).toBe('missing');
  });

  it('does not read placeholders or dollar signs in what it is given', () => {
    fakeBrowser({ languageTag: 'en', said: 'It said: {message} {more}' });
    expect(text({ key: key('said'), args: { message: '{more} $& $1', more: 'x' } })).toBe('It said: {more} $& $1 x');
  });

  it('takes the plural form of its language', () => {
    fakeBrowser({ languageTag: 'pl', mail_one: '{n} mail', mail_few: '{n} maile', mail_many: '{n} maili', mail_other: '{n} maila' }, 'pl');
    expect([1, 2, 5, 22].map((n) => text({ key: key('mail'), args: { n } }))).toEqual(['1 mail', '2 maile', '5 maili', '22 maile']);
  });

  it('speaks the browser\'s own variant of the language that it has', () => {
    fakeBrowser({ languageTag: 'en' }, 'en-GB');
    expect(language()).toBe('en-GB');
    fakeBrowser({ languageTag: 'en' }, 'fr-FR');
    expect(language()).toBe('en');
  });
});

describe('times', () => {
  const now = new Date(2027, 2, 10, 15, 0).getTime();
  it('say no more than is needed: the hour today, the weekday this week, the date, the year', () => {
    fakeBrowser({ languageTag: 'en' }, 'en-GB');
    expect(moment(new Date(2027, 2, 10, 9, 5).getTime(), now)).toBe('09:05');
    expect(moment(new Date(2027, 2, 12, 9, 5).getTime(), now)).toMatch(/^Fri.* 09:05$/);
    expect(moment(new Date(2027, 3, 12, 9, 5).getTime(), now)).toMatch(/^12 Apr.* 09:05$/);
    expect(moment(new Date(2029, 3, 12, 9, 5).getTime(), now)).toBe('12 Apr 2029');
  });

  it('say lengths in the unit that fits', () => {
    fakeBrowser({ languageTag: 'en' }, 'en-GB');
    expect([40_000, 5 * 60_000, 26 * 3_600_000, 6 * 86_400_000, -5].map(span)).toEqual(['40s', '5m', '26h', '6 days', '0s']);
  });
});
