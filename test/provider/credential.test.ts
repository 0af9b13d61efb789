// A consumer key from the asking to its end, the rights that are asked for, and what may be pasted.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { askCredential, credential, credentialState, decodeCredential, decodeIdentity, endCredential, identity, isKnownBy } from '../../src/provider/credential.ts';
import type { KeyedCaller } from '../../src/provider/api.ts';
import { allows, applicationPageUrl, rulesFor, tokenPageUrl } from '../../src/provider/rights.ts';
import { regionOfClient, shapedApplication, shapedClient, shapedKeys, shapedToken } from '../../src/provider/key-shape.ts';
import { isProviderPage, loginUrl } from '../../src/provider/regions.ts';
import { keyedCaller } from '../../src/provider/keys.ts';
import { serverClock } from '../../src/provider/server-clock.ts';
import { keys } from './fake-api.ts';
import { json, wireOf } from './fake-wire.ts';

const page = 'https://eu.api.ovh.com/auth/?credentialToken=abc';
const callerTo = (status: number, body: unknown): KeyedCaller => {
  const wire = wireOf(() => json(body, status));
  return keyedCaller('eu', keys, wire, serverClock('eu', wire, 0));
};

describe('asking for a consumer key', () => {
  it('names the application and exactly the rules needed, unsigned', async () => {
    const wire = wireOf(() => json({ consumerKey: keys.consumerKey, validationUrl: page, state: 'pendingValidation' }));
    expect(await askCredential('eu', keys.applicationKey, 'full', wire, 'https://example.com/back')).toEqual({ ok: true, value: { consumerKey: keys.consumerKey, validationUrl: page } });
    const [{ url, init }] = wire.asked as [{ url: string; init: RequestInit }];
    expect(url).toBe('https://eu.api.ovh.com/1.0/auth/credential');
    expect(Object.keys(init.headers as object)).toEqual(['Accept', 'Content-Type', 'X-Ovh-Application']);
    expect(JSON.parse(String(init.body))).toEqual({ accessRules: rulesFor('full'), redirection: 'https://example.com/back' });
  });

  it.each(['http://eu.api.ovh.com/auth/', 'https://eu.api.ovh.com.evil.example/auth/', 'https://evilovh.com/', 'javascript:alert(1)', 'https://user@eu.api.ovh.com/', 'https://eu.api.ovh.com:8443/', '', 7])('opens no page at %s', async (validationUrl) => {
    const wire = wireOf(() => json({ consumerKey: keys.consumerKey, validationUrl }));
    expect(await askCredential('eu', keys.applicationKey, 'read', wire)).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
  });

  it('says that the application key is unknown', async () => {
    expect(await askCredential('eu', 'x', 'read', wireOf(() => json({ errorCode: 'INVALID_KEY' }, 403)))).toEqual({ ok: false, failure: { kind: 'badKey' } });
  });
});

describe('waiting for it', () => {
  it.each([
    [200, { status: 'validated' }, 'validated'], [200, { status: 'pendingValidation' }, 'pendingValidation'], [200, { status: 'refused' }, 'refused'], [200, { status: 'expired' }, 'expired'],
    [400, { errorCode: 'INVALID_SIGNATURE', message: 'Invalid signature' }, 'pendingValidation'], [403, { errorCode: 'INVALID_CREDENTIAL', message: 'This credential is not valid' }, 'pendingValidation'],
  ])('%i %j', async (status, body, state) => expect(await credentialState(callerTo(status, body))).toEqual({ ok: true, value: state }));

  it('does not take a provider that is down for pending', async () => {
    expect(await credentialState(callerTo(503, {}))).toMatchObject({ failure: { kind: 'providerDown' } });
    expect(await credentialState(callerTo(200, { status: 'odd' }))).toMatchObject({ failure: { kind: 'unreadable' } });
  });
});

it('knows who it is, with which rules, until when, and ends it', async () => {
  const rules = [{ method: 'GET', path: '/hosting/web/*' }, { method: 'PATCH', path: '/' }, 7];
  expect(await credential(callerTo(200, { status: 'validated', expiration: '2026-12-01T00:00:00+00:00', rules }))).toEqual({ ok: true, value: { state: 'validated', endsAt: Date.parse('2026-12-01'), rules: [rules[0]] } });
  expect(await credential(callerTo(200, { status: 'validated', expiration: null }))).toMatchObject({ value: { endsAt: null, rules: null } });
  expect(await identity(callerTo(200, { account: 'ab1-ovh', user: 'john', method: 'user', allowedRoutes: null }))).toEqual({ ok: true, value: { account: 'ab1-ovh', user: 'john', method: 'user', allowedRoutes: null } });
  expect(await endCredential(callerTo(200, null))).toEqual({ ok: true, value: null });
});

