// Every request passes here: it is written down, held, cut, delayed or answered otherwise as the control calls say.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';
import { refused } from '../api/answer.ts';
import type { NextAnswer } from '../control/control-calls.ts';
import { hostName, placeOf } from './places.ts';
import { type Entry, isApi, send, type Web, type WebContext } from './web.ts';
import type { World } from '../world/world.ts';

type Run = () => Promise<Response>;

export function gate(world: World) {
  return createMiddleware<Web>(async (context, next) => {
    const host = hostName(context.req.header('host') ?? '');
    const place = placeOf(host);
    if (place === null) return context.text(`This is a sandbox. It does not answer for ${host}.`, 421);
    const text = await context.req.text();
    const entry = noted(context, world, host, text);
    context.set('world', world);
    context.set('entry', entry);
    context.set('text', text);
    context.set('region', place.region);
    context.set('role', place.role);
    context.env.outgoing.once('close', () => world.faults.forget(entry.id));
    // The clock of the world may be moved meanwhile; how long something took is real time.
    const startedAt = performance.now();
    const response = await answered(context, entry, async () => { await next(); return context.res; });
    entry.tookMs = Math.round(performance.now() - startedAt);
    if (response !== RESPONSE_ALREADY_SENT) entry.status = response.status;
    // Without this, headers of the answer that is replaced would be kept.
    context.res = undefined;
    context.res = response;
    return undefined;
  });
}

function noted(context: WebContext, world: World, host: string, body: string): Entry {
  const { pathname, search } = new URL(context.req.url);
  return world.received.add({ method: context.req.method, host, path: pathname + search, headers: context.req.header(), body }, world.clock.now());
}

async function answered(context: WebContext, entry: Entry, run: Run): Promise<Response> {
  const { world } = context.var;
  const path = entry.path.split('?')[0] ?? '';
  await world.faults.hold(entry, 'before');
  if (isApi(path) && !world.faults.withinLimit(world.clock.now(), world.options.limitPerMinute)) return tooMany(context);
  const fault = world.faults.take(entry);
  const response = fault === null ? await run() : await faulty(context, fault, run);
  await world.faults.hold(entry, 'after');
  return response;
}

function tooMany(context: WebContext): Response {
  const { retryAfter } = context.var.world.options;
  return send(context, refused(429, 'Client::TooManyRequests', 'Too many requests'), retryAfter === null ? {} : { 'retry-after': retryAfter });
}

async function faulty(context: WebContext, fault: NextAnswer, run: Run): Promise<Response> {
  const { outgoing } = context.env;
  if (fault.delayMs !== undefined) await untilClosed(outgoing, fault.delayMs);
  if (fault.cut === 'before') return cut(context);
  const replaced = fault.status !== undefined || fault.body !== undefined || fault.text !== undefined;
  const real = fault.cut === 'after' || fault.execute === true || (!replaced && fault.silence !== true) ? await run() : null;
  if (fault.cut === 'after') return cut(context);
  if (fault.silence === true) {
    await untilClosed(outgoing);
    return RESPONSE_ALREADY_SENT;
  }
  const response = real !== null && !replaced ? withHeaders(real, fault.headers) : made(fault);
  return fault.drip === undefined ? response : dripping(response, fault.drip);
}

function cut(context: WebContext): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function made({ status = 200, body, text, headers }: NextAnswer): Response {
  const sent = text ?? (body === undefined ? null : JSON.stringify(body));
  const type = text === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
  const bodyless = status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : sent, { status, headers: { 'content-type': type, 'x-ovh-queryid': 'EU.ext-1.sandbox', ...headers } });
}

function withHeaders(response: Response, headers: NextAnswer['headers']): Response {
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}

async function dripping(response: Response, { bytes, everyMs }: NonNullable<NextAnswer['drip']>): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at >= whole.length) return controller.close();
      if (at > 0) await new Promise((resolve) => { setTimeout(resolve, everyMs); });
      controller.enqueue(whole.slice(at, at + bytes));
      at += bytes;
    },
  });
  // Chunked, so that the pieces leave one by one.
  const headers = { ...Object.fromEntries(response.headers), 'transfer-encoding': 'chunked' };
  return new Response(body, { status: response.status, headers });
}

/** Until the client has gone, or the time is over. */
function untilClosed(outgoing: WebContext['env']['outgoing'], ms?: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
    outgoing.once('close', () => { clearTimeout(timer); resolve(); });
  });
}
