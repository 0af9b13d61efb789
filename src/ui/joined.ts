// Joins the views to the browser: what is stored as signals, commands as answers, texts by the browser's language. The only such file.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ActionKind } from '../core/actions.ts';
import { type Head, type HostingId, partsOf } from '../core/model.ts';
import { type TableRow, tableRowOf } from '../core/table/table.ts';
import { type Known, readHostings, readThese, watchHostings } from '../platform/all-hostings.ts';
import { browserApi } from '../platform/browser.ts';
import { type Item, askingItem, headItem, placeItem, readItem, settingsItem, watchItem, writeItem } from '../platform/items.ts';
import { within } from '../core/within.ts';
import { language, moment, number, span, text } from '../platform/text.ts';
import type { KeyPages } from './options/add-guide.tsx';
import type { DashboardDoor, HostAccess, OptionsDoor, PopupDoor, Saved, Send } from './door.ts';
import type { Mouth } from './words.ts';

const tickMs = 5_000;
/** Lines of the journal that a detail shows. */
const journalLines = 30;

export const mouth: Mouth = { language, text, number, moment: (at) => moment(at), span };

/** What the browser's storage or worker rejects with is a fault, not an answer: it is reported for whoever looks. */
function report(error: unknown): void {
  console.error('Sluice:', error instanceof Error ? error.message : 'fault');
}

/** A worker that ends while it answers is sometimes never heard of again (Chromium, 1 of some 500 kills): the message stays open. */
const answerMs = 60_000;
/** Adding an account asks the provider several things, one after the other. */
const accountMs = 180_000;

export const send: Send = async (command, args) => {
  const lost = { ok: false, refusal: { kind: 'noAnswer' } } as const;
  const limit = command === 'addAccount' || command === 'askCredential' ? accountMs : answerMs;
  try {
    return ((await within(browserApi().runtime.sendMessage({ sluice: 'page', command, args }), limit)) ?? lost) as never;
  } catch (error) {
    report(error);
    return lost as never;
  }
};

/** An item as it is and becomes. A change that comes before the first reading wins over it. */
function live<T, S extends T | undefined>(item: Item<T>, start: S, until: AbortSignal): { readonly value: ReadonlySignal<T | S>; readonly read: Promise<void> } {
  const value = signal<T | S>(start);
  let changed = false;
  watchItem(item, (next) => { changed = true; value.value = next; }, until);
  const read = readItem(item).then((found) => { if (!changed) value.value = found; }, (error: unknown) => { report(error); value.value = item.empty; });
  return { value, read };
}

const hostingItems = () => import('../platform/hosting-items.ts');

/** The same for an item whose code is fetched first; undefined until it has been read. */
function liveOnce<T>(fetched: () => Promise<Item<T>>, until: AbortSignal): ReadonlySignal<T | undefined> {
  const value = signal<T | undefined>(undefined);
  fetched().then((item) => {
    const found = live<T, undefined>(item, undefined, until).value;
    until.addEventListener('abort', found.subscribe((next) => { value.value = next; }), { once: true });
  }, report);
  return value;
}

function clock(until: AbortSignal): ReadonlySignal<number> {
  const now = signal(Date.now());
  const timer = setInterval(() => { now.value = Date.now(); }, tickMs);
  until.addEventListener('abort', () => clearInterval(timer), { once: true });
  return now;
}

async function bouncesIn(id: HostingId, attached: readonly string[] | null) {
  const [{ bouncesOf }, { groupBounces }, { wrongSenders }] = await Promise.all([import('../platform/journal.ts'), import('../core/bounce/bounce-groups.ts'), import('../core/bounce/wrong-sender.ts')]);
  const list = await bouncesOf(id);
  return { list, groups: groupBounces(list), senders: attached === null ? [] : wrongSenders(list, attached) };
}

/** By a link that is never shown: no permission is needed for it. */
const save: Saved = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

const copy = (text: string): Promise<boolean> => navigator.clipboard.writeText(text).then(() => true, () => false);

/** Resolves with the first screen's record read, and where the popup was. */
export async function popupDoor(until: AbortSignal): Promise<{ door: PopupDoor; place: HostingId | null }> {
  const head = live(headItem, headItem.empty, until);
  const [place] = await Promise.all([readItem(placeItem), head.read]);
  const door: PopupDoor = {
    head: head.value, now: clock(until), send,
    hosting: (id, ends) => liveOnce(async () => (await hostingItems()).hostingItem(id), ends),
    action: (id, ends) => liveOnce(async () => (await hostingItems()).actionItem(id), ends),
    journal: async (id) => (await import('../platform/journal.ts')).journalOf(id, journalLines),
    bounces: bouncesIn, copy,
    keepPlace: (hosting) => void writeItem(placeItem, { hosting }).catch(report),
    openOptions: () => void browserApi().runtime.openOptionsPage().catch(report),
    leave: () => window.close(),
  };
  return { door, place: place.hosting };
}

