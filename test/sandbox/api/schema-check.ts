// Whether a value is what the provider's published schema says: scalars, enumerations, lists, maps and models.
import schemaFile from './schema.json' with { type: 'json' };

interface Property {
  readonly type?: string;
  readonly fullType?: string;
  readonly canBeNull: boolean;
}

interface Model {
  readonly enum?: readonly string[];
  readonly generics?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
}

interface Operation {
  readonly httpMethod: string;
  readonly responseType: string;
}

interface Section {
  readonly apis: readonly { readonly path: string; readonly operations: readonly Operation[] }[];
  readonly models: Readonly<Record<string, Model>>;
}

const file = schemaFile as unknown as Readonly<Record<'hosting-web' | 'auth' | 'me', Section>>;
const sections: readonly Section[] = [file['hosting-web'], file.auth, file.me];
const models: Readonly<Record<string, Model>> = Object.assign({}, ...sections.map((section) => section.models)) as Record<string, Model>;

const text = (pattern: RegExp) => (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  password: (value) => typeof value === 'string',
  long: (value) => Number.isSafeInteger(value),
  double: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/),
  date: text(/^\d{4}-\d\d-\d\d$/),
  ipv4: text(/^\d{1,3}(\.\d{1,3}){3}$/),
  ipv6: text(/^[\da-f:]+$/i),
  ipBlock: text(/^[\da-f:.]+(\/\d+)?$/i),
  uuid: text(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i),
  void: (value) => value === null || value === undefined,
};

/** The type that an operation answers with. */
export function responseType(method: string, path: string): string {
  const operation = sections.flatMap(({ apis }) => apis).find((api) => api.path === path)?.operations.find(({ httpMethod }) => httpMethod === method);
  if (operation === undefined) throw new Error(`the schema has no ${method} ${path}`);
  return operation.responseType;
}

/** What is wrong with the value, each with its place; empty when nothing is. */
export function faultsOf(type: string, value: unknown, place = '$'): string[] {
  if (type.endsWith('[]')) return Array.isArray(value) ? value.flatMap((one, at) => faultsOf(type.slice(0, -2), one, `${place}[${at}]`)) : [`${place} is no list`];
  const map = /^map\[string\](.+)$/.exec(type)?.[1];
  if (map !== undefined) return Object.entries(fieldsOf(value)).flatMap(([name, one]) => faultsOf(map, one, `${place}.${name}`));
  // `coreTypes.ServiceId:long` is a long.
  const scalar = scalars[type.split(':').at(-1) ?? type];
  if (scalar !== undefined) return scalar(value) ? [] : [`${place} is no ${type}`];
  return faultsOfModel(type, value, place);
}

function faultsOfModel(type: string, value: unknown, place: string): string[] {
  const [, base = type, argument] = /^(.+)<(.+)>$/.exec(type) ?? [];
  const model = argument === undefined ? models[type] : (models[`${base}<T>`] ?? models[type]);
  if (model === undefined) return [`${place}: the schema has no ${type}`];
  if (model.enum !== undefined) return model.enum.includes(value as string) ? [] : [`${place} is not of ${type}`];
  const properties = model.properties ?? {};
  const fields = fieldsOf(value);
  const strange = Object.keys(fields).filter((name) => properties[name] === undefined).map((name) => `${place}.${name} is not in ${type}`);
  const wrong = Object.entries(properties).flatMap(([name, property]) => faultsOfProperty(property, fields[name], `${place}.${name}`, argument));
  return [...strange, ...wrong];
}

function faultsOfProperty({ fullType, type, canBeNull }: Property, value: unknown, place: string, argument: string | undefined): string[] {
  const named = fullType ?? type ?? 'string';
  if (value === null && canBeNull) return [];
  return faultsOf(named === 'T' && argument !== undefined ? argument : named, value, place);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
