// Promise: keys, signatures, tokens and rights are checked as the provider checks them; its own official client is the proof.
import https from 'node:https';
import ovh from 'ovh';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Got } from './web/ask.ts';
import type { AccessRule, Keys } from './control/control-calls.ts';
import { signatureOf } from './world/keys.ts';
import type { Region } from './web/places.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const hourMs = 3_600_000;
const eu = 'https://eu.api.ovh.com';
const usualAgent = https.globalAgent;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ ca: 3, options: { traffic: false } });
  // The client gives no way to name an address or a certificate: its agent does.
  https.globalAgent = new https.Agent({ ca: sandbox.certificate, lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) });
});
afterAll(async () => {
  https.globalAgent.destroy();
  https.globalAgent = usualAgent;
  await sandbox.close();
});

function official(keys: Keys, region: Region = 'eu') {
  const { applicationKey: appKey, applicationSecret: appSecret, consumerKey } = keys;
  return ovh({ appKey, appSecret, consumerKey, endpoint: `ovh-${region}`, port: Number(new URL(sandbox.origin).port) });
}

/** A signed request of our own, so that each part of it can be wrong. */
async function signed(keys: Keys, method: string, url: string, wrong: { time?: number; secret?: string; body?: string } = {}): Promise<Got> {
  const time = String(Math.round((await sandbox.calls.clock()).now / 1000) + (wrong.time ?? 0));
  const signature = signatureOf(wrong.secret ?? keys.applicationSecret, keys.consumerKey, method, url, '', time);
  return ask(sandbox, url, {
    method, body: wrong.body,
    headers: { 'X-Ovh-Application': keys.applicationKey, 'X-Ovh-Consumer': keys.consumerKey, 'X-Ovh-Timestamp': time, 'X-Ovh-Signature': signature },
  });
}

const errorOf = ({ status, value }: Got): unknown => [status, (value as { errorCode?: string }).errorCode];

describe('the official client', () => {
  it('reads and writes, in both regions', async () => {
    const client = official(await sandbox.calls.makeKeys());
    expect(await client.requestPromised('GET', '/hosting/web/velo-club.nl/email')).toMatchObject({ state: 'ok' });
    expect(await client.requestPromised('GET', '/hosting/web/boutique-oceane.com/email/bounces', { limit: 3 })).toHaveLength(3);
    await client.requestPromised('POST', '/hosting/web/velo-club.nl/email/request', { action: 'BLOCK' });
    expect(await sandbox.calls.executed({ serviceName: 'velo-club.nl' })).toHaveLength(1);
    const canadian = official(await sandbox.calls.makeKeys({ region: 'ca' }), 'ca');
    expect(await canadian.requestPromised('GET', '/hosting/web')).toEqual(['chalets-boreal.ca', 'maple-dental.ca', 'harbour-books.com']);
  });

  it('signs bodies with letters outside of ASCII as escapes, and is understood', async () => {
    const client = official(await sandbox.calls.makeKeys());
    await expect(client.requestPromised('PUT', '/hosting/web/velo-club.nl/email', { email: 'vélo' })).rejects.toMatchObject({ error: 400, message: expect.stringContaining('[email]') as string });
    await client.requestPromised('PUT', '/hosting/web/velo-club.nl/email', { email: 'velo@example.nl' });
    expect(await sandbox.calls.hosting({ serviceName: 'velo-club.nl' })).toMatchObject({ email: 'velo@example.nl' });
  });

  it('is refused with a wrong secret, and with a clock that is an hour off unless it asks for the time', async () => {
    const keys = await sandbox.calls.makeKeys();
    await expect(official({ ...keys, applicationSecret: 'f'.repeat(32) }).requestPromised('GET', '/me')).rejects.toMatchObject({ error: 400, message: 'Invalid signature' });
    await sandbox.calls.clock({ advanceMs: hourMs });
    expect(await official(keys).requestPromised('GET', '/me')).toMatchObject({ nichandle: 'ab12345-ovh' });
    await sandbox.calls.clock({ advanceMs: -hourMs });
  });

  it('asks for a consumer key, which works from its validation on', async () => {
    const { applicationKey, applicationSecret } = await sandbox.calls.makeKeys();
    const asked = (await official({ applicationKey, applicationSecret, consumerKey: '' }).requestPromised('POST', '/auth/credential', {
      accessRules: [{ method: 'GET', path: '/hosting/web' }], redirection: 'https://manager.eu.ovhcloud.com/',
    })) as { consumerKey: string; validationUrl: string; state: string };
    expect(asked.state).toBe('pendingValidation');
    const client = official({ applicationKey, applicationSecret, consumerKey: asked.consumerKey });
    await expect(client.requestPromised('GET', '/hosting/web')).rejects.toMatchObject({ error: 400, message: 'Invalid signature' });
    const page = await ask(sandbox, asked.validationUrl);
    expect(page.text).toContain('GET /hosting/web');
    const answered = await ask(sandbox, asked.validationUrl, { method: 'POST', body: 'answer=validate&validity=1' });
    expect([answered.status, answered.headers['location']]).toEqual([302, 'https://manager.eu.ovhcloud.com/']);
    expect(await client.requestPromised('GET', '/hosting/web')).toHaveLength(12);
    await sandbox.calls.clock({ advanceMs: 25 * hourMs });
    await expect(client.requestPromised('GET', '/hosting/web')).rejects.toMatchObject({ error: 400, message: 'Query out of time' });
  });
});

