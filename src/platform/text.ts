// Says a text in the browser's language: the locale's sentence, its plural form, its arguments by Intl.
import type { Arg, Say } from '../core/text.ts';
import { browserApi } from './browser.ts';

type I18n = ReturnType<typeof browserApi>['i18n'];
let spoken: { readonly by: I18n; readonly tag: string } | null = null;

/** The language of the texts, as a BCP 47 tag: Intl follows it, so that words and dates agree. The browser's own variant (en-GB) where it is of that language. */
export function language(): string {
  const { i18n } = browserApi();
  // It does not change while a page or worker lives.
  if (spoken?.by !== i18n) spoken = { by: i18n, tag: tagOf(i18n) };
  return spoken.tag;
}

function tagOf({ getMessage, getUILanguage }: I18n): string {
  const tag = getMessage('languageTag') || 'en';
  const variant = getUILanguage();
  return variant.split('-')[0] === tag.split('-')[0] ? variant : tag;
}

const made = new Map<string, unknown>();
/** Formatters cost more to make than all that they say: one of each kind, language and shape. */
function one<T>(kind: string, shape: object, make: (tag: string) => T): T {
  const tag = language();
  const key = `${kind} ${tag} ${JSON.stringify(shape)}`;
  if (!made.has(key)) made.set(key, make(tag));
  return made.get(key) as T;
}

const numbers = (shape: Intl.NumberFormatOptions): Intl.NumberFormat => one('number', shape, (tag) => new Intl.NumberFormat(tag, shape));

/** Length of time in the largest fitting unit: "26h", "5m", "40s". `ms` in milliseconds. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [value, unit] = seconds < 90 ? [seconds, 'second'] as const
    : seconds < 90 * 60 ? [Math.round(seconds / 60), 'minute'] as const
    : seconds < 96 * 3600 ? [Math.round(seconds / 3600), 'hour'] as const
    : [Math.round(seconds / 86_400), 'day'] as const;
  return numbers({ style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'narrow' }).format(value);
}

/** Time of day; with the weekday when it is another day, with the date when it is more than six days away; with the year instead of the time when it is another year. */
export function moment(at: number, now: number = Date.now()): string {
  const day = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.abs(Math.round((day(at) - day(now)) / 86_400_000));
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const shape: Intl.DateTimeFormatOptions = days === 0 ? clock : days < 7 ? { weekday: 'short', ...clock }
    : new Date(at).getFullYear() === new Date(now).getFullYear() ? { day: 'numeric', month: 'short', ...clock }
    : { day: 'numeric', month: 'short', year: 'numeric' };
  return one('date', shape, (tag) => new Intl.DateTimeFormat(tag, shape)).format(at);
}

export function number(value: number): string {
  return numbers({}).format(value);
}

function argument(arg: Arg): string {
  if (typeof arg === 'string') return arg;
  if (typeof arg === 'number') return number(arg);
  return 'at' in arg ? moment(arg.at) : span(arg.ms);
}

function sentence(say: Say): string {
  const { getMessage } = browserApi().i18n;
  const count = say.args?.['n'];
  if (typeof count === 'number') {
    const form = one('plural', {}, (tag) => new Intl.PluralRules(tag)).select(count);
    const plural = getMessage(`${say.key}_${form}`) || getMessage(`${say.key}_other`);
    if (plural !== '') return plural;
  }
  return getMessage(say.key);
}

/** The text for a person. A key that the locale does not have is shown as its key, never as nothing. */
export function text(say: Say): string {
  const found = sentence(say) || say.key;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const arg = say.args?.[name];
    return arg === undefined ? whole : argument(arg);
  });
}
