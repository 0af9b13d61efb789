// The routes of the API: the panel's own base with the session's cookies, and the public one with keys and tokens.
import { getCookie } from 'hono/cookie';
import type { Hono } from 'hono';
import { type Answer, queryId, refused } from './answer.ts';
import { answerOf, badPath, segmentsOf } from './api.ts';
import type { CallerOf } from './callers.ts';
import { places } from '../web/places.ts';
import { sessionCookie, userCookie } from '../world/sessions.ts';
import { send, type Web, type WebContext } from '../web/web.ts';

type Identify = () => CallerOf | Answer;

export function addApiRoutes(app: Hono<Web>): void {
  app.get('/engine/2api/configuration', (context) => sessionAnswer(context, configuration));
  app.all('/engine/apiv6/*', (context) => sessionAnswer(context, () => apiAnswer(context, '/engine/apiv6', sessionCaller(context))));
  app.all('/engine/api/v2/*', (context) => sessionAnswer(context, () => apiAnswer(context, '/engine/api/v2', sessionCaller(context))));
  for (const base of ['/1.0', '/v1', '/v2']) app.all(`${base}/*`, (context) => publicAnswer(context, base));
}

function apiAnswer(context: WebContext, base: string, identify: Identify): Answer {
  const { world, entry, region, text } = context.var;
  const { pathname, searchParams } = new URL(context.req.url);
  const path = pathname.slice(base.length);
  const segments = segmentsOf(path);
  if (segments === null) return badPath();
  return answerOf({
    world, region, host: entry.host, method: entry.method, segments, path, query: searchParams, body: text, v2: base.endsWith('v2'),
    header: (name) => context.req.header(name), request: entry.id, identify,
  });
}

/** Hosts of the panel only. An answer tells the page, by the readable cookie, when the session is another customer's. */
function sessionAnswer(context: WebContext, answer: (context: WebContext) => Answer): Response {
  const { role, region, world } = context.var;
  if (role !== 'panel' && role !== 'old') return context.notFound() as Response;
  const response = send(context, answer(context), { 'x-ovh-queryid': queryId(region) });
  const nichandle = world.sessions.nichandleOf(getCookie(context, sessionCookie), region);
  const stale = nichandle !== null && getCookie(context, userCookie) !== nichandle;
  if (stale) response.headers.append('set-cookie', `${userCookie}=${nichandle}; Path=/; Secure; SameSite=${world.options.sameSite}`);
  return response;
}

function sessionCaller(context: WebContext): Identify {
  return () => {
    const { world, region } = context.var;
    const token = getCookie(context, sessionCookie);
    const refusal = world.sessions.refusal(token, region) ?? originRefusal(context);
    if (refusal !== null) return refusal;
    const nichandle = world.sessions.nichandleOf(token, region) ?? '';
    const end = (): void => world.sessions.end(token ?? '');
    return { region, nichandle, method: 'account', user: null, actions: null, rules: null, end, credential: null };
  };
}

/** A refusal that says nothing of rights: it is about where the request came from. */
function originRefusal(context: WebContext): Answer | null {
  const { world, entry } = context.var;
  const write = entry.method !== 'GET' && entry.method !== 'HEAD';
  if (world.options.origin === 'any' || !write || context.req.header('origin') === `https://${entry.host}`) return null;
  return refused(403, 'Client::Forbidden', 'Cross-site request refused: invalid Origin');
}

function configuration(context: WebContext): Answer {
  const { world, region } = context.var;
  const token = getCookie(context, sessionCookie);
  const refusal = world.sessions.refusal(token, region);
  if (refusal !== null) return refusal;
  if (world.sessions.is(region) === 'restricted') return refused(403, 'Client::Forbidden', 'This account is restricted');
  const nichandle = world.sessions.nichandleOf(token, region) ?? '';
  const panel = `https://${places[region].panel}`;
  const user = {
    nichandle, language: 'fr_FR', ovhSubsidiary: 'FR', country: 'FR', state: 'complete', enterprise: false, isTrusted: false,
    supportLevel: { level: 'standard' }, auth: { account: nichandle, method: 'account', user: null, roles: [] },
  };
  const web = { universe: 'web', url: `${panel}/web/`, publicURL: `${panel}/#/web`, container: { enabled: true, isDefault: true, path: 'web' } };
  const react = { universe: 'web', url: `${panel}/web-hosting/`, publicURL: `${panel}/#/web-hosting`, container: { enabled: true, isDefault: false, path: 'web-hosting' } };
  return { status: 200, body: { region: region.toUpperCase(), user, applicationURLs: { web: web.url }, applications: { web, 'web-hosting': react }, universe: 'web', message: null } };
}

/** Keys sign, bearers bear. No CORS header is ever sent (node-ovh 42). */
function publicAnswer(context: WebContext, base: string): Response {
  const { role, region, world, entry, text } = context.var;
  if (role !== 'api') return context.notFound() as Response;
  // What was signed is the address as it was sent, not as a URL parser would write it.
  const url = `https://${entry.host}${context.env.incoming.url ?? ''}`;
  const header = (name: string): string | undefined => context.req.header(name);
  const identify: Identify = () => {
    const bearer = /^Bearer (.+)$/i.exec(header('authorization') ?? '')?.[1];
    if (bearer !== undefined) return world.tokens.callerOf(bearer, region);
    return world.keys.callerOf({ region, method: entry.method, url, body: text, header });
  };
  return send(context, apiAnswer(context, base, identify), { 'x-ovh-queryid': queryId(region) });
}
