// Promise: batch, pages, other people's, expired and vanished hostings answer as the provider's clients know them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loggedIn, type Panel } from './web/ask.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => {
  sandbox = await startSandbox({ hostings: 120, ca: 3 });
  panel = await loggedIn(sandbox);
});
afterAll(() => sandbox.close());
beforeEach(async () => { await sandbox.calls.options({ batch: true, batchMax: 50, batchErrors: 'body', paging: true }); });

const batch = { 'X-Ovh-Batch': ',' };
const pages = (size: number, number: number): Record<string, string> => ({
  'X-Pagination-Mode': 'CachedObjectList-Pages', 'X-Pagination-Size': String(size), 'X-Pagination-Number': String(number),
});
const names = async (): Promise<string[]> => (await panel.get('/hosting/web')).value as string[];

describe('batch', () => {
  it('answers each by itself; one that fails does not fail the others', async () => {
    await sandbox.calls.expireHosting({ serviceName: 'velo-club.nl' });
    const got = await panel.get('/hosting/web/boutique-oceane.com,nobody.example,velo-club.nl/email', batch);
    expect(got.status).toBe(200);
    expect(got.value).toMatchObject([
      { key: 'boutique-oceane.com', value: { state: 'spam' }, error: null }, { key: 'nobody.example', value: null, error: { status: 404 } },
      { key: 'velo-club.nl', value: null, error: { status: 460 } },
    ]);
    await sandbox.calls.expireHosting({ serviceName: 'velo-club.nl', expired: false });
  });

  it('takes the header as the separator, for the hosting itself and for volumes', async () => {
    const plain = await panel.get('/hosting/web/boutique-oceane.com;velo-club.nl', { 'X-Ovh-Batch': ';' });
    expect(plain.value).toMatchObject([{ key: 'boutique-oceane.com', value: { serviceName: 'boutique-oceane.com' } }, { key: 'velo-club.nl' }]);
    const volumes = await panel.get('/hosting/web/boutique-oceane.com%2Cvelo-club.nl/email/volumes', batch);
    expect(volumes.value).toMatchObject([{ key: 'boutique-oceane.com' }, { key: 'velo-club.nl' }]);
    expect((volumes.value as { value: unknown[] }[])[0]?.value.length).toBeGreaterThan(29);
  });

  it('one alone is a batch of one', async () => {
    expect((await panel.get('/hosting/web/velo-club.nl/email', batch)).value).toMatchObject([{ key: 'velo-club.nl' }]);
  });

  it('has a limit', async () => {
    const some = (await names()).slice(0, 51);
    expect((await panel.get(`/hosting/web/${some.join(',')}/email`, batch)).status).toBe(400);
    expect((await panel.get(`/hosting/web/${some.slice(1).join(',')}/email`, batch)).value).toHaveLength(50);
  });

  it('can be unknown', async () => {
    await sandbox.calls.options({ batch: false });
    expect((await panel.get('/hosting/web/boutique-oceane.com,velo-club.nl/email', batch)).status).toBe(404);
  });

  it('errors can be texts', async () => {
    await sandbox.calls.options({ batchErrors: 'text' });
    expect((await panel.get('/hosting/web/nobody.example,velo-club.nl/email', batch)).value).toMatchObject([{ error: 'This service does not exist' }, { error: null }]);
  });
});

describe('pages', () => {
  it('together are the whole list, whose length each of them tells', async () => {
    const found: string[] = [];
    for (const number of [1, 2, 3]) {
      const got = await panel.get('/hosting/web', pages(50, number));
      expect(got.headers['x-pagination-elements']).toBe('120');
      found.push(...(got.value as { serviceName: string }[]).map(({ serviceName }) => serviceName));
    }
    expect(found).toEqual(await names());
    expect((await panel.get('/hosting/web', pages(50, 4))).value).toEqual([]);
  });

  it('are sorted and filtered', async () => {
    const sorted = await panel.get('/hosting/web', { ...pages(3, 1), 'X-Pagination-Sort': 'serviceName', 'X-Pagination-Sort-Order': 'DESC' });
    const rows = (sorted.value as { serviceName: string }[]).map(({ serviceName }) => serviceName);
    expect(rows).toEqual((await names()).sort((one, other) => other.localeCompare(one)).slice(0, 3));
    const filtered = await panel.get('/hosting/web', { ...pages(50, 1), 'X-Pagination-Filter': 'serviceName:like=%25velo-club%25' });
    expect(filtered.value).toMatchObject([{ serviceName: 'velo-club.nl' }]);
  });

  it('can be unknown', async () => {
    await sandbox.calls.options({ paging: false });
    expect((await panel.get('/hosting/web', pages(5, 1))).value).toEqual(await names());
  });
});

describe('hostings', () => {
  it('of another region are not there', async () => {
    const canadian = await loggedIn(sandbox, 'ca');
    expect(((await canadian.get('/hosting/web')).value as string[])).toEqual(['chalets-boreal.ca', 'maple-dental.ca', 'harbour-books.com']);
    expect((await panel.get('/hosting/web/maple-dental.ca/email')).status).toBe(404);
  });

  it('expire, vanish, and come', async () => {
    await sandbox.calls.addHosting({ serviceName: 'neu.example', state: 'bounce', sentToday: 7 });
    expect((await panel.get('/hosting/web/neu.example/email')).value).toMatchObject({ state: 'bounce', sentToday: 7 });
    await sandbox.calls.expireHosting({ serviceName: 'neu.example' });
    expect((await panel.get('/hosting/web/neu.example/email')).status).toBe(460);
    expect((await panel.get('/hosting/web/neu.example/serviceInfos')).value).toMatchObject({ status: 'expired' });
    await sandbox.calls.removeHosting({ serviceName: 'neu.example' });
    expect((await panel.get('/hosting/web/neu.example/email')).status).toBe(404);
  });

  it('show every state among the first twelve, and most are fine', async () => {
    const twelve = (await sandbox.calls.hostings({ nichandle: 'ab12345-ovh' })).slice(0, 12).map(({ state }) => state);
    expect(twelve.filter((state) => state !== 'ok').sort()).toEqual(['bounce', 'force', 'ko', 'spam']);
  });

  it('are the same in every run', async () => {
    const other = await startSandbox({ hostings: 120, ca: 3 });
    const seen = async (calls: Sandbox['calls']) => (await calls.hostings()).map(({ serviceName, region, offer }) => [serviceName, region, offer]);
    expect(await seen(other.calls)).toEqual(await seen(sandbox.calls));
    await other.close();
  });
});
