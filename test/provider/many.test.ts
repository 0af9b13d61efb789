// Many hostings with few requests: batches learned, halved and unlearned, every entry judged by itself.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readMails, readVolumesOf } from '../../src/provider/many.ts';
import { knowsNothing, type Knows } from '../../src/provider/knows.ts';
import type { ProviderRequest } from '../../src/provider/request.ts';
import { callerOf, mail } from './fake-wire.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `site${n}.example`);
const namesIn = ({ path }: ProviderRequest): string[] => (path.split('/')[3] ?? '').split(',');
const entry = (key: string) => ({ key, value: { ...mail, sent: Number(/\d+/.exec(key)?.[0] ?? 0) }, error: null });
const isBatch = ({ headers }: ProviderRequest): boolean => headers?.['X-Ovh-Batch'] === ',';
const knowing = (more: Partial<Knows>): Knows => ({ ...knowsNothing, ...more });

/** A provider that knows batch, up to `most` names in one request. */
const provider = (most = 1000) => callerOf((request) => {
  if (!isBatch(request)) return { value: mail };
  return namesIn(request).length > most ? { status: 414, text: '<h1>URI Too Long</h1>' } : { value: namesIn(request).map(entry) };
});

describe('a provider that knows batch', () => {
  it('is asked once for 50, and each gets its own', async () => {
    const caller = provider();
    const read = await readMails(caller, names(50), knowsNothing);
    expect(caller.asked).toHaveLength(1);
    expect(caller.asked[0]).toEqual({ method: 'GET', path: `/hosting/web/${names(50).join(',')}/email`, headers: { 'X-Ovh-Batch': ',' } });
    expect(read.knows).toEqual(knowing({ batch: 'yes' }));
    expect(read.left).toEqual([]);
    expect(read.results.get('site7.example')).toEqual({ ok: true, value: { ...mail, sent: 7 } });
    expect(read.results.size).toBe(50);
  });

  it('is asked without the header for one, and odd names are asked for alone', async () => {
    const caller = provider();
    await readMails(caller, ['a.example'], knowsNothing);
    expect(caller.asked).toEqual([{ method: 'GET', path: '/hosting/web/a.example/email' }]);
    const read = await readMails(caller, ['a,b', 'c.example', 'd.example', 'é', '..'], knowsNothing);
    expect(caller.asked.slice(1).map(({ path }) => path)).toEqual([
      '/hosting/web/a%2Cb/email', '/hosting/web/%C3%A9/email', '/hosting/web/../email', '/hosting/web/c.example,d.example/email',
    ]);
    expect(read.results.size).toBe(5);
  });

  it('has its requests halved while they are too long for it', async () => {
    const caller = provider(13);
    const read = await readMails(caller, names(50), knowsNothing);
    expect(caller.asked.map((request) => namesIn(request).length)).toEqual([50, 25, 12, 12, 12, 12, 2]);
    expect(read.knows).toEqual({ paging: 'unknown', batch: 'yes', batchSize: 12 });
    expect([...read.results.values()].every((result) => result.ok)).toBe(true);
    expect(read.results.size).toBe(50);
  });

  it('is never given a path that servers refuse', async () => {
    const caller = provider();
    await readMails(caller, Array.from({ length: 50 }, (_, n) => `${'x'.repeat(240)}${n}.example`), knowsNothing);
    expect(Math.max(...caller.asked.map(({ path }) => path.length))).toBeLessThan(6_100);
  });
});

describe('entries', () => {
  const answered = (value: unknown) => readMails(callerOf(() => ({ value })), ['a.example', 'b.example', 'c.example'], knowsNothing);
  const kinds = async (value: unknown) => [...(await answered(value)).results.values()].map((result) => (result.ok ? 'ok' : result.failure.kind));

  it('that are bad or missing do not lose the others, and are never ok', async () => {
    expect(await kinds([entry('a.example'), { key: 'b.example', value: { state: 7 }, error: null }])).toEqual(['ok', 'unreadable', 'unreadable']);
    expect(await kinds([null, 'x', { key: 5, value: mail }, entry('C.Example'), { key: '__proto__', value: mail, error: null }])).toEqual(['unreadable', 'unreadable', 'ok']);
    expect(await kinds([{ key: 'a.example', value: null, error: null }, entry('b.example'), entry('other.example')])).toEqual(['unreadable', 'ok', 'unreadable']);
  });

  it.each([
    ['This service does not exist', 'gone'], ['404 Not Found', 'gone'], [{ httpCode: '404 Not Found', message: 'x' }, 'gone'], [{ class: 'Client::NotFound::X' }, 'gone'],
    [{ status: 460, message: 'x' }, 'expired'], ['This service is expired', 'expired'], [{ httpCode: '403 Forbidden', errorCode: 'NOT_GRANTED_CALL' }, 'noRights'],
    [{ class: 'Client::Forbidden', message: 'This session is invalid' }, 'loggedOut'], [{ code: 500 }, 'providerDown'], ['strange', 'refused'], [{}, 'refused'], [false, 'refused'], [[1], 'refused'],
  ])('that failed with %j', async (error, kind) => {
    expect(await kinds([{ key: 'a.example', value: null, error }, entry('b.example'), entry('c.example')])).toEqual([kind, 'ok', 'ok']);
  });

  it('are found whatever the case of their names, and the first of two counts', async () => {
    const stopped = { ...entry('a.example'), value: { ...mail, state: 'spam' } };
    const read = await readMails(callerOf(() => ({ value: [stopped, entry('A.EXAMPLE'), entry('b.example')] })), ['A.example', 'b.example'], knowsNothing);
    expect(read.results.get('A.example')).toMatchObject({ ok: true, value: { state: 'spam' } });
  });

  it('with a value and an error are failures', async () => {
    expect(await kinds([{ ...entry('a.example'), error: 'no' }, entry('b.example'), entry('c.example')])).toEqual(['refused', 'ok', 'ok']);
  });
});

