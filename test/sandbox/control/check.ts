// Whether the body of a control call is what the call takes; if not, a sentence that says so.

/** Says what a value should be, or null when it is that. */
export type Check = (value: unknown) => string | null;

const test = (good: (value: unknown) => boolean, wanted: string): Check => (value) => (good(value) ? null : wanted);

export const text = test((value) => typeof value === 'string', 'a text');
export const flag = test((value) => typeof value === 'boolean', 'true or false');
export const count = test((value) => Number.isInteger(value) && (value as number) >= 0, 'a whole number, 0 or more');
export const number = test((value) => typeof value === 'number' && Number.isFinite(value), 'a number');
export const positive = test((value) => typeof value === 'number' && value > 0 && Number.isFinite(value), 'a number above 0');
export const anything: Check = () => null;

export function among(...allowed: readonly unknown[]): Check {
  return test((value) => allowed.includes(value), `one of ${allowed.map((one) => JSON.stringify(one)).join(', ')}`);
}

export function orNull(check: Check): Check {
  return (value) => (value === null ? null : suffixed(check(value), ', or null'));
}

export function listOf(check: Check): Check {
  return (value) => (Array.isArray(value) && value.every((one) => check(one) === null) ? null : 'a list, its entries as documented');
}

export function textsByName(value: unknown): string | null {
  const good = isRecord(value) && Object.values(value).every((one) => typeof one === 'string');
  return good ? null : 'an object of texts';
}

/** An object with these fields and no others. Names that begin with `!` are required. */
export function shape(fields: Readonly<Record<string, Check>>): Check {
  const checks = new Map(Object.entries(fields).map(([name, check]) => [name.replace('!', ''), { check, required: name.startsWith('!') }]));
  return (value) => {
    if (!isRecord(value)) return 'a JSON object';
    const strange = Object.keys(value).find((name) => !checks.has(name));
    if (strange !== undefined) return `without ${JSON.stringify(strange)}; it may have ${[...checks.keys()].join(', ') || 'nothing'}`;
    for (const [name, { check, required }] of checks) {
      const given = value[name];
      if (given === undefined && !required) continue;
      const wrong = given === undefined ? 'there' : check(given);
      if (wrong !== null) return `with ${JSON.stringify(name)}, which must be ${wrong}`;
    }
    return null;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function suffixed(wrong: string | null, suffix: string): string | null {
  return wrong === null ? null : wrong + suffix;
}
