// Checks for values of unknown shape: what is stored may be of another version, cut, or not ours.

export type Fields = Readonly<Record<string, unknown>>;

/** The value's own fields, or null when it is not a plain object. */
export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** True for null too: the field is there and says "none". */
export function orNull<T>(check: (value: unknown) => value is T): (value: unknown) => value is T | null {
  return (value): value is T | null => value === null || check(value);
}

export function isListOf<T>(check: (value: unknown) => value is T): (value: unknown) => value is readonly T[] {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

export function oneOf<T extends string>(...words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => (words as readonly unknown[]).includes(value);
}

type Checks<T> = { readonly [K in keyof T]-?: (value: unknown) => boolean };

/** A check that every named field passes its own. Fields that are not named may be anything. */
export function shaped<T>(checks: Checks<T>): (value: unknown) => value is T {
  const names = Object.keys(checks) as (keyof T & string)[];
  return (value): value is T => {
    const given = fields(value);
    return given !== null && names.every((name) => checks[name](given[name]));
  };
}
