// The pages that give keys: application, token (three keys at once), and the validation of a consumer key.
import type { Hono } from 'hono';
import type { AccessRule } from '../control/control-calls.ts';
import { html, sendPage } from './html.ts';
import type { Credential } from '../world/keys.ts';
import type { Role } from './places.ts';
import type { Web, WebContext } from './web.ts';

type Reply = Response | Promise<Response>;

const dayMs = 86_400_000;
/** Where each page is, by the role of the host. */
const paths: readonly (readonly [Role, string])[] = [['api', '/'], ['old', '/auth/api/'], ['signin', '/api/']];

export function addTokenRoutes(app: Hono<Web>): void {
  for (const [role, base] of paths) {
    for (const end of ['', '/']) {
      app.get(`${base}createToken${end}`, (context, next) => (context.var.role === role ? tokenForm(context) : next()));
      app.post(`${base}createToken${end}`, (context, next) => (context.var.role === role ? tokenMade(context) : next()));
      app.get(`${base}createApp${end}`, (context, next) => (context.var.role === role ? applicationForm(context) : next()));
      app.post(`${base}createApp${end}`, (context, next) => (context.var.role === role ? applicationMade(context) : next()));
    }
  }
  app.get('/auth/', (context, next) => (context.req.query('credentialToken') === undefined ? next() : validationForm(context)));
  app.post('/auth/', (context, next) => (context.req.query('credentialToken') === undefined ? next() : validated(context)));
}

const validity = html`<label>Validity <select name="validity"><option value="1">1 day</option><option value="30">30 days</option><option value="0">Unlimited</option></select></label>`;

function rulesList(rules: readonly AccessRule[]) {
  return html`<ul id="rules">${rules.map(({ method, path }) => html`<li><code>${method} ${path}</code></li>`)}</ul>`;
}

/** `?GET=/me&POST=/a/*`: every method may come several times. */
function rulesOf(url: URL): AccessRule[] {
  return [...url.searchParams].filter(([method]) => ['GET', 'POST', 'PUT', 'DELETE'].includes(method)).map(([method, path]) => ({ method, path }));
}

function tokenForm(context: WebContext): Reply {
  const rules = rulesOf(new URL(context.req.url));
  return sendPage(context, {
    title: 'Create a token (sandbox)',
    body: html`<main class="narrow"><h1>Create a token</h1><form method="post">
<label>Application name <input name="name" value="Sluice" required></label>${validity}
<p>Rights:</p>${rulesList(rules)}<button id="create" type="submit">Create</button></form></main>`,
  });
}

function tokenMade(context: WebContext): Reply {
  const { world, region, text } = context.var;
  const rules = rulesOf(new URL(context.req.url));
  if (rules.length === 0) return sendPage(context, { title: 'Create a token (sandbox)', body: html`<p>No right was asked for.</p>` }, 400);
  const form = new URLSearchParams(text);
  const application = world.keys.addApplication(region, form.get('name') ?? '');
  const credential = world.keys.addCredential(application, rules, null);
  world.keys.validate(credential, validForMs(form));
  return keysPage(context, application, credential.consumerKey);
}

function applicationForm(context: WebContext): Reply {
  return sendPage(context, {
    title: 'Create an application (sandbox)',
    body: html`<main class="narrow"><h1>Create an application</h1><form method="post">
<label>Application name <input name="name" value="Sluice" required></label><button id="create" type="submit">Create</button></form></main>`,
  });
}

function applicationMade(context: WebContext): Reply {
  const { world, region, text } = context.var;
  return keysPage(context, world.keys.addApplication(region, new URLSearchParams(text).get('name') ?? ''), null);
}

function keysPage(context: WebContext, { key, secret }: { readonly key: string; readonly secret: string }, consumerKey: string | null): Reply {
  const last = consumerKey === null ? '' : html`<dt>Consumer key</dt><dd><code id="consumerKey">${consumerKey}</code></dd>`;
  return sendPage(context, {
    title: 'Keys (sandbox)',
    body: html`<main class="narrow"><h1>Keys</h1><p>They are shown once.</p><dl>
<dt>Application key</dt><dd><code id="applicationKey">${key}</code></dd>
<dt>Application secret</dt><dd><code id="applicationSecret">${secret}</code></dd>${last}</dl></main>`,
  });
}

function pending(context: WebContext): Credential | null {
  const found = context.var.world.keys.credentialByToken(context.req.query('credentialToken') ?? '');
  return found !== undefined && found.status === 'pendingValidation' && found.application.region === context.var.region ? found : null;
}

function validationForm(context: WebContext): Reply {
  const credential = pending(context);
  if (credential === null) return gone(context);
  return sendPage(context, {
    title: 'Authorise an application (sandbox)',
    body: html`<main class="narrow"><h1>Authorise ${credential.application.name}</h1><p>It asks for these rights on ${credential.nichandle}:</p>
${rulesList(credential.rules)}<form method="post">${validity}
<button id="validate" name="answer" value="validate" type="submit">Validate</button>
<button id="refuse" name="answer" value="refuse" type="submit">Refuse</button></form></main>`,
  });
}

function validated(context: WebContext): Reply {
  const credential = pending(context);
  if (credential === null) return gone(context);
  const form = new URLSearchParams(context.var.text);
  if (form.get('answer') === 'validate') context.var.world.keys.validate(credential, validForMs(form));
  else credential.status = 'refused';
  const { redirection } = credential;
  if (redirection !== null && /^https:\/\//.test(redirection)) return context.redirect(redirection, 302);
  return sendPage(context, { title: 'Done (sandbox)', body: html`<main class="narrow"><h1 id="done">${credential.status}</h1><p>You can close this page.</p></main>` });
}

function gone(context: WebContext): Reply {
  return sendPage(context, { title: 'Unknown request (sandbox)', body: html`<main class="narrow"><h1>Unknown request</h1><p>It was answered already, or it never was.</p></main>` }, 404);
}

function validForMs(form: URLSearchParams): number | null {
  const days = Number(form.get('validity') ?? '1');
  return days > 0 ? days * dayMs : null;
}
