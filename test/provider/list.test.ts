// The list of hostings: pages where they are known, names where they are not, never half a list for a whole one.
import { describe, expect, it } from 'vitest';
import { listHostings, pageSize } from '../../src/provider/list.ts';
import { knowsNothing } from '../../src/provider/knows.ts';
import { callerOf } from './fake-wire.ts';

const service = (n: number) => ({ serviceName: `site${n}.example`, displayName: n % 2 ? `Site ${n}` : null, offer: 'PRO_2014', state: 'active' });
const services = (count: number) => Array.from({ length: count }, (_, n) => service(n));

function paged(count: number, serverSize = Infinity) {
  return callerOf(({ headers }) => {
    if (headers?.['X-Pagination-Mode'] !== 'CachedObjectList-Pages') return { value: services(count).map((one) => one.serviceName) };
    const size = Math.min(Number(headers['X-Pagination-Size']), serverSize);
    const from = (Number(headers['X-Pagination-Number']) - 1) * size;
    return { value: services(count).slice(from, from + size), headers: { 'x-pagination-elements': String(count) } };
  });
}

describe('pages', () => {
  it('name everything in as few requests as there are pages', async () => {
    const caller = paged(1234);
    const { result, knows } = await listHostings(caller, knowsNothing);
    expect(caller.asked).toHaveLength(Math.ceil(1234 / pageSize));
    expect(knows).toEqual({ ...knowsNothing, paging: 'yes' });
    expect(result).toMatchObject({ ok: true, value: { complete: true, named: true } });
    expect(result.ok && result.value.hostings[3]).toEqual({ serviceName: 'site3.example', displayName: 'Site 3', offer: 'PRO_2014', clusterIp: null });
    expect(result.ok && result.value.hostings.length).toBe(1234);
  });

  it('may be smaller than asked for', async () => {
    const { result } = await listHostings(paged(95, 20), knowsNothing);
    expect(result).toMatchObject({ ok: true, value: { complete: true } });
    expect(result.ok && result.value.hostings.length).toBe(95);
  });

  it('of nobody are one request', async () => {
    const caller = paged(0);
    expect(await listHostings(caller, knowsNothing)).toEqual({ result: { ok: true, value: { hostings: [], complete: true, named: true } }, knows: knowsNothing });
    expect(caller.asked).toHaveLength(1);
  });

  it('that all are the first one end', async () => {
    const caller = callerOf(() => ({ value: services(pageSize) }));
    const { result } = await listHostings(caller, knowsNothing);
    expect(caller.asked).toHaveLength(2);
    expect(result.ok && result.value.hostings.length).toBe(pageSize);
  });

  it('with an entry that cannot be read, or fewer than were promised, are not complete', async () => {
    expect((await listHostings(callerOf(() => ({ value: [service(1), { serviceName: '../me' }, 7] })), knowsNothing)).result).toMatchObject({ ok: true, value: { complete: false, hostings: [{ serviceName: 'site1.example' }] } });
    expect((await listHostings(callerOf(() => ({ value: [service(1)], headers: { 'x-pagination-elements': '3' } })), knowsNothing)).result).toMatchObject({ ok: true, value: { complete: false } });
    expect((await listHostings(callerOf(() => ({ value: [{}, {}] })), knowsNothing)).result).toEqual({ ok: false, failure: { kind: 'unreadable', status: 200 } });
  });

  it('of which one fails are a failure', async () => {
    let at = 0;
    const caller = callerOf(() => (at++ === 0 ? { value: services(pageSize), headers: { 'x-pagination-elements': '900' } } : { status: 503, text: '' }));
    expect(await listHostings(caller, knowsNothing)).toEqual({ result: { ok: false, failure: { kind: 'providerDown', status: 503 } }, knows: knowsNothing });
  });
});

describe('a provider without pages', () => {
  it('answers the names to the first request, and is not asked for pages again', async () => {
    const caller = callerOf(() => ({ value: ['b.example', 'a.example', 'B.example'] }));
    const { result, knows } = await listHostings(caller, knowsNothing);
    expect(result).toEqual({ ok: true, value: { hostings: ['b.example', 'a.example'].map((serviceName) => ({ serviceName, displayName: null, offer: null, clusterIp: null })), complete: true, named: false } });
    expect(knows.paging).toBe('no');
    await listHostings(caller, knows);
    expect(caller.asked.map(({ headers }) => headers === undefined)).toEqual([false, true]);
  });

  it('may refuse the headers', async () => {
    const caller = callerOf(({ headers }) => (headers === undefined ? { value: ['a.example'] } : { status: 400, value: { message: 'Invalid header' } }));
    expect(await listHostings(caller, knowsNothing)).toMatchObject({ result: { ok: true, value: { named: false } }, knows: { paging: 'no' } });
  });
});

it.each([['loggedOut', { status: 401, text: '' }], ['unreadable', { text: '<html>' }], ['unreadable', { value: { serviceName: 'a.example' } }], ['tooManyRequests', { status: 429, text: '' }]])('says %s once', async (kind, answer) => {
  const caller = callerOf(() => answer);
  expect(await listHostings(caller, knowsNothing)).toMatchObject({ result: { ok: false, failure: { kind } }, knows: knowsNothing });
  expect(caller.asked).toHaveLength(1);
});
