// One request and the whole of its answer as text, or why there is none. Knows time and size limits, not what an answer means.
import { bad, good, type Result } from '../core/failure.ts';
import type { Time } from '../core/model.ts';

export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API path below the base, its segments encoded (`pathOf`), for example `/hosting/web/example.com/email`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** The outside: what asks and what tells the time. */
export interface Wire {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => Time;
}

/** What came back, not yet judged. */
export interface Reply {
  readonly status: number;
  /** True when the provider wanted to send us elsewhere; nothing is followed. */
  readonly redirect: boolean;
  readonly header: (name: string) => string | null;
  readonly text: string;
  /** True when more than `answerLimit` came, and the rest was not taken. */
  readonly cut: boolean;
}

/** A worker whose fetch takes 30 s is ended by Chromium without a word (Chrome's service worker lifecycle). */
export const timeOutMs = 25_000;
/** Bytes. */
export const answerLimit = 5_000_000;

/** A path of API segments, each encoded. */
export function pathOf(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeSegment(segment)}`).join('');
}

/** A lone surrogate has no encoding and would throw. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** The address asked for, or null where the path is not what it seems: `..`, or empty names, would ask for something else. */
export function urlOf(base: string, request: ProviderRequest): string | null {
  const url = new URL(base + request.path);
  if (url.href !== base + request.path || request.path.includes('//')) return null;
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  return url.href;
}

/** The JSON text of a request's body; the exact characters that are sent, and signed. */
export function bodyOf(request: ProviderRequest): string | undefined {
  return request.body === undefined ? undefined : JSON.stringify(request.body);
}

/**
 * Sends one request and takes its whole answer. `offline` where nothing or only a part came, `timeOut` after `timeOutMs` from
 * start to last byte, or when `signal` gives up.
 */
export async function exchange(url: string, init: RequestInit, wire: Wire, signal?: AbortSignal): Promise<Result<Reply>> {
  const stop = new AbortController();
  const giveUp = (): void => stop.abort();
  const timer = setTimeout(giveUp, timeOutMs);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted === true) giveUp();
  try {
    return good(await replyOf(url, { ...init, signal: stop.signal }, wire, stop.signal));
  } catch {
    // Whatever fetch throws means that no whole answer came; its words differ between browsers.
    return bad({ kind: stop.signal.aborted ? 'timeOut' : 'offline' });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

async function replyOf(url: string, init: RequestInit, wire: Wire, signal: AbortSignal): Promise<Reply> {
  signal.throwIfAborted();
  // Called bare: a browser's fetch refuses to run as a method of another object.
  const { fetch } = wire;
  const response = await orAborted(fetch(url, { cache: 'no-store', redirect: 'manual', ...init }), signal);
  const redirect = response.type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(response.status);
  const { text, cut } = redirect ? { text: '', cut: false } : await textOf(response, signal);
  return { status: response.status, redirect, header: (name) => response.headers.get(name), text, cut };
}

async function textOf(response: Response, signal: AbortSignal): Promise<{ text: string; cut: boolean }> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: '', cut: false };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await orAborted(reader.read(), signal);
      if (done) return { text: text + decoder.decode(), cut: false };
      bytes += value.byteLength;
      if (bytes > answerLimit) return { text, cut: true };
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Closes the connection where the body was left half read; a body that ended or broke has nothing left to cancel.
    reader.cancel().catch(() => undefined);
  }
}

/** What comes first, the promise or the abort; a body that drips does not always hear the abort by itself. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new Error('aborted'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
