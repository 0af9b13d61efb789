// The network against us, for each way to be somebody: led elsewhere, dripped at, never answered. Over real connections, with the platform's own fetch.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readMail, requestAction } from '../../src/provider/calls.ts';
import { keysCaller } from '../../src/provider/keys.ts';
import { oauth2Caller } from '../../src/provider/oauth2.ts';
import type { Wire } from '../../src/provider/request.ts';
import { serverClock } from '../../src/provider/server-clock.ts';
import { type Caller, sessionCaller } from '../../src/provider/session.ts';
import { tokenCaller } from '../../src/provider/token.ts';

interface Arrived { readonly host: string; readonly url: string; readonly all: string; closed: boolean }
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const secrets = { token: 'tok.'.padEnd(40, 'T'), consumerKey: 'C'.repeat(32), applicationKey: 'A'.repeat(16), applicationSecret: 'S'.repeat(32), clientSecret: 'E'.repeat(32) };
const servers: Server[] = [];

/** A server that writes down all that arrives, headers and body. */
async function listening(answer: Answer): Promise<{ readonly origin: string; readonly arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const one: Arrived = { host: request.headers['x-for'] as string ?? '', url: request.url ?? '', all: `${JSON.stringify(request.headers)} ${Buffer.concat(chunks).toString()}`, closed: false };
      arrived.push(one);
      response.on('close', () => { one.closed = true; });
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}

/** The provider's hosts stand behind one local server; a request to any other host is not led anywhere. */
function wireTo(origin: string, hosts: Set<string>): Wire {
  return {
    now: Date.now,
    fetch: (url, init) => {
      const { host, pathname, search, protocol } = new URL(url);
      hosts.add(`${protocol}//${host}`);
      return globalThis.fetch(`${origin}${pathname}${search}`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), 'x-for': host } });
    },
  };
}

const kinds: Readonly<Record<string, (wire: Wire) => Caller>> = {
  session: (wire) => sessionCaller('eu', wire),
  keys: (wire) => keysCaller('eu', secrets, wire, serverClock('eu', wire, 0)),
  token: (wire) => tokenCaller('eu', secrets.token, wire),
  oauth2: (wire) => oauth2Caller('eu', { clientId: 'EU.0123456789abcdef', clientSecret: secrets.clientSecret }, wire),
};
const own = /^https:\/\/(manager\.eu\.ovhcloud\.com|eu\.api\.ovh\.com|www\.ovh\.com)$/;

let enemy: Awaited<ReturnType<typeof listening>>;
beforeEach(async () => { enemy = await listening((_request, response) => { response.end('{"access_token":"x","token_type":"Bearer","expires_in":3600}'); }); });
afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe.each(Object.keys(kinds))('an account by %s', (kind) => {
  const callerAt = (origin: string, hosts: Set<string>): Caller => (kinds[kind] as (wire: Wire) => Caller)(wireTo(origin, hosts));

  it.each([301, 302, 303, 307, 308])('led elsewhere by a %i goes nowhere: neither a secret nor anything else arrives there', async (status) => {
    const hosts = new Set<string>();
    const { origin } = await listening((request, response) => { response.writeHead(status, { location: `${enemy.origin}${request.url}` }).end(); });
    const caller = callerAt(origin, hosts);
    expect((await readMail(caller, 'example.com')).ok).toBe(false);
    expect((await requestAction(caller, 'example.com', 'BLOCK')).ok).toBe(false);
    expect(enemy.arrived).toEqual([]);
    for (const host of hosts) expect(host).toMatch(own);
  });

  it('gives its secret to the provider only, and a service account\'s to the login alone', async () => {
    const hosts = new Set<string>();
    const { origin, arrived } = await listening((request, response) => {
      response.end(request.url?.endsWith('/oauth2/token') === true ? `{"access_token":"${secrets.token}","token_type":"Bearer","expires_in":3600}` : '{}');
    });
    await readMail(callerAt(origin, hosts), 'example.com');
    for (const host of hosts) expect(host).toMatch(own);
    const withSecret = (secret: string): string[] => arrived.filter((one) => one.all.includes(secret)).map((one) => one.host);
    expect(withSecret(secrets.clientSecret)).toEqual(kind === 'oauth2' ? ['www.ovh.com'] : []);
    expect(withSecret(secrets.applicationSecret)).toEqual([]);
    expect(withSecret(secrets.token)).toEqual(kind === 'token' || kind === 'oauth2' ? ['eu.api.ovh.com'] : []);
  });

  it('hangs up on an answer that drips, after 25 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let drips = 0;
    const { origin, arrived } = await listening((_request, response) => {
      const drip = (): void => { if (!response.destroyed) { drips += 1; response.write(' '); setImmediate(() => setImmediate(drip)); } };
      response.writeHead(200);
      drip();
    });
    const read = readMail(callerAt(origin, new Set()), 'example.com');
    await vi.waitUntil(() => drips > 20, { interval: 1, timeout: 5_000 });
    await vi.advanceTimersByTimeAsync(25_000);
    vi.useRealTimers();
    expect(await read).toEqual({ ok: false, failure: { kind: 'timeOut' } });
    expect(drips).toBeGreaterThan(20);
    await expect.poll(() => arrived.every((one) => one.closed)).toBe(true);
  });
});
