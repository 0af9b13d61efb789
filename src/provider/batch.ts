// The answer to a batch: `{key, value, error}` for each hosting. Source: csharp-ovh, and the panel's telecom app, which reads these three.
import { bad, good, type Failure, type Result } from '../core/failure.ts';
import { fields } from '../core/shape.ts';
import { failureOf, type Answer } from './answer.ts';
import { plainText } from './plain.ts';

export interface Entry {
  readonly value: unknown;
  readonly error: unknown;
}

/** The entries by their keys in lower case, the first of each; null when the answer is no answer to a batch. */
export function entriesOfBatch(value: unknown): ReadonlyMap<string, Entry> | null {
  if (!Array.isArray(value)) return null;
  const entries = new Map<string, Entry>();
  for (const given of value) {
    const key = keyOf(given);
    if (key !== null && !entries.has(key)) entries.set(key, given as Entry);
  }
  return entries.size === 0 ? null : entries;
}

function keyOf(given: unknown): string | null {
  const entry = fields(given);
  const isEntry = entry !== null && typeof entry['key'] === 'string' && ('value' in entry || 'error' in entry);
  return isEntry ? (entry['key'] as string).toLowerCase() : null;
}

/** An entry as if it had been asked for alone. */
export function resultOfEntry(entry: Entry): Result<Answer> {
  const { value, error = null } = entry;
  return error === null ? good({ status: 200, value, header: () => null }) : bad(failureOfEntry(error));
}

/** What an error holds is not documented: a text, or an error body of the API with its status in one of several fields. */
function failureOfEntry(error: unknown): Failure {
  const body = fields(error) ?? { message: error };
  const said = plainText(body['message'], 300) ?? '';
  const status = statusOf(body) ?? statusOfText(said);
  return failureOf(status, { ...body, message: said }, { write: false, way: 'session' });
}

function statusOf(body: Readonly<Record<string, unknown>>): number | null {
  const named = [body['httpCode'], body['status'], body['statusCode'], body['code']];
  return named.map(leadingStatus).find((status) => status !== null) ?? classStatus(body['class']);
}

/** `404`, `"404"` and `"404 Not Found"` alike. */
function leadingStatus(value: unknown): number | null {
  const digits = /^\s*([45]\d\d)\b/.exec(typeof value === 'number' || typeof value === 'string' ? String(value) : '');
  return digits === null ? null : Number(digits[1]);
}

/** `Client::NotFound` and its like, the error classes of the API. */
function classStatus(value: unknown): number | null {
  const name = typeof value === 'string' ? value : '';
  if (/^Client::NotFound/.test(name)) return 404;
  if (/^Client::Forbidden/.test(name)) return 403;
  return name.startsWith('Server::') ? 500 : null;
}

function statusOfText(said: string): number {
  if (/does not exist|not found/i.test(said)) return 404;
  if (/\bexpired\b/i.test(said)) return 460;
  return leadingStatus(said) ?? 400;
}