describe('what is refused', () => {
  let keys: Keys;
  beforeAll(async () => { keys = await sandbox.calls.makeKeys(); });

  it('a signature over something else: body, address, secret', async () => {
    expect(errorOf(await signed(keys, 'GET', `${eu}/1.0/me`))).toEqual([200, undefined]);
    // As it was sent, though a URL parser would write %27.
    expect(errorOf(await signed(keys, 'GET', `${eu}/1.0/me?it='s`))).toEqual([200, undefined]);
    expect(errorOf(await signed(keys, 'POST', `${eu}/1.0/hosting/web/velo-club.nl/email/request`, { body: '{"action":"PURGE"}' }))).toEqual([400, 'INVALID_SIGNATURE']);
    expect(errorOf(await signed(keys, 'GET', `${eu}/1.0/me`, { secret: 'x' }))).toEqual([400, 'INVALID_SIGNATURE']);
  });

  it('a clock more than a minute off', async () => {
    for (const time of [-90, 90]) expect(errorOf(await signed(keys, 'GET', `${eu}/1.0/me`, { time }))).toEqual([400, 'QUERY_TIME_OUT']);
    expect(errorOf(await signed(keys, 'GET', `${eu}/v1/me`, { time: -40 }))).toEqual([200, undefined]);
  });

  it('no key, an unknown one, another region\'s', async () => {
    expect(errorOf(await ask(sandbox, `${eu}/1.0/me`))).toEqual([403, 'NOT_CREDENTIAL']);
    expect(errorOf(await signed({ ...keys, applicationKey: '0123456789abcdef' }, 'GET', `${eu}/1.0/me`))).toEqual([403, 'INVALID_KEY']);
    expect(errorOf(await signed({ ...keys, consumerKey: 'f'.repeat(32) }, 'GET', `${eu}/1.0/me`))).toEqual([403, 'INVALID_CREDENTIAL']);
    expect(errorOf(await signed(keys, 'GET', 'https://ca.api.ovh.com/1.0/me'))).toEqual([403, undefined]);
  });

  it.each([['expired', 403, 'INVALID_CREDENTIAL'], ['refused', 403, 'FORBIDDEN'], ['pendingValidation', 400, 'INVALID_SIGNATURE']] as const)('a consumer key that is %s', async (status, code, errorCode) => {
    const made = await sandbox.calls.makeKeys();
    await sandbox.calls.credential({ consumerKey: made.consumerKey, status });
    expect(errorOf(await signed(made, 'GET', `${eu}/1.0/me`))).toEqual([code, errorCode]);
  });

  it('a key at its end, and one that logged out', async () => {
    const short = await sandbox.calls.makeKeys({ validForMs: hourMs });
    const current = await signed(short, 'GET', `${eu}/1.0/auth/currentCredential`);
    expect(current.value).toMatchObject({ status: 'validated', rules: expect.any(Array) as unknown[], expiration: expect.any(String) as string });
    await sandbox.calls.clock({ advanceMs: hourMs });
    expect(errorOf(await signed(short, 'GET', `${eu}/1.0/me`))).toEqual([403, 'INVALID_CREDENTIAL']);
    const left = await sandbox.calls.makeKeys();
    expect((await signed(left, 'POST', `${eu}/1.0/auth/logout`)).status).toBe(200);
    expect(errorOf(await signed(left, 'GET', `${eu}/1.0/me`))).toEqual([403, 'INVALID_CREDENTIAL']);
  });

  const rules: readonly AccessRule[] = [{ method: 'GET', path: '/hosting/web' }, { method: 'PUT', path: '/hosting/web/*/email' }];
  it.each([['GET', '/hosting/web', true], ['GET', '/hosting/web/velo-club.nl', false], ['GET', '/me', false], ['POST', '/hosting/web/velo-club.nl/email/request', false]] as const)('a call without its rule: %s %s', async (method, path, granted) => {
    const limited = await sandbox.calls.makeKeys({ rules });
    expect(errorOf(await signed(limited, method, eu + `/1.0${path}`))).toEqual(granted ? [200, undefined] : [403, 'NOT_GRANTED_CALL']);
  });
});

