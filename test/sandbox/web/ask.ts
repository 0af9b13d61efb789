// Asks the sandbox as a browser or a client would: under a real host name, over HTTPS, trusting its certificate.
import { request } from 'node:https';
import type { Region } from './places.ts';
import { places } from './places.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Decoded JSON; undefined where it is none. */
  readonly value: unknown;
}

/** Rejects when the connection is cut; each call has its own connection. */
export function ask(sandbox: Sandbox, url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Got> {
  const { host, origin } = new URL(url);
  const port = Number(new URL(sandbox.origin).port);
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1', port, servername: host, ca: sandbox.certificate, method, path: url.slice(origin.length), headers: { host, ...headers }, agent: false,
    }, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const text = Buffer.concat(pieces).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, value: jsonOf(text) });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** Somebody who is logged in to the panel and calls its API; origin and cookies as a page of the panel sends them. */
export interface Panel {
  readonly cookie: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly send: (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, origin?: string) => Promise<Got>;
}

export async function loggedIn(sandbox: Sandbox, region: Region = 'eu'): Promise<Panel> {
  const { cookies } = await sandbox.calls.login({ region });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const panel = `https://${places[region].panel}`;
  return {
    cookie,
    get: (path, headers = {}) => ask(sandbox, `${panel}/engine/apiv6${path}`, { headers: { cookie, ...headers } }),
    send: (method, path, body, origin = panel) => ask(sandbox, `${panel}/engine/apiv6${path}`, { method, headers: { cookie, origin }, body }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page, or nothing.
    return undefined;
  }
}
