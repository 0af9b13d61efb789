// All hostings of an account, with the customer's names for them where the provider gives whole pages of objects.
import { bad, type Failure, type Result } from '../core/failure.ts';
import type { Answer } from './answer.ts';
import { decodeListed, type Listed } from './decode.ts';
import type { Knows } from './knows.ts';
import type { Caller } from './session.ts';

export interface Listing {
  readonly hostings: readonly Listed[];
  /** False when the provider says that there are more, or named some that cannot be read: a hosting that is missing may still be there. */
  readonly complete: boolean;
  /** Whether `displayName` and `offer` were asked for: where not, null says nothing and earlier ones stay true. */
  readonly named: boolean;
}

/** Hostings a page; the panel's tables take 25, its full lists 5,000. */
export const pageSize = 500;
const mostPages = 40;

/**
 * `GET /hosting/web`, page by page, or as the plain list of names of the schema where pages are not known. A failure of any
 * page is the failure of the whole: half a list would make hostings vanish.
 */
export async function listHostings(caller: Caller, knows: Knows, signal?: AbortSignal): Promise<{ readonly result: Result<Listing>; readonly knows: Knows }> {
  if (knows.paging === 'no') return { result: await plainList(caller, signal), knows };
  const found: Gathered = { byName: new Map(), unread: 0, total: null };
  for (let number = 1; number <= mostPages; number += 1) {
    const answer = await caller(pageRequest(number), signal);
    if (!answer.ok && number === 1 && isNotKnown(answer.failure)) {
      return { result: await plainList(caller, signal), knows: { ...knows, paging: 'no' } };
    }
    const entries = answer.ok ? entriesOf(answer.value) : null;
    if (entries === null) return { result: answer.ok ? bad({ kind: 'unreadable', status: answer.value.status }) : answer, knows };
    if (number === 1 && isPlain(entries)) return { result: listingOf(entries), knows: { ...knows, paging: 'no' } };
    if (!gather(found, entries, totalOf(answer))) break;
  }
  const paging = found.byName.size > 0 ? 'yes' : knows.paging;
  return { result: gathered(found), knows: { ...knows, paging } };
}

interface Gathered {
  readonly byName: Map<string, Listed>;
  unread: number;
  total: number | null;
}

function pageRequest(number: number): Parameters<Caller>[0] {
  const headers = {
    'X-Pagination-Mode': 'CachedObjectList-Pages', 'X-Pagination-Size': String(pageSize), 'X-Pagination-Number': String(number),
  };
  return { method: 'GET', path: '/hosting/web', headers };
}

async function plainList(caller: Caller, signal?: AbortSignal): Promise<Result<Listing>> {
  const answer = await caller({ method: 'GET', path: '/hosting/web' }, signal);
  if (!answer.ok) return answer;
  const entries = entriesOf(answer.value);
  return entries === null ? bad({ kind: 'unreadable', status: answer.value.status }) : listingOf(entries);
}

/** A provider that does not know the headers may refuse them. */
function isNotKnown(failure: Failure): boolean {
  return failure.kind === 'refused';
}

function entriesOf(answer: Answer): readonly unknown[] | null {
  return Array.isArray(answer.value) ? (answer.value as readonly unknown[]) : null;
}

/** Names alone: the headers were not understood, and the list is the whole one. */
function isPlain(entries: readonly unknown[]): boolean {
  return entries.length > 0 && entries.every((entry) => typeof entry === 'string');
}

function listingOf(entries: readonly unknown[]): Result<Listing> {
  const found: Gathered = { byName: new Map(), unread: 0, total: null };
  gather(found, entries, null);
  return gathered(found, entries.some((entry) => typeof entry === 'object'));
}

/** Adds a page; answers whether there is another one to ask for. */
function gather(found: Gathered, entries: readonly unknown[], total: number | null): boolean {
  const before = found.byName.size;
  for (const entry of entries) {
    const listed = decodeListed(entry);
    if (listed === null) found.unread += 1;
    else if (!found.byName.has(listed.serviceName.toLowerCase())) found.byName.set(listed.serviceName.toLowerCase(), listed);
  }
  found.total = total ?? found.total;
  // A page without a new name is the last one again, or an empty one.
  if (found.byName.size === before) return false;
  return found.total === null ? entries.length >= pageSize : found.byName.size + found.unread < found.total;
}

function gathered(found: Gathered, named = true): Result<Listing> {
  const hostings = [...found.byName.values()];
  if (hostings.length === 0 && found.unread > 0) return bad({ kind: 'unreadable', status: 200 });
  return { ok: true, value: { hostings, complete: found.unread === 0 && hostings.length >= (found.total ?? 0), named } };
}

function totalOf(answer: Result<Answer>): number | null {
  const said = answer.ok ? answer.value.header('x-pagination-elements') : null;
  return said !== null && /^\d{1,9}$/.test(said) ? Number(said) : null;
}
