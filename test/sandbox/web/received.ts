// The requests that came, without what is secret in them.
import type { Match, Received } from '../control/control-calls.ts';
import { matches } from '../api/wildcard.ts';

type Entry = { -readonly [Key in keyof Received]: Received[Key] };

const most = 20_000;
const secretHeaders: readonly string[] = ['authorization', 'x-ovh-consumer', 'x-ovh-signature', 'proxy-authorization'];
const basePattern = /^\/(?:engine\/apiv6|engine\/api\/v2|engine\/2api|1\.0|v1|v2)(?=\/)/;
/** Below these, bodies hold secrets. */
const secretPaths = /^\/(?:auth|signin|api\/create|create|1\.0\/auth|v1\/auth)/;

export interface Incoming {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export class ReceivedRequests {
  #entries: Entry[] = [];
  #lastId = 0;

  add(incoming: Incoming, at: number): Entry {
    this.#lastId += 1;
    const { method, host, path, headers, body } = incoming;
    const entry: Entry = {
      id: this.#lastId, at, method, host, path: withoutSecrets(path), headers: maskedHeaders(headers), cookies: cookieNames(headers['cookie'] ?? ''),
      body: secretPaths.test(path) ? '' : body.slice(0, 2000), status: null, tookMs: null, executed: false,
    };
    this.#entries.push(entry);
    if (this.#entries.length > most) this.#entries.splice(0, most / 10);
    return entry;
  }

  /** Those that match, oldest first. */
  list(match: Match & { readonly sinceId?: number }): Received[] {
    return this.#entries.filter((entry) => entry.id > (match.sinceId ?? 0) && isLike(match, entry)).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Whether a request is one of those meant. */
export function isLike(match: Match, { method, host, path }: { readonly method: string; readonly host: string; readonly path: string }): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.host !== undefined && !matches(match.host, host)) return false;
  const whole = path.split('?')[0] ?? path;
  return match.path === undefined || matches(match.path, whole) || matches(match.path, apiPath(whole));
}

/** The path below the base of the API; the whole path where there is no base. */
export function apiPath(path: string): string {
  return path.replace(basePattern, '');
}

function maskedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name !== 'cookie');
  return Object.fromEntries(kept.map(([name, value]) => [name, secretHeaders.includes(name) ? '***' : value]));
}

function withoutSecrets(path: string): string {
  return path.replace(/((?:ticket|credentialToken|client_secret)=)[^&]*/g, '$1***');
}

function cookieNames(header: string): string[] {
  return header.split(';').map((pair) => (pair.split('=')[0] ?? '').trim()).filter((name) => name !== '');
}
