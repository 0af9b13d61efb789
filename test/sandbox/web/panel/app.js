// The panel's app of web hostings: a list, a hosting with its tabs, and the page of its script mails.
const view = document.querySelector('[data-ui-view]');
const api = '/engine/apiv6';
const tabs = ['general-informations', 'multisite', 'automated-emails', 'task'];
const words = { ok: 'enabled', ko: 'disabled', purging: 'purge' };
let followed = 0;

if (window !== window.top) document.body.classList.add('in-container');

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function ask(path, method = 'GET', body) {
  const headers = { accept: 'application/json', 'content-type': 'application/json;charset=utf-8' };
  const reply = await fetch(api + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const value = await reply.json().catch(() => null);
  if (reply.ok) return value;
  // As the shell does for its own calls: whoever is logged out is sent to the login.
  if (reply.status === 401 || reply.status === 471) window.top.location.reload();
  throw new Error(value?.message ?? `Status ${reply.status}`);
}

/** Today's, the old and the `?tab=` addresses, as segments. */
function routeOf(hash) {
  const [path, query = ''] = hash.replace(/^#/, '').split('?');
  const tab = new URLSearchParams(query).get('tab');
  const segments = path.split('/').filter((part) => part !== '' && part !== 'configuration');
  if (document.body.dataset.app === 'web-hosting') return { name: segments[0], tab: segments[1] ?? 'ssl' };
  return { name: segments[1], tab: tab === null ? segments[2] : tab.toLowerCase().replace('_', '-') };
}

function goTo(name, tab) {
  location.replace(`#/hosting/${name}/${tab}`);
}

async function render() {
  followed += 1;
  const { name, tab } = routeOf(location.hash);
  try {
    if (name === undefined) return await renderList();
    if (document.body.dataset.app === 'web-hosting') return renderTab(decodeURIComponent(name), tab);
    if (tab === undefined || location.hash.includes('?tab=') || location.hash.includes('/configuration/')) return goTo(name, tab ?? tabs[0]);
    if (tab === 'automated-emails') return await renderMails(decodeURIComponent(name), followed);
    return renderTab(decodeURIComponent(name), tab);
  } catch (error) {
    view.replaceChildren(element('p', { class: 'alert', role: 'alert' }, error.message));
  }
}

async function renderList() {
  const names = await ask('/hosting/web');
  const items = names.slice(0, 200).map((name) => element('li', {}, element('a', { href: `#/hosting/${encodeURIComponent(name)}` }, name)));
  view.replaceChildren(element('h1', {}, 'Web hostings'), element('ul', {}, ...items));
}

/** The React app's tabs lead back to the app of web hostings, in the shell if there is one. */
function head(name) {
  const other = document.body.dataset.app === 'web-hosting' ? { target: '_top', base: location.pathname.replace('web-hosting/', '') } : null;
  const links = tabs.map((tab) => {
    const path = `/hosting/${encodeURIComponent(name)}/${tab}`;
    const link = other === null ? { href: `#${path}` } : { href: `${other.base}#/web${path}`, target: other.target };
    return element('oui-header-tabs-item', {}, element('a', link, tab));
  });
  return [element('h1', {}, name), element('oui-header-tabs', {}, ...links)];
}

function renderTab(name, tab) {
  view.replaceChildren(...head(name), element('p', {}, `The page "${tab}" is empty in the sandbox.`));
}

const key = (name) => `hosting_tab_AUTOMATED_EMAILS${name}`;

async function renderMails(name, turn) {
  const path = `/hosting/web/${encodeURIComponent(name)}/email`;
  const mail = await ask(path);
  const bounces = await ask(`${path}/bounces?limit=20`).catch(() => []);
  if (turn !== followed) return;
  view.replaceChildren(...head(name), element('h2', { 'data-translate': key('') }, 'Email scripts'),
    element('div', { class: 'row' }, figures(mail), buttons(name, path, mail)), recipient(path, mail), bounceTable(bounces));
  if (mail.state === 'purging') setTimeout(() => { if (turn === followed) render(); }, 3000);
}

function figures(mail) {
  const sends = mail.state === 'ok' || mail.state === 'force';
  const badge = element('span', { class: `oui-badge oui-badge_${sends ? 'success' : 'error'}` }, words[mail.state] ?? mail.state);
  const rows = [['_status', 'Service state', badge], ['_total', 'Total number of emails sent', String(mail.sent)],
    ['_today', 'Emails sent today', mail.maxPerDay > 0 ? `${mail.sentToday} / ${mail.maxPerDay}` : String(mail.sentToday)], ['_bounce', 'Total number of unsent emails', String(mail.bounce)]];
  return element('dl', { class: 'dl-horizontal dl-lg' }, ...rows.flatMap(([word, label, value]) => [element('dt', { 'data-translate': key(word) }, label), element('dd', {}, value)]));
}

/** Which button is there in which state is the panel's own rule. */
function buttons(name, path, { state, sent }) {
  const sends = state === 'ok' || state === 'force';
  const stuck = state === 'purging' || ((state === 'spam' || state === 'bounce') && sent > 0);
  const column = element('div', { class: 'col-md-3' });
  const add = (word, label, action, disabled) => {
    const button = element('button', { type: 'button', 'data-translate': key(word), ...(disabled ? { disabled: '' } : {}) }, label);
    button.addEventListener('click', () => confirm(path, label, action));
    column.append(button);
  };
  add('_purge', 'Purge emails', 'PURGE', sends || state === 'purging');
  if (sends) add('_block', 'Block the sending of emails', 'BLOCK', false);
  else add('_unblock', 'Unblock the sending of emails', 'UNBLOCK', stuck);
  return column;
}

function confirm(path, label, action) {
  const modal = element('dialog', { id: 'currentAction' }, element('p', {}, `${label}?`));
  const yes = element('button', { type: 'button', class: 'confirm' }, 'Confirm');
  const no = element('button', { type: 'button' }, 'Cancel');
  const said = element('p', { role: 'alert' });
  yes.addEventListener('click', async () => {
    yes.disabled = true;
    try {
      await ask(`${path}/request`, 'POST', { action });
      modal.remove();
      await render();
    } catch (error) { said.textContent = error.message; }
  });
  no.addEventListener('click', () => modal.remove());
  modal.append(yes, no, said);
  document.body.append(modal);
  modal.showModal();
}

function recipient(path, mail) {
  const field = element('input', { type: 'email', required: '', value: mail.email ?? '', 'aria-label': 'Error report to' });
  const form = element('form', {}, 'Error report to ', field, element('button', {}, 'Change the recipient'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try { await ask(path, 'PUT', { email: field.value }); await render(); } catch (error) { form.append(element('p', { role: 'alert' }, error.message)); }
  });
  return form;
}

function bounceTable(bounces) {
  if (bounces.length === 0) return element('p', {}, 'No emails in error.');
  const rows = bounces.map(({ date, to, message }) => element('tr', {}, element('td', {}, date), element('td', {}, to ?? ''), element('td', {}, element('pre', {}, message ?? ''))));
  const titles = ['Date', 'Email address', 'Message'].map((title) => element('th', { scope: 'col' }, title));
  return element('table', {}, element('thead', {}, element('tr', {}, ...titles)), element('tbody', {}, ...rows));
}

addEventListener('hashchange', render);
render();