/** The rows of every hosting: the head's at once, then all, then each change; many changes of one moment are one. */
function liveTable(head: ReadonlySignal<Head>, until: AbortSignal): { readonly table: ReadonlySignal<readonly TableRow[]>; readonly complete: ReadonlySignal<boolean> } {
  const all = new Map<HostingId, Known>();
  const table = signal<readonly TableRow[]>([]);
  const complete = signal(false);
  let due = false;
  const draw = (): void => {
    due = false;
    const now = Date.now();
    table.value = [...all.values()].flatMap(({ hosting, action }) => (hosting === null ? [] : [tableRowOf(hosting, action, now)]));
  };
  const take = (found: ReadonlyMap<HostingId, Partial<Known>>): void => {
    for (const [id, known] of found) all.set(id, { hosting: null, action: null, ...all.get(id), ...known });
    if (!due) setTimeout(draw, 50);
    due = true;
  };
  watchHostings(take, until);
  const first = new Set(head.value.rows.map((row) => row.id));
  const readAll = (): void => void readHostings(head.value.accounts, take, until).then(() => { complete.value = true; }, report);
  // What needs somebody is on the first screen: it is read before the thousands behind it.
  void readThese([...first], take).then(readAll, report);
  let accounts = head.value.accounts.map((account) => account.id).join();
  const ends = head.subscribe(({ accounts: next }) => {
    const ids = next.map((account) => account.id).join();
    if (ids !== accounts) readAll();
    accounts = ids;
  });
  until.addEventListener('abort', ends, { once: true });
  return { table, complete };
}

type Beside = { readonly hosting: HostingId; readonly ask: ActionKind | null } | null;

/** The address behind `#`: `eu/example.com`, and `?ask=unblock` where a notice leads to a question. */
function besideOf(hash: string): Beside {
  const [id = '', query = ''] = decodeURIComponent(hash.slice(1)).split('?');
  const ask = new URLSearchParams(query).get('ask');
  return partsOf(id) === null ? null : { hosting: id as HostingId, ask: ask === 'unblock' || ask === 'purge' ? ask : null };
}

export async function dashboardDoor(until: AbortSignal): Promise<DashboardDoor> {
  const { door } = await popupDoor(until);
  const place = signal<Beside>(besideOf(location.hash));
  addEventListener('hashchange', () => { place.value = besideOf(location.hash); }, { signal: until });
  return {
    ...door, ...liveTable(door.head, until), place, save, leave: () => undefined,
    // Replaced, not pushed: looking through a hundred hostings is no history to walk back.
    keepPlace: (hosting) => { history.replaceState(null, '', hosting === null ? location.pathname : `#${hosting}`); place.value = hosting === null ? null : { hosting, ask: null }; },
  };
}

/** The hosts of the manifest, and whether the browser lets Sluice reach them; asked again at each change. */
function hostAccess(until: AbortSignal): { readonly value: ReadonlySignal<readonly HostAccess[]>; readonly look: () => void } {
  const { permissions, runtime } = browserApi();
  const origins: readonly string[] = runtime.getManifest()['host_permissions'] ?? [];
  const value = signal<readonly HostAccess[]>([]);
  const look = (): void => void Promise.all(origins.map(async (origin) => ({ origin, granted: await permissions.contains({ origins: [origin] }) })))
    .then((hosts) => { value.value = hosts; }, report);
  for (const event of [permissions.onAdded, permissions.onRemoved]) {
    event.addListener(look);
    until.addEventListener('abort', () => event.removeListener(look), { once: true });
  }
  look();
  return { value, look };
}

function browserName(): string {
  const found = /(Firefox|Edg|Chrome)\/([\d.]+)/.exec(navigator.userAgent);
  return found === null ? 'unknown' : `${found[1] === 'Edg' ? 'Edge' : found[1]} ${found[2]}`;
}

export async function optionsDoor(until: AbortSignal, pages: KeyPages): Promise<OptionsDoor> {
  const head = live(headItem, headItem.empty, until);
  const settings = live(settingsItem, settingsItem.empty, until);
  const asking = live(askingItem, askingItem.empty, until);
  await Promise.all([head.read, settings.read, asking.read]);
  const hosts = hostAccess(until);
  return {
    head: head.value, settings: settings.value, asking: asking.value, pages, now: clock(until), hosts: hosts.value, send,
    grant: (origins) => void browserApi().permissions.request({ origins: [...origins] }).then(hosts.look, report),
    copy, save,
    about: { version: browserApi().runtime.getManifest().version, browser: browserName() },
  };
}
