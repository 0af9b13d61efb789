// What the routes of the HTTPS server share: the sandbox's world, and the request as it was written down.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Answer } from '../api/answer.ts';
import type { Received } from '../control/control-calls.ts';
import type { Region, Role } from './places.ts';
import type { World } from '../world/world.ts';

export type Entry = { -readonly [Key in keyof Received]: Received[Key] };

export interface Variables {
  readonly world: World;
  readonly entry: Entry;
  readonly region: Region;
  readonly role: Role;
  readonly text: string;
}

export type Web = { Bindings: HttpBindings; Variables: Variables };
export type WebContext = Context<Web>;

/** Sends an answer of the API as JSON; the request is marked when something was changed. */
export function send(context: WebContext, { status, body, headers, executed }: Answer, more: Readonly<Record<string, string>> = {}): Response {
  context.var.entry.executed ||= executed === true;
  const all = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers, ...more };
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: all });
}

/** Whether the request is one of a program, not of a page: these are limited and named in `X-OVH-QUERYID`. */
export function isApi(path: string): boolean {
  return /^\/(?:engine\/(?:apiv6|2api|api\/v2)|1\.0|v1|v2)\//.test(path);
}
