// A text that is not yet in anybody's language: its key and what goes into it. Platform's `text` says it.
import type accounts from '../locales/en/accounts.json';
import type actions from '../locales/en/actions.json';
import type bounce from '../locales/en/bounce.json';
import type dashboard from '../locales/en/dashboard.json';
import type failures from '../locales/en/failures.json';
import type hush from '../locales/en/hush.json';
import type insight from '../locales/en/insight.json';
import type notices from '../locales/en/notices.json';
import type options from '../locales/en/options.json';
import type popup from '../locales/en/popup.json';
import type states from '../locales/en/states.json';

/** Every text of Sluice, by the parts of the English locale. A value that is an object holds plural forms (CLDR names). */
export type Texts = typeof accounts & typeof actions & typeof bounce & typeof dashboard & typeof failures & typeof hush & typeof insight & typeof notices & typeof options & typeof popup & typeof states;
export type TextKey = keyof Texts;

/** `{at}` is said as a time of day (with the day when it is not today), `{ms}` as a length of time, numbers grouped. */
export type Arg = string | number | { readonly at: number } | { readonly ms: number };

/** Plural keys take their form from the argument `n`. */
export interface Say {
  readonly key: TextKey;
  readonly args?: Readonly<Record<string, Arg>>;
}
