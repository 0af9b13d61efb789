// One request: its limits in time and size, what it says of a broken one, and where it refuses to go.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerLimit, exchange, pathOf, timeOutMs, urlOf } from '../../src/provider/request.ts';
import { sessionCaller } from '../../src/provider/session.ts';
import { json, wireOf } from './fake-wire.ts';

const url = 'https://manager.eu.ovhcloud.com/engine/apiv6/me';
afterEach(() => { vi.useRealTimers(); });

/** A body that sends a byte a second for ever, and does not hear an abort. */
function drip(): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      controller.enqueue(new Uint8Array([32]));
    },
  });
  return new Response(body, { status: 200 });
}

describe('time', () => {
  it('gives up after 25 s of silence', async () => {
    vi.useFakeTimers();
    const result = exchange(url, {}, wireOf(() => new Promise<Response>(() => undefined)));
    await vi.advanceTimersByTimeAsync(timeOutMs);
    expect(await result).toEqual({ ok: false, failure: { kind: 'timeOut' } });
  });

  it('counts a body that drips, to the last byte', async () => {
    vi.useFakeTimers();
    const result = exchange(url, {}, wireOf(drip));
    await vi.advanceTimersByTimeAsync(timeOutMs - 1);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await result).toEqual({ ok: false, failure: { kind: 'timeOut' } });
  });

  it('gives up when its caller does, before and during', async () => {
    const before = wireOf(() => json(null));
    expect(await exchange(url, {}, before, AbortSignal.abort())).toEqual({ ok: false, failure: { kind: 'timeOut' } });
    expect(before.asked).toEqual([]);
    const stop = new AbortController();
    const during = exchange(url, {}, wireOf(() => { stop.abort(); return new Promise<Response>(() => undefined); }), stop.signal);
    expect(await during).toEqual({ ok: false, failure: { kind: 'timeOut' } });
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    await exchange(url, {}, wireOf(() => json(null)));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('size', () => {
  function streamed(bytes: number): { response: Response; taken: () => number; closed: () => boolean } {
    let taken = 0;
    let closed = false;
    const chunk = new Uint8Array(100_000).fill(97);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (taken >= bytes) return controller.close();
        taken += chunk.length;
        controller.enqueue(chunk);
      },
      cancel() { closed = true; },
    });
    return { response: new Response(body), taken: () => taken, closed: () => closed };
  }

  it('stops taking at 5 MB and closes the connection', async () => {
    const big = streamed(50_000_000);
    const result = await exchange(url, {}, wireOf(() => big.response));
    expect(result).toMatchObject({ ok: true, value: { cut: true } });
    expect(big.taken()).toBeLessThan(answerLimit + 400_000);
    expect(big.closed()).toBe(true);
  });

  it('takes 5 MB whole', async () => {
    const result = await exchange(url, {}, wireOf(() => streamed(answerLimit).response));
    expect(result.ok && result.value.text.length).toBe(answerLimit);
  });
});

describe('a broken connection', () => {
  it('before the answer is offline', async () => {
    expect(await exchange(url, {}, wireOf(() => Promise.reject(new TypeError('Failed to fetch'))))).toEqual({ ok: false, failure: { kind: 'offline' } });
  });

  it('within the body is offline', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) { controller.enqueue(new Uint8Array([123])); },
      pull(controller) { controller.error(new TypeError('network error')); },
    });
    expect(await exchange(url, {}, wireOf(() => new Response(body)))).toEqual({ ok: false, failure: { kind: 'offline' } });
  });
});

describe('the session', () => {
  it('asks the panel, with cookies, past the cache, following nothing', async () => {
    const wire = wireOf(() => json({ nichandle: 'ab12345-ovh' }));
    const result = await sessionCaller('ca', wire)({ method: 'GET', path: '/me' });
    expect(result).toMatchObject({ ok: true, value: { status: 200, value: { nichandle: 'ab12345-ovh' } } });
    expect(wire.asked[0]?.url).toBe('https://manager.ca.ovhcloud.com/engine/apiv6/me');
    expect(wire.asked[0]?.init).toMatchObject({ method: 'GET', credentials: 'include', cache: 'no-store', redirect: 'manual', headers: { Accept: 'application/json' } });
    expect(wire.asked[0]?.init.body).toBeUndefined();
  });

  it('sends a body as JSON, byte for byte', async () => {
    const wire = wireOf(() => json(null));
    await sessionCaller('eu', wire)({ method: 'PUT', path: '/x', body: { email: 'é@example.com' } });
    expect(wire.asked[0]?.init).toMatchObject({ method: 'PUT', body: '{"email":"é@example.com"}', headers: { 'Content-Type': 'application/json;charset=utf-8' } });
  });

  it.each([301, 302, 303, 307, 308])('takes a redirect %i for logged out', async (status) => {
    const wire = wireOf(() => new Response(null, { status, headers: { location: 'https://auth.eu.ovhcloud.com/signin/' } }));
    expect(await sessionCaller('eu', wire)({ method: 'GET', path: '/me' })).toEqual({ ok: false, failure: { kind: 'loggedOut' } });
    expect(wire.asked).toHaveLength(1);
  });

  it('takes a browser\'s opaque redirect for logged out', async () => {
    const opaque = Object.defineProperties(Response.error(), { type: { value: 'opaqueredirect' } });
    expect(await sessionCaller('eu', wireOf(() => opaque))({ method: 'GET', path: '/me' })).toEqual({ ok: false, failure: { kind: 'loggedOut' } });
  });
});

describe('paths', () => {
  it('encodes each segment', () => {
    expect(pathOf('hosting', 'web', 'a/b?c#d é,%', 'email')).toBe('/hosting/web/a%2Fb%3Fc%23d%20%C3%A9%2C%25/email');
    expect(pathOf('\uD800')).toBe('/%EF%BF%BD');
  });

  it.each(['..', '.', ''])('never asks for something else than the name %j', async (name) => {
    const path = pathOf('hosting', 'web', name, 'email');
    expect(urlOf('https://manager.eu.ovhcloud.com/engine/apiv6', { method: 'GET', path })).toBeNull();
    const wire = wireOf(() => json(null));
    expect(await sessionCaller('eu', wire)({ method: 'POST', path, body: {} })).toEqual({ ok: false, failure: { kind: 'gone' } });
    expect(wire.asked).toEqual([]);
  });

  it('adds the query', () => {
    expect(urlOf('https://a.example/1.0', { method: 'GET', path: '/x', query: { limit: '100', q: 'a&b' } })).toBe('https://a.example/1.0/x?limit=100&q=a%26b');
  });
});