describe('a provider that does not know batch', () => {
  it.each([
    ['400', { status: 400, value: {} }], ['404', { status: 404, value: {} }], ['an object', { value: mail }], ['a list of something else', { value: [mail] }], ['an empty list', { value: [] }], ['a text', { value: 'x' }],
  ])('says so with %s: all are left to be read alone', async (_name, answer) => {
    const caller = callerOf(() => answer);
    const read = await readMails(caller, names(30), knowsNothing);
    expect(read).toEqual({ results: new Map(), left: names(30), knows: knowing({ batch: 'no' }) });
    expect(caller.asked).toHaveLength(1);
  });

  it.each([414, 431])('and always says %i is halved to the end, then believed', async (status) => {
    const caller = callerOf(() => ({ status, text: '' }));
    const read = await readMails(caller, names(50), knowsNothing);
    expect(caller.asked.map((request) => namesIn(request).length)).toEqual([50, 25, 12, 6, 3]);
    expect(read.left).toHaveLength(50);
    expect(read.knows.batch).toBe('no');
  });

  it('is not asked again', async () => {
    const caller = provider();
    expect(await readMails(caller, names(9), knowing({ batch: 'no' }))).toMatchObject({ left: names(9) });
    expect(caller.asked).toEqual([]);
  });

  it('is not believed at once where it knew before', async () => {
    const caller = callerOf(() => ({ status: 404, value: {} }));
    const first = await readMails(caller, names(3), knowing({ batch: 'yes' }));
    expect(first).toMatchObject({ left: names(3), knows: { batch: 'unknown' } });
    expect((await readMails(caller, names(3), first.knows)).knows.batch).toBe('no');
  });
});

describe('an account that cannot see', () => {
  it.each([
    ['loggedOut', { status: 401, text: '' }], ['tooManyRequests', { status: 429, text: '' }], ['providerDown', { status: 503, text: '' }], ['weakSession', { status: 471, text: '' }], ['unreadable', { text: '<html>' }],
  ])('fails the whole as %s, asks no further, and unlearns nothing', async (kind, answer) => {
    const caller = callerOf(() => answer);
    const read = await readMails(caller, names(50), knowing({ batchSize: 10 }));
    expect(caller.asked).toHaveLength(1);
    expect(read.knows).toEqual(knowing({ batchSize: 10 }));
    expect(read.left).toEqual([]);
    expect([...read.results.values()].map((result) => !result.ok && result.failure.kind)).toEqual(Array.from({ length: 50 }, () => kind));
  });
});

it('reads volumes in the same way, where 404 is none', async () => {
  const caller = callerOf(({ path }) => ({ value: path.endsWith('/email/volumes') ? [
    { key: 'a.example', value: [{ date: '2026-11-23', volume: 4 }], error: null }, { key: 'b.example', value: null, error: { httpCode: '404 Not Found' } }, { key: 'c.example', value: 'x', error: null },
  ] : null }));
  const read = await readVolumesOf(caller, ['a.example', 'b.example', 'c.example'], knowsNothing);
  expect([...read.results]).toEqual([
    ['a.example', { ok: true, value: [{ day: '2026-11-23', sent: 4 }] }], ['b.example', { ok: true, value: [] }], ['c.example', { ok: false, failure: { kind: 'unreadable', status: 200 } }],
  ]);
});

it('settles every name exactly once, whatever is answered', async () => {
  const nearly = fc.record({ key: fc.oneof(fc.constantFrom(...names(6)), fc.constantFrom('__proto__', 'constructor'), fc.jsonValue()), value: fc.oneof(fc.constant(mail), fc.jsonValue()), error: fc.oneof(fc.constant(null), fc.jsonValue()) }, { requiredKeys: [] });
  const status = fc.constantFrom(200, 200, 200, 200, 400, 403, 404, 414, 431, 429, 500);
  const answers = fc.array(fc.record({ status, value: fc.oneof(fc.array(nearly, { maxLength: 8 }), fc.jsonValue()) }), { minLength: 1, maxLength: 6 });
  await fc.assert(fc.asyncProperty(answers, fc.constantFrom('unknown', 'yes', 'no'), fc.integer({ min: 0, max: 7 }), async (given, batch, batchSize) => {
    let at = 0;
    const caller = callerOf(() => given[at++ % given.length] ?? { status: 500 });
    const read = await readMails(caller, names(6), { paging: 'unknown', batch, batchSize });
    expect([...read.results.keys(), ...read.left].sort()).toEqual(names(6));
    const proven = new Set(given.flatMap(({ value }) => (Array.isArray(value) ? (value as { key?: unknown }[]).map((one) => one?.key) : [])));
    for (const [name, result] of read.results) if (result.ok && !proven.has(name)) expect(given.some(({ value }) => (value as { state?: unknown })?.state !== undefined)).toBe(true);
  }), { numRuns: 5000 });
}, 60_000);
