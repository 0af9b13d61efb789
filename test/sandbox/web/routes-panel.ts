// The control panel's pages: the shell with its one iframe, and the apps inside it.
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import { html, sendPage } from './html.ts';
import { places } from './places.ts';
import type { Web, WebContext } from './web.ts';

type Reply = Response | Promise<Response>;

const types: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
const files = new Map(['shell.js', 'app.js', 'style.css'].map((name) => [name, readFileSync(new URL(`panel/${name}`, import.meta.url), 'utf8')]));

export function addPanelRoutes(app: Hono<Web>): void {
  app.get('/sandbox/:name', (context) => {
    const text = files.get(context.req.param('name'));
    if (text === undefined) return context.notFound();
    return context.body(text, 200, { 'content-type': types[context.req.param('name').split('.')[1] ?? ''] ?? 'text/plain' });
  });
  app.get('/', (context, next) => (context.var.role === 'panel' ? shell(context) : next()));
  app.get('/web/', (context, next) => (context.var.role === 'panel' ? frame(context, 'web') : next()));
  app.get('/web-hosting/', (context, next) => (context.var.role === 'panel' ? frame(context, 'web-hosting') : next()));
  app.get('/manager', (context, next) => (context.var.role === 'old' ? context.redirect('/manager/', 301) : next()));
  app.get('/manager/*', (context, next) => (context.var.role === 'old' ? oldPanel(context) : next()));
  app.get('/', (context) => sendPage(context, { title: 'Sandbox', body: html`<main class="narrow"><h1>Sandbox</h1><p>Nothing is here. The panel is at <a href="https://${places[context.var.region].panel}/">its own address</a>.</p></main>` }));
}

function shell(context: WebContext): Reply {
  const { region } = context.var;
  return sendPage(context, {
    title: 'Control panel (sandbox)', script: '/sandbox/shell.js',
    bodyAttributes: `data-login="https://${places[region].old}/auth/"`,
    body: html`<header class="shell"><a href="#/web/hosting">Web hostings</a><span id="who"></span><a id="logout" href="#">Log out</a></header>
<div class="columns"><nav id="hostings" aria-label="Web hostings"></nav><iframe title="app" role="document" src="about:blank"></iframe></div>`,
  });
}

/** Shown inside the shell and, un-shelled, alone: the page itself finds out which. */
function frame(context: WebContext, name: 'web' | 'web-hosting'): Reply {
  return sendPage(context, {
    title: 'Web (sandbox)', script: '/sandbox/app.js',
    bodyAttributes: name === 'web' ? 'class="ovh-manager-web-app" data-ng-controller="WebAppCtrl as $ctrl" data-app="web"' : 'data-app="web-hosting"',
    body: html`<a id="maincontent"></a><div data-ui-view></div>`,
  });
}

/** The old address answers with the same pages, or leads to today's. A browser keeps what comes after `#` through a redirect. */
function oldPanel(context: WebContext): Reply {
  const { world, region } = context.var;
  const path = new URL(context.req.url).pathname.replace('/manager', '');
  if (world.options.oldPanel === 'redirect') return context.redirect(`https://${places[region].panel}${path}`, 301);
  if (path === '/') return shell(context);
  if (path === '/web/' || path === '/web-hosting/') return frame(context, path === '/web/' ? 'web' : 'web-hosting');
  return context.notFound() as Response;
}
