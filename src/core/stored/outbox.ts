// What is told but not yet delivered, as it is stored. Entries that are not whole are left out: one of them must not hold back the others.
import type { JournalEntry } from '../model.ts';
import type { Notice } from '../notices.ts';
import { fields, isCount, isText, shaped } from '../shape.ts';

/** Written in the same call as what it tells of. */
export interface Outbox {
  readonly notices: readonly Notice[];
  readonly journal: readonly JournalEntry[];
  /** Ids of notices that quiet hours or a snooze held back. */
  readonly held: readonly string[];
}

export const emptyOutbox: Outbox = { notices: [], journal: [], held: [] };

const isSay = shaped<Notice['title']>({ key: isText, args: (value) => value === undefined || fields(value) !== null });
const isNotice = shaped<Notice>({ id: isText, title: isSay, body: isSay, urgent: (value) => typeof value === 'boolean' });
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isEntry = shaped<JournalEntry>({ id: isText, hosting: isTextOrNull, account: isTextOrNull, at: isCount, what: (value) => isText(fields(value)?.['kind']) });

function kept<T>(list: unknown, check: (value: unknown) => value is T): readonly T[] {
  return Array.isArray(list) ? list.filter(check) : [];
}

/** Never throws; null where it is no outbox at all. */
export function decodeOutbox(stored: unknown): Outbox | null {
  const given = fields(stored);
  return given === null ? null : { notices: kept(given['notices'], isNotice), journal: kept(given['journal'], isEntry), held: kept(given['held'], isText) };
}