it('knows whether the keys belong to the other region', async () => {
  expect(await isKnownBy(callerTo(200, { status: 'validated' }))).toBe(true);
  expect(await isKnownBy(callerTo(403, { errorCode: 'NOT_GRANTED_CALL' }))).toBe(true);
  expect(await isKnownBy(callerTo(403, { errorCode: 'INVALID_KEY' }))).toBe(false);
  expect(await isKnownBy(callerTo(503, {}))).toBe(false);
});

describe('rights', () => {
  const calls = [['GET', '/hosting/web'], ['GET', '/hosting/web/a.example,b.example/email'], ['GET', '/hosting/web/a.example/email/bounces'], ['GET', '/auth/details'], ['GET', '/auth/currentCredential']] as const;
  const writes = [['PUT', '/hosting/web/a.example/email'], ['POST', '/hosting/web/a.example/email/request'], ['POST', '/auth/logout']] as const;
  const others = [['GET', '/me'], ['GET', '/hosting'], ['PUT', '/hosting/web/a.example'], ['DELETE', '/hosting/web/a.example'], ['POST', '/hosting/web/a.example/restoreSnapshot'], ['POST', '/hosting/web/a.example/email']] as const;

  it('are enough and no more', () => {
    for (const [method, path] of calls) expect(allows(rulesFor('read'), method, path)).toBe(true);
    for (const [method, path] of [...calls, ...writes]) expect(allows(rulesFor('full'), method, path)).toBe(true);
    for (const [method, path] of writes) expect(allows(rulesFor('read'), method, path)).toBe(false);
    for (const [method, path] of others) expect(allows(rulesFor('full'), method, path)).toBe(false);
    expect(allows(null, 'PUT', '/anything')).toBe(true);
  });

  it('match as rules do', () => {
    const matches = (pattern: string, path: string) => allows([{ method: 'GET', path: pattern }], 'GET', path);
    expect([matches('*', '/a'), matches('/*', '/a/b'), matches('/a/*', '/a'), matches('/a*', '/a'), matches('/a/*/b/*/c', '/a/1/b/2/c'), matches('/a/*/b/*/c', '/a/1/c'), matches('/aa*aa', '/aaa')]).toEqual([true, true, false, true, true, false, false]);
  });

  it('are filled into the provider\'s page', () => {
    expect(tokenPageUrl('eu', 'read')).toBe('https://eu.api.ovh.com/createToken/?GET=/hosting/web&GET=/hosting/web/*&GET=/auth/details&GET=/auth/currentCredential');
    expect(tokenPageUrl('ca', 'full')).toContain('&PUT=/hosting/web/*/email&POST=/hosting/web/*/email/request');
    for (const url of [tokenPageUrl('eu', 'full'), applicationPageUrl('ca'), loginUrl('ca')]) expect(isProviderPage(url)).toBe(true);
    expect(loginUrl('eu')).toBe('https://www.ovh.com/auth/?onsuccess=https%3A%2F%2Fmanager.eu.ovhcloud.com%2F');
  });
});

describe('what is pasted', () => {
  it('is trimmed', () => {
    const wrapped = { applicationKey: ` ${keys.applicationKey}\n`, applicationSecret: `\t${keys.applicationSecret.slice(0, 9)}\r\n${keys.applicationSecret.slice(9)}`, consumerKey: `\ufeff${keys.consumerKey}\u200b` };
    expect(shapedKeys(wrapped)).toEqual({ ok: true, value: keys });
    expect(shapedToken({ token: ' eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl \n' })).toEqual({ ok: true, value: { token: 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl' } });
    expect(shapedClient({ clientId: ' EU.0123456789abcdef ', clientSecret: ' 0123456789abcdef0123456789abcdef\n' })).toEqual({ ok: true, value: { clientId: 'EU.0123456789abcdef', clientSecret: '0123456789abcdef0123456789abcdef' } });
  });

  it('is refused by the field that is wrong, without showing it', () => {
    expect(shapedKeys({ ...keys, applicationSecret: 'short' })).toEqual({ ok: false, field: 'applicationSecret' });
    expect(shapedKeys({ ...keys, consumerKey: `${keys.consumerKey}é` })).toEqual({ ok: false, field: 'consumerKey' });
    expect(shapedApplication({ applicationKey: keys.consumerKey, applicationSecret: keys.applicationSecret })).toEqual({ ok: false, field: 'applicationKey' });
    expect(shapedToken({ token: keys.consumerKey })).toEqual({ ok: false, field: 'token' });
    expect(shapedClient({ clientId: '', clientSecret: 'x' })).toEqual({ ok: false, field: 'clientId' });
  });

  it('may name its region', () => {
    expect([regionOfClient(' EU.12345678'), regionOfClient('ca.12345678'), regionOfClient('0123456789')]).toEqual(['eu', 'ca', null]);
  });
});

it('reads any credential and identity without throwing', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (value, rules) => {
    decodeCredential(value);
    decodeIdentity(value);
    decodeCredential({ status: 'validated', expiration: value, rules });
    decodeIdentity({ account: 'a', allowedRoutes: rules, user: value, method: value });
  }), { numRuns: 3000 });
});
