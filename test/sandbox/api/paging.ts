// Pages of whole objects: the `X-Pagination-*` headers of API v6. Source: the panel's Iceberg client.
import type { Answer } from './answer.ts';
import { badRequest } from './answer.ts';
import type { Call } from './call.ts';

type Row = Readonly<Record<string, unknown>>;

export function wantsPages({ world, header }: Call): boolean {
  return world.options.paging && header('x-pagination-mode') === 'CachedObjectList-Pages';
}

/** One page, and how many elements there are in all. */
export function paged({ header }: Call, rows: readonly Row[]): Answer {
  const size = Number(header('x-pagination-size') ?? 5000);
  const number = Number(header('x-pagination-number') ?? 1);
  if (!Number.isInteger(size) || !Number.isInteger(number) || size < 1 || size > 5000 || number < 1) return badRequest('Invalid pagination');
  const found = sorted(filtered(rows, header('x-pagination-filter')), header('x-pagination-sort'), header('x-pagination-sort-order'));
  return { status: 200, body: found.slice((number - 1) * size, number * size), headers: { 'X-Pagination-Elements': String(found.length) } };
}

function sorted(rows: readonly Row[], field: string | undefined, order: string | undefined): readonly Row[] {
  if (field === undefined) return rows;
  const way = order === 'DESC' ? -1 : 1;
  return [...rows].sort((one, other) => way * String(one[field] ?? '').localeCompare(String(other[field] ?? '')));
}

/** `field:eq=…`, `field:like=%25…%25` and `field:in=a,b`, joined by `&`. */
function filtered(rows: readonly Row[], filter: string | undefined): readonly Row[] {
  if (filter === undefined || filter === '') return rows;
  const tests = filter.split('&').map((part) => /^(\w+):(eq|like|in)=(.*)$/.exec(part)).filter((part) => part !== null);
  return rows.filter((row) => tests.every(([, field = '', how, value = '']) => passes(String(row[field] ?? ''), how, decodeURIComponent(value))));
}

function passes(text: string, how: string | undefined, value: string): boolean {
  if (how === 'in') return value.split(',').includes(text);
  return how === 'like' ? text.toLowerCase().includes(value.replaceAll('%', '').toLowerCase()) : text === value;
}
