// The same limits over a real connection: cut, reset, redirected, endless and silent answers, with the platform's own fetch.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMail, requestAction } from '../../src/provider/calls.ts';
import { sessionCaller, type Caller } from '../../src/provider/session.ts';
import { mail } from './fake-wire.ts';

let server: Server;
let asked: { method: string; url: string; closed: boolean }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let caller: Caller;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const one = { method: request.method ?? '', url: request.url ?? '', closed: false };
    asked.push(one);
    response.on('close', () => { one.closed = true; });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The region's host stands behind a local one; everything else is the platform's.
  const fetch = (url: string, init: RequestInit): Promise<Response> => globalThis.fetch(url.replace('https://manager.eu.ovhcloud.com', origin), init);
  caller = sessionCaller('eu', { fetch, now: Date.now });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const kindOf = async (): Promise<string> => {
  const read = await readMail(caller, 'example.com');
  return read.ok ? 'ok' : read.failure.kind;
};

it('reads what is there', async () => {
  answer = (_request, response) => response.end(JSON.stringify(mail));
  expect(await kindOf()).toBe('ok');
  expect(asked).toMatchObject([{ method: 'GET', url: '/engine/apiv6/hosting/web/example.com/email' }]);
});

it('does not follow a redirect', async () => {
  answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
  expect(await kindOf()).toBe('loggedOut');
  expect(asked).toHaveLength(1);
});

it('calls a reset offline, before the answer and within it', async () => {
  answer = (request) => request.socket.destroy();
  expect(await kindOf()).toBe('offline');
  answer = (_request, response) => { response.writeHead(200, { 'content-length': '500' }).write('{"state":"ok",', () => response.destroy()); };
  expect(await kindOf()).toBe('offline');
});

it('hangs up on an endless answer', async () => {
  answer = (_request, response) => {
    const chunk = Buffer.alloc(65_536, 32);
    const more = (): void => { if (!response.destroyed) response.write(chunk, more); };
    response.writeHead(200);
    more();
  };
  expect(await kindOf()).toBe('oversized');
  await expect.poll(() => asked[0]?.closed).toBe(true);
});

it('hangs up when its caller gives up, and says that a write may have arrived', async () => {
  answer = () => undefined;
  const stop = new AbortController();
  const write = requestAction(caller, 'example.com', 'PURGE', stop.signal);
  await expect.poll(() => asked.length).toBe(1);
  stop.abort();
  expect(await write).toEqual({ ok: false, failure: { kind: 'timeOut' } });
  await expect.poll(() => asked[0]?.closed).toBe(true);
  expect(asked).toHaveLength(1);
});
