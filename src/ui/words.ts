// How views speak: the entry gives the mouth once, before the first drawing. No view has a text of its own.
import type { Arg, Say, TextKey } from '../core/text.ts';

export interface Mouth {
  /** BCP 47. */
  language(): string;
  text(say: Say): string;
  number(value: number): string;
  /** A time of day, with the day when it is not today. `at` in milliseconds since 1970. */
  moment(at: number): string;
  /** A length of time in its largest fitting unit. */
  span(ms: number): string;
}

let mouth: Mouth | null = null;

export function speakWith(given: Mouth): void {
  mouth = given;
}

function given(): Mouth {
  if (mouth === null) throw new Error('a view was drawn before it could speak');
  return mouth;
}

export const language = (): string => given().language();
export const text = (say: Say): string => given().text(say);
export const number = (value: number): string => given().number(value);
export const moment = (at: number): string => given().moment(at);
export const span = (ms: number): string => given().span(ms);

/** The text of a key with its arguments. */
export function t(key: TextKey, args?: Readonly<Record<string, Arg>>): string {
  return text(args === undefined ? { key } : { key, args });
}
