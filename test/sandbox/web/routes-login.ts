// Login and logout: `/auth/` of the login's and the panel's hosts, `/signin/` of today's sign-in host.
import { getCookie } from 'hono/cookie';
import type { Hono } from 'hono';
import { html, sendPage } from './html.ts';
import { placeOf, places } from './places.ts';
import { cookiesOf, sessionCookie, setCookie, userCookie } from '../world/sessions.ts';
import { send, type Web, type WebContext } from './web.ts';

type Reply = Response | Promise<Response>;

export function addLoginRoutes(app: Hono<Web>): void {
  for (const path of ['/auth', '/auth/', '/signin', '/signin/']) {
    app.get(path, (context, next) => (isLogin(context, path) ? shown(context) : next()));
    app.post(path, (context, next) => (isLogin(context, path) ? loggedIn(context) : next()));
  }
  app.post('/auth/oauth2/token', (context, next) => {
    const { role, region, world, text } = context.var;
    if (role !== 'old') return next();
    return Promise.resolve(send(context, world.tokens.grant(region, new URLSearchParams(text), context.req.header('authorization'))));
  });
}

/** Token pages have addresses of the same shape; those are another room's. */
function isLogin(context: WebContext, path: string): boolean {
  const { role } = context.var;
  if (context.req.query('credentialToken') !== undefined) return false;
  return path.startsWith('/signin') ? role === 'signin' : role === 'panel' || role === 'old';
}

function shown(context: WebContext): Reply {
  const { world, region } = context.var;
  const ticket = context.req.query('ticket');
  if (ticket !== undefined) return redeemed(context, ticket);
  const token = getCookie(context, sessionCookie);
  if (context.req.query('action') === 'disconnect') return loggedOut(context, token);
  // Who is logged in already is sent on.
  return token !== undefined && world.sessions.refusal(token, region) === null ? sentOn(context, token) : form(context);
}

function form(context: WebContext): Reply {
  const { region } = context.var;
  return sendPage(context, {
    title: 'Log in (sandbox)',
    body: html`<main class="narrow"><h1>Log in</h1>
<p>The sandbox knows its customers without a password.</p>
<form method="post"><label>Customer <input name="nichandle" value="${places[region].nichandle}" required></label>
<button id="login" type="submit">Log in</button></form></main>`,
  });
}

function loggedIn(context: WebContext): Reply {
  const { world, region, text } = context.var;
  const nichandle = new URLSearchParams(text).get('nichandle') ?? '';
  if (!/^[a-z]{2,10}\d{1,10}-ovh$/.test(nichandle)) return sendPage(context, { title: 'Log in (sandbox)', body: html`<p>A customer is named like ab12345-ovh.</p>` }, 400);
  return sentOn(context, world.sessions.start(region, nichandle));
}

/** Sets the cookies here; the panel's own host gets its own by a ticket. */
function sentOn(context: WebContext, token: string): Response {
  const { world, entry } = context.var;
  const target = targetOf(context);
  const elsewhere = target.host !== entry.host;
  const ticket = new URLSearchParams({ ticket: world.sessions.ticketFor(token), onsuccess: target.href });
  return redirectWith(context, token, elsewhere ? `${target.origin}/auth/?${ticket.toString()}` : target.href);
}

function redeemed(context: WebContext, ticket: string): Reply {
  const token = context.var.world.sessions.redeem(ticket);
  return token === null ? form(context) : redirectWith(context, token, targetOf(context).href);
}

function loggedOut(context: WebContext, token: string | undefined): Reply {
  if (token !== undefined) context.var.world.sessions.end(token);
  for (const name of [sessionCookie, userCookie]) context.header('set-cookie', `${name}=; Path=/; Secure; Max-Age=0`, { append: true });
  return form(context);
}

function redirectWith(context: WebContext, token: string, location: string): Response {
  const { world, region, entry } = context.var;
  const nichandle = world.sessions.nichandleOf(token, region) ?? '';
  for (const cookie of cookiesOf(token, nichandle, region, world.options.sameSite, entry.host)) context.header('set-cookie', setCookie(cookie), { append: true });
  return context.redirect(location, 302);
}

/** Where a login leads: a page of this region's panel, never elsewhere. */
function targetOf(context: WebContext): URL {
  const { region } = context.var;
  const wanted = context.req.query('onsuccess') ?? '';
  const panel = new URL(`https://${places[region].panel}/`);
  if (!URL.canParse(wanted, panel)) return panel;
  const url = new URL(wanted, panel);
  const place = placeOf(url.host);
  const isPanel = place?.region === region && (place.role === 'panel' || place.role === 'old');
  return isPanel && url.protocol === 'https:' && !url.pathname.startsWith('/auth') ? url : panel;
}
