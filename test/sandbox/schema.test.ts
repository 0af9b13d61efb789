// Promise: what the sandbox answers is what the provider's published schema says.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, loggedIn, type Panel } from './web/ask.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import schemaFile from './api/schema.json' with { type: 'json' };
import { faultsOf, responseType } from './api/schema-check.ts';

let sandbox: Sandbox;
let panels: Readonly<Record<'eu' | 'ca', Panel>>;
beforeAll(async () => {
  sandbox = await startSandbox({ hostings: 60, ca: 3, speed: 60, options: { abuse: true, metricsToken: true } });
  panels = { eu: await loggedIn(sandbox), ca: await loggedIn(sandbox, 'ca') };
  await panels.eu.send('POST', '/hosting/web/studio-nord.pl/email/request', { action: 'BLOCK' });
  await panels.eu.send('POST', '/hosting/web/clinique-vega.be/email/request', { action: 'PURGE' });
});
afterAll(() => sandbox.close());

/** The answer's faults against the schema, and that it was one. */
async function faultsAt(region: 'eu' | 'ca', path: string, schemaPath: string): Promise<string[]> {
  const got = await panels[region].get(path);
  return got.status === 200 ? faultsOf(responseType('GET', schemaPath), got.value) : [`status ${got.status}`];
}

const one = '/hosting/web/{serviceName}';
describe.each(['', '/email', '/email/volumes', '/serviceInfos', '/tasks', '/attachedDomain'])('GET /hosting/web/{serviceName}%s', (end) => {
  it('answers as the schema says, for every hosting of both regions', async () => {
    for (const { serviceName, region } of await sandbox.calls.hostings()) {
      expect(await faultsAt(region, `/hosting/web/${serviceName}${end}`, one + end), serviceName).toEqual([]);
    }
  });
});

describe('the other answers', () => {
  it.each(['/hosting/web', '/me', '/auth/details', '/auth/time'])('GET %s', async (path) => {
    expect(await faultsAt('eu', path, path)).toEqual([]);
    expect(await faultsAt('ca', path, path)).toEqual([]);
  });

  it('GET bounces: with and without recipient and text', async () => {
    const got = await panels.eu.get('/hosting/web/erable-traiteur.ca/email/bounces?limit=100');
    expect(faultsOf(responseType('GET', `${one}/email/bounces`), got.value)).toEqual([]);
    const rows = got.value as { to: string | null; message: string | null }[];
    expect(rows.some(({ to }) => to === null) && rows.some(({ message }) => message === null) && rows.some(({ message }) => message?.includes('\n'))).toBe(true);
    expect(rows.every(({ to }) => to === null || /@(\w+\.)?example\.\w+$/.test(to))).toBe(true);
  });

  it('GET a task, under way and done', async () => {
    for (const advanceMs of [0, 3_600_000]) {
      await sandbox.calls.clock({ advanceMs });
      for (const name of ['studio-nord.pl', 'clinique-vega.be']) {
        const [id] = (await panels.eu.get(`/hosting/web/${name}/tasks?function=mailsout`)).value as number[];
        expect(await faultsAt('eu', `/hosting/web/${name}/tasks/${String(id)}`, `${one}/tasks/{id}`)).toEqual([]);
      }
    }
  });

  it('an action is answered with a text, a change of recipient with nothing', async () => {
    const action = await panels.eu.send('POST', '/hosting/web/velo-club.nl/email/request', { action: 'BLOCK' });
    expect(faultsOf(responseType('POST', `${one}/email/request`), action.value)).toEqual([]);
    const change = await panels.eu.send('PUT', '/hosting/web/velo-club.nl/email', { email: 'bestuur@example.nl' });
    expect(faultsOf(responseType('PUT', `${one}/email`), change.value)).toEqual([]);
  });

  it('a page of the list holds whole hostings', async () => {
    const got = await panels.eu.get('/hosting/web', { 'X-Pagination-Mode': 'CachedObjectList-Pages', 'X-Pagination-Size': '60' });
    expect(faultsOf('hosting.web.ServiceWithIAM[]', got.value)).toEqual([]);
    expect(got.value).toHaveLength(60);
  });

  it('credentials', async () => {
    const { applicationKey } = await sandbox.calls.makeKeys();
    const asked = await ask(sandbox, 'https://eu.api.ovh.com/1.0/auth/credential', {
      method: 'POST', headers: { 'X-Ovh-Application': applicationKey }, body: { accessRules: [{ method: 'GET', path: '/hosting/web' }] },
    });
    expect(faultsOf(responseType('POST', '/auth/credential'), asked.value)).toEqual([]);
  });

  it('abuseState and metricsToken, which are in later schemas only', async () => {
    const abuse = (await panels.eu.get('/hosting/web/boutique-oceane.com/abuseState')).value as Record<string, string>;
    const { models } = schemaFile.supplement['abuse-2026'];
    expect(models['hosting.web.MailsoutStateEnum'].enum).toContain(abuse['mailsoutState']);
    expect(models['hosting.web.OutStateEnum'].enum).toContain(abuse['outState']);
    expect(Object.keys(abuse).sort()).toEqual(Object.keys(models['hosting.web.AbuseState'].properties).sort());
    const token = (await panels.eu.get('/hosting/web/boutique-oceane.com/metricsToken')).value as object;
    expect(Object.keys(token).sort()).toEqual(Object.keys(schemaFile.supplement['openapi-2025-10'].schemas['hosting.web.MetricsToken'].properties).sort());
  });
});

describe('the check itself', () => {
  const mail = { state: 'ok', sent: 1, sentToday: 1, bounce: 0, maxPerDay: 0, email: null };
  it.each([
    ['a good answer', mail, 0], ['a text for a number', { ...mail, sent: '1' }, 1], ['a word that is not in the list', { ...mail, state: 'stopped' }, 1],
    ['null where it may not be', { ...mail, bounce: null }, 1], ['a field too many', { ...mail, queue: 3 }, 1], ['a field too few', { ...mail, email: undefined }, 1], ['no object', 7, 6],
  ])('sees %s', (_name, value, faults) => {
    expect(faultsOf('hosting.web.email', value)).toHaveLength(faults);
  });
});
