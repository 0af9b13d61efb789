// The scenes of which pictures are taken: canned records, where the popup stands, what is pressed.
import { defaultSettings } from '../../src/core/settings.ts';
import { encodeHosting } from '../../src/core/stored/decode-stored.ts';
import { account, bounce, bounces, busy, details, fine, headWith, heads, hosting, journal, ko, now, own, purging, silent, spam } from './canned.ts';

export interface Scene {
  readonly name: string;
  readonly page: 'popup' | 'options' | 'dashboard' | 'welcome';
  /** CSS pixels, where it is not the page's usual size. */
  readonly size?: readonly [number, number];
  /** Behind the `#`. */
  readonly hash?: string;
  readonly stored: Readonly<Record<string, unknown>>;
  readonly session: Readonly<Record<string, unknown>>;
  readonly replies?: Readonly<Record<string, unknown>>;
  readonly withheld?: readonly string[];
  readonly waits?: string;
  /** Pressed one after the other. */
  readonly press?: readonly string[];
  readonly sheet?: boolean;
  readonly long?: boolean;
  readonly zoom?: number;
  readonly forced?: boolean;
}

const lists: readonly Scene[] = Object.entries(heads).map(([name, head]) => ({ name: `list-${name}`, page: 'popup', stored: { head }, session: {}, ...(head.rows.length === 0 ? { waits: '.empty' } : {}) }));

function detail(name: string, change: Partial<Scene> = {}): Scene {
  const shown = details[name];
  if (shown === undefined) throw new Error(`no detail ${name}`);
  const { hosting, action, accounts } = shown;
  return {
    name: `detail-${name}`, page: 'popup', session: { place: { hosting: hosting.id } }, waits: 'h1[tabindex]',
    stored: { head: headWith([hosting], { accounts: accounts ?? [account] }), [`hosting/${hosting.id}`]: encodeHosting(hosting), [`action/${hosting.id}`]: action }, ...change,
  };
}

const asked = (hosting: { id: string; mail: { state: string } | null }, kind: string): Readonly<Record<string, unknown>> =>
  ({ ask: { ok: true, value: { ask: 'q1', hosting: hosting.id, kind, seen: hosting.mail?.state, readAt: now - 1000 } } });

const sheets: readonly Scene[] = [
  detail('spam', { name: 'sheet-purge', press: ['.hero .acts .danger'], sheet: true, replies: asked(spam, 'purge') }),
  detail('fine', { name: 'sheet-empty', press: ['.hero .acts button + button'], sheet: true, replies: asked(fine, 'empty') }),
  detail('bounce', { name: 'sheet-unblock', press: ['.hero .acts .first'], sheet: true, replies: asked(bounce, 'unblock') }),
  detail('ko', { name: 'sheet-recipient', press: ['.recipient button', '.sheet [type=submit]:enabled'], sheet: true, replies: asked(ko, 'recipient'), stored: { ...detail('ko').stored, [`hosting/${ko.id}`]: encodeHosting({ ...ko, mail: ko.mail && { ...ko.mail, email: 'not an address' } }) } }),
  detail('ko', { name: 'sheet-reading', press: ['.hero .acts .first'], sheet: true, replies: { ask: 'silent' } }),
  detail('ko', { name: 'sheet-refused', press: ['.hero .acts .first'], sheet: true, replies: { ask: { ok: false, refusal: { kind: 'needsPanel' } } } }),
  detail('spam', { name: 'detail-spam-why', press: ['.hero .plain'] }),
  detail('bounce', { name: 'detail-bounces', press: ['details.reason summary', 'section h2 .link'] }),
];

const hard: readonly Scene[] = [
  { name: 'long-list', page: 'popup', stored: { head: heads['usual'] }, session: {}, long: true }, detail('spam', { name: 'long-detail', long: true }),
  detail('bounce', { name: 'long-sheet', long: true, press: ['.hero .acts .first'], sheet: true, replies: asked(bounce, 'unblock') }),
  { name: 'zoom-list', page: 'popup', stored: { head: heads['usual'] }, session: {}, zoom: 2 }, detail('spam', { name: 'zoom-detail', zoom: 2 }),
  detail('spam', { name: 'zoom-sheet', zoom: 2, press: ['.hero .acts .danger'], sheet: true, replies: asked(spam, 'purge') }),
  { name: 'forced-list', page: 'popup', stored: { head: heads['usual'] }, session: {}, forced: true }, detail('spam', { name: 'forced-detail', forced: true }),
];

