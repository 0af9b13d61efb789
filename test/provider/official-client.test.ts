// The same requests as the provider's own client for Node makes them: same address, body, headers and signature.
import { EventEmitter } from 'node:events';
import https from 'node:https';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { keysCaller, signature, type Keys } from '../../src/provider/keys.ts';
import { serverClock } from '../../src/provider/server-clock.ts';
import { pathOf, type ProviderRequest } from '../../src/provider/request.ts';
import { headersOf } from './fake-api.ts';
import { json, wireOf } from './fake-wire.ts';

interface OfficialClient {
  apiTimeDiff: number | null;
  request(method: string, path: string, params: unknown, done: () => void): void;
  signRequest(method: string, url: string, body: string | null, timestamp: number): string;
}
type MakeClient = (options: { endpoint: string; appKey: string; appSecret: string; consumerKey: string }) => OfficialClient;
const makeClient = createRequire(import.meta.url)('ovh') as MakeClient;

interface Sent { method: string; url: string; headers: Record<string, unknown>; body: string }
const sent: Sent[] = [];

beforeEach(() => {
  sent.length = 0;
  vi.spyOn(https, 'request').mockImplementation(((options: { method: string; host: string; path: string; headers: Record<string, unknown> }) => {
    const one: Sent = { method: options.method, url: `https://${options.host}${options.path}`, headers: options.headers, body: '' };
    sent.push(one);
    return Object.assign(new EventEmitter(), { write: (body: string) => { one.body += body; }, end: () => undefined });
  }) as unknown as typeof https.request);
});
afterEach(() => { vi.restoreAllMocks(); vi.useRealTimers(); });

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: length, maxLength: length });
const someKeys: fc.Arbitrary<Keys> = fc.record({ applicationKey: hex(16), applicationSecret: hex(32), consumerKey: hex(32) });
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('é', '漢字', '😀', '\u007f\u0080', '"\\\n', '\u2028'));
// Empty and null values are left out by the official client: they are not what is compared here.
const body = fc.dictionary(fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((name) => name !== '__proto__'), fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text)), { minKeys: 1, maxKeys: 4 });
const segment = fc.oneof(fc.domain(), fc.string({ unit: 'grapheme', minLength: 1 })).filter((name) => !/^\.+$/.test(name) && !name.includes('{') && !name.startsWith('auth'));
const requests: fc.Arbitrary<ProviderRequest> = fc.oneof(
  fc.record({ method: fc.constantFrom('PUT', 'POST'), path: segment.map((name) => pathOf('hosting', 'web', name, 'email')), body }),
  fc.record({ method: fc.constantFrom('GET', 'DELETE'), path: segment.map((name) => pathOf('hosting', 'web', name, 'email', 'bounces')), query: fc.record({ limit: fc.nat().map(String) }) }),
  fc.record({ method: fc.constantFrom('GET', 'POST'), path: segment.map((name) => pathOf('hosting', 'web', name)) }),
);

it('are equal in 500 generated ones', async () => {
  const times = fc.record({ at: fc.integer({ min: 1_000_000_000_000, max: 2_200_000_000_000 }), aheadS: fc.integer({ min: -100_000, max: 100_000 }) });
  await fc.assert(fc.asyncProperty(someKeys, fc.constantFrom('eu', 'ca'), requests, times, async (keys, region, request, { at, aheadS }) => {
    vi.useFakeTimers({ now: at, toFake: ['Date'] });
    const official = makeClient({ endpoint: `ovh-${region}`, appKey: keys.applicationKey, appSecret: keys.applicationSecret, consumerKey: keys.consumerKey });
    official.apiTimeDiff = aheadS;
    official.request(request.method, request.path, structuredClone(request.body ?? request.query ?? {}), () => undefined);
    const wire = { ...wireOf(() => json(null)), now: () => Date.now() };
    await keysCaller(region, keys, wire, serverClock(region, wire, aheadS))(request);
    const [theirs] = sent.splice(0);
    const [ours] = wire.asked.splice(0);
    expect(ours && { method: ours.init.method, url: ours.url, body: ours.init.body ?? '' }).toEqual(theirs && { method: theirs.method, url: theirs.url, body: theirs.body });
    for (const name of ['X-Ovh-Application', 'X-Ovh-Consumer', 'X-Ovh-Timestamp', 'X-Ovh-Signature']) {
      expect(ours && headersOf(ours)[name]).toBe(String(theirs?.headers[name]));
    }
  }), { numRuns: 500 });
}, 60_000);

it('have the same signature over any address and body', async () => {
  await fc.assert(fc.asyncProperty(someKeys, fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'), fc.webUrl({ withQueryParameters: true }), fc.string(), fc.nat(), async (keys, method, url, sentBody, timestampS) => {
    const official = makeClient({ endpoint: 'ovh-eu', appKey: keys.applicationKey, appSecret: keys.applicationSecret, consumerKey: keys.consumerKey });
    expect(await signature(keys, method, url, sentBody, timestampS)).toBe(official.signRequest(method, url, sentBody, timestampS));
  }), { numRuns: 300 });
});
