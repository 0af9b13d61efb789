// The colours of both themes, measured: text 4.5:1 and marks 3:1 on every ground they are used on (WCAG 2.2, 1.4.3 and 1.4.11).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/ui/tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function colours(part: string): ReadonlyMap<string, string> {
  return new Map([...part.matchAll(/--([\w-]+): (#[\da-f]{3,6})\b/g)].map(([, name = '', value = '']) => [name, value]));
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const tones = ['ok', 'ko', 'bounce', 'spam', 'purging', 'unknown', 'blind'];
const grounds = ['ground', 'raised', ...tones.map((tone) => `${tone}-wash`)];
const texts: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => ['text', 'quiet'].map((text) => [text, ground] as const)), ...tones.flatMap((tone) => [[tone, `${tone}-wash`], [tone, 'ground']] as const),
  ['link', 'ground'], ['link', 'raised'], ['on-danger', 'danger'], ['ground', 'text'], ['quiet', 'sunken'], ['text', 'sunken'],
];
const marks: readonly (readonly [string, string])[] = [['edge', 'ground'], ['bar-today', 'ground'], ...tones.map((tone) => [tone, `${tone}-wash`] as const), ...grounds.map((ground) => ['link', ground] as const)];

describe.each([['light', light], ['dark', dark]])('%s', (_name, part) => {
  const all = colours(part);
  const of = (name: string): string => {
    const found = all.get(name);
    if (found === undefined) throw new Error(`no colour ${name}`);
    return found;
  };
  test.each(texts)('%s can be read on %s', (text, ground) => expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5));
  test.each(marks)('%s can be seen on %s', (mark, ground) => expect(contrast(of(mark), of(ground))).toBeGreaterThanOrEqual(3));
});