describe('bearers', () => {
  const bearer = (token: string, url: string, method = 'GET', body?: unknown): Promise<Got> => ask(sandbox, url, { method, headers: { Authorization: `Bearer ${token}` }, body });

  it('a personal token does what its policies allow, and the missing action is named', async () => {
    const { token } = await sandbox.calls.makeToken({ user: 'john', actions: ['webHosting:apiovh:get', 'webHosting:apiovh:email/get'] });
    expect((await bearer(token, `${eu}/1.0/hosting/web/velo-club.nl/email`)).status).toBe(200);
    expect((await bearer(token, `${eu}/1.0/auth/details`)).value).toMatchObject({ method: 'user', user: 'john' });
    const refused = await bearer(token, `${eu}/1.0/hosting/web/velo-club.nl/email/request`, 'POST', { action: 'BLOCK' });
    expect([refused.status, refused.value]).toMatchObject([403, { details: { unauthorizedActionsByIAM: 'webHosting:apiovh:email/request/create' } }]);
  });

  it('ends when it is revoked or its time has come, and is another region\'s elsewhere', async () => {
    const { token } = await sandbox.calls.makeToken({ validForMs: hourMs });
    expect((await bearer(token, 'https://ca.api.ovh.com/1.0/me')).status).toBe(403);
    await sandbox.calls.clock({ advanceMs: hourMs + 1 });
    expect((await bearer(token, `${eu}/1.0/me`)).status).toBe(401);
    const other = await sandbox.calls.makeToken();
    expect(await sandbox.calls.revoke(other)).toEqual({ revoked: 1 });
    expect((await bearer(other.token, `${eu}/1.0/me`)).status).toBe(401);
  });

  it('a service account gets tokens of an hour for its client credentials', async () => {
    const { clientId, clientSecret } = await sandbox.calls.makeClient();
    const form = (secret: string): string => new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope: 'all' }).toString();
    const post = (body: string, host = 'www.ovh.com'): Promise<Got> => ask(sandbox, `https://${host}/auth/oauth2/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
    expect((await post(form('wrong'))).value).toMatchObject({ error: 'invalid_client' });
    expect((await post(form(clientSecret), 'ca.ovh.com')).status).toBe(401);
    const got = await post(form(clientSecret));
    expect(got.value).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'all' });
    const { access_token: token } = got.value as { access_token: string };
    expect((await bearer(token, `${eu}/1.0/auth/details`)).value).toMatchObject({ method: 'oauth2_client_credentials' });
    await sandbox.calls.clock({ advanceMs: hourMs });
    expect((await bearer(token, `${eu}/1.0/me`)).status).toBe(401);
  });
});

describe('the pages that give keys', () => {
  it.each(['https://eu.api.ovh.com/createToken/', 'https://www.ovh.com/auth/api/createToken', 'https://auth.eu.ovhcloud.com/api/createToken'])('%s', async (page) => {
    const url = `${page}?GET=/hosting/web&PUT=/hosting/web/*/email`;
    expect((await ask(sandbox, url)).text).toContain('PUT /hosting/web/*/email');
    const made = (await ask(sandbox, url, { method: 'POST', body: 'name=Sluice&validity=0' })).text;
    const shown = (id: string): string => new RegExp(`id="${id}">([\\da-f]+)<`).exec(made)?.[1] ?? '';
    const keys = { applicationKey: shown('applicationKey'), applicationSecret: shown('applicationSecret'), consumerKey: shown('consumerKey') };
    expect((await signed(keys, 'GET', `${eu}/1.0/hosting/web`)).status).toBe(200);
    expect((await signed(keys, 'GET', `${eu}/1.0/me`)).status).toBe(403);
  });

  it('an application alone has no consumer key', async () => {
    const made = (await ask(sandbox, 'https://auth.ca.ovhcloud.com/api/createApp', { method: 'POST', body: 'name=Sluice' })).text;
    expect(made).toContain('id="applicationSecret"');
    expect(made).not.toContain('id="consumerKey"');
  });

  it('a refusal is kept', async () => {
    const { applicationKey } = await sandbox.calls.makeKeys();
    const asked = await ask(sandbox, `${eu}/1.0/auth/credential`, { method: 'POST', headers: { 'X-Ovh-Application': applicationKey }, body: { accessRules: [{ method: 'GET', path: '/*' }] } });
    const { consumerKey, validationUrl } = asked.value as { consumerKey: string; validationUrl: string };
    await ask(sandbox, validationUrl, { method: 'POST', body: 'answer=refuse' });
    expect(await sandbox.calls.credential({ consumerKey })).toEqual({ status: 'refused' });
    expect((await ask(sandbox, validationUrl)).status).toBe(404);
  });
});
