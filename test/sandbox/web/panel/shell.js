// The panel's shell: shows the app of the route in the one iframe, and copies the iframe's hash into the top address.
const frame = document.querySelector('iframe[title="app"]');
const base = location.pathname;
const api = '/engine/apiv6';
/** The app's address that the frame was last told to show, or went to itself. */
let shown = '';
let loading = false;

/** `#/web/hosting/x` is `/hosting/x` of the app `web`; old addresses begin with `/configuration/`. */
function routeOf(hash) {
  const path = hash.replace(/^#/, '') || '/web/hosting';
  const [, app, rest] = /^\/(web-hosting|web)(\/.*|\?.*)?$/.exec(path) ?? [null, 'web', path];
  return { app, hash: rest || '/hosting' };
}

/** True when the frame was told to go elsewhere. It is told nothing while it loads: the load would win over what came after it. */
function show() {
  const { app, hash } = routeOf(location.hash);
  const wanted = `${base}${app}/#${hash}`;
  if (wanted === shown || loading) return false;
  shown = wanted;
  loading = new URL(wanted, location.href).pathname !== frame.contentWindow.location.pathname;
  frame.contentWindow.location.replace(wanted);
  return true;
}

/** Whoever changed the top address meanwhile is not sent back. */
function follow() {
  if (show()) return;
  const { pathname, hash } = frame.contentWindow.location;
  if (!pathname.startsWith(base)) return;
  shown = `${pathname}${hash}`;
  const app = pathname.slice(base.length).replace(/\/$/, '');
  if (app !== '') history.replaceState(history.state, '', `#/${app}${hash.replace(/^#/, '')}`);
}

function toLogin(action = '') {
  location.assign(`${document.body.dataset.login}?${action}onsuccess=${encodeURIComponent(location.href)}`);
}

function listHostings(names) {
  const items = names.slice(0, 60).map((name) => {
    const link = document.createElement('a');
    link.href = `#/web/hosting/${encodeURIComponent(name)}/automated-emails`;
    link.textContent = name;
    return link;
  });
  document.querySelector('#hostings').replaceChildren(...items);
}

/** A page whose own rules forbid it to ask shows the app all the same. */
async function start() {
  frame.addEventListener('load', () => {
    if (frame.contentWindow.location.href === 'about:blank') return;
    loading = false;
    follow();
    frame.contentWindow.addEventListener('hashchange', follow);
  });
  addEventListener('hashchange', show);
  document.querySelector('#logout').addEventListener('click', (event) => { event.preventDefault(); toLogin('action=disconnect&'); });
  const reply = await fetch('/engine/2api/configuration?app=container').catch(() => null);
  const said = reply === null || reply.ok ? {} : await reply.json().catch(() => ({}));
  if (reply !== null && (reply.status === 401 || reply.status === 471 || /^This session is (forbidden|invalid)$/.test(said.message ?? ''))) return toLogin();
  if (reply?.ok) {
    document.querySelector('#who').textContent = (await reply.json()).user.nichandle;
    const list = await fetch(`${api}/hosting/web`);
    if (list.ok) listHostings(await list.json());
  } else document.querySelector('#who').textContent = said.message ?? 'The panel could not ask who you are.';
  show();
}

start();