/** Asked for just now, and not answered yet. */
const asking = { account: 'keys:eu:asked', region: 'eu', name: 'Agence', askedAt: now - 20_000, state: 'pendingValidation', failure: null };

const settings = defaultSettings;
const options: readonly Scene[] = [
  { name: 'options-usual', page: 'options', stored: { head: heads['usual'], settings }, session: {} },
  { name: 'options-trouble', page: 'options', stored: { head: heads['blindInPart'], settings }, session: {}, withheld: ['https://manager.eu.ovhcloud.com/*'] },
  { name: 'options-empty', page: 'options', stored: {}, session: {} },
  { name: 'options-keys', page: 'options', stored: { head: heads['keys'], settings, asking }, session: {}, replies: { vault: { ok: true, value: 'unlocked' } } },
  { name: 'options-locked', page: 'options', stored: { head: heads['locked'], settings }, session: {}, replies: { vault: { ok: true, value: 'locked' } } },
  { name: 'options-add-keys', page: 'options', stored: { head: heads['fine'], settings }, session: {}, replies: { vault: { ok: true, value: 'open' }, addAccount: { ok: false, refusal: { kind: 'badShape', field: 'applicationSecret' } } }, press: ['.adding button', '.add [type=submit]'], waits: '.adding' },
  { name: 'options-add-token', page: 'options', stored: { head: heads['fine'], settings }, session: {}, replies: { vault: { ok: true, value: 'open' }, addAccount: { ok: false, refusal: { kind: 'wrongRegion', region: 'ca' } } }, press: ['.adding button', '#add-way-token', '.add [type=submit]', '#passphrase button'] },
  { name: 'long-options-add', page: 'options', stored: { head: heads['keys'], settings }, session: {}, long: true, replies: { vault: { ok: true, value: 'unlocked' } }, press: ['.adding button', '#add-way-oauth2', '.account .ends button'] },
  { name: 'options-forget', page: 'options', stored: { head: heads['usual'], settings }, session: {}, press: ['.account .ends button + button'], sheet: true },
];

const rows = (heads['many'] ?? headWith([])).rows;
const crowd = rows.map((row, index) => ({ ...hosting({ name: row.name, today: row.sentToday, usual: 20 + index * 3, ...(index % 9 === 4 ? { state: 'ko', stop: { seenAt: now - index * 3_600_000 } } : {}) }), clusterIp: `5.135.0.${index % 5}` }));
const everything = [spam, ko, busy, bounce, silent, purging, own, ...crowd];
const table = { head: headWith(everything, { accounts: [account] }), [`roster/${account.id}`]: { at: now, names: everything.map((one) => one.serviceName) }, ...Object.fromEntries(everything.map((one) => [`hosting/${one.id}`, encodeHosting(one)])) };
const dashboards: readonly Scene[] = [
  { name: 'dashboard-all', page: 'dashboard', stored: table, session: {}, waits: '.tbody .tr' },
  { name: 'dashboard-detail', page: 'dashboard', stored: table, session: {}, hash: `#${bounce.id}`, waits: '.side .hero' },
  { name: 'store-dashboard', page: 'dashboard', stored: table, session: {}, hash: `#${bounce.id}`, waits: '.side .hero', size: [1280, 800] },
  { name: 'readme-dashboard', page: 'dashboard', stored: table, session: {}, hash: `#${bounce.id}`, waits: '.side .hero', size: [1180, 520] },
  { name: 'dashboard-many', page: 'dashboard', stored: table, session: {}, waits: '.tbody .tr', press: ['.tbody .tr:nth-child(8) input', '.tbody .tr:nth-child(9) input', '.tbody .tr:nth-child(2) input', '.chosen button'], sheet: true },
  { name: 'welcome-found', page: 'welcome', stored: table, session: {} },
  { name: 'welcome-nobody', page: 'welcome', stored: { head: heads['welcome'] }, session: {} },
  { name: 'dashboard-empty', page: 'dashboard', stored: { head: heads['welcome'] }, session: {}, waits: '.empty' },
  { name: 'long-dashboard', page: 'dashboard', stored: table, session: {}, hash: `#${spam.id}`, waits: '.side .hero', long: true },
];

export const scenes = {
  all: [...lists, ...Object.keys(details).map((name) => detail(name)), ...sheets, ...hard, ...options, ...dashboards],
  /** Entries of the journal, bounces, and the hostings that have them. */
  history: [journal, bounces, [spam.id, bounce.id, fine.id]] as const,
};
