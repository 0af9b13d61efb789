// Commands: only what fits is carried out, and the panel's script can mean no hosting but the one in its tab's URL.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerPage, answerPanel } from '../../src/background/commands.ts';
import type { Desk } from '../../src/background/desk.ts';
import { deliver } from '../../src/background/deliver.ts';
import type { PanelView, QuestionView } from '../../src/core/panel/panel-view.ts';
import { senderKind } from '../../src/platform/receive.ts';
import type { Reply } from '../../src/platform/messages.ts';
import { driveToEnd, site, sweepNow, sweptWorld } from './stories.ts';
import type { World } from './world.ts';

const here = 'https://manager.eu.ovhcloud.com/#/web/hosting/example.com/automated-emails';

function deskIn(world: World): Desk & { readonly checks: () => number; readonly settled: () => Promise<void> } {
  const { ports } = world.worker();
  const works: Promise<unknown>[] = [];
  let checks = 0;
  return {
    ports, say: ({ key }) => key, later: (work) => { works.push(work); }, tell: () => deliver(ports), checkNow: () => { checks += 1; }, sweepNow: () => { checks += 1; },
    checks: () => checks, settled: async () => { await Promise.all(works); },
  };
}

describe('a page\'s command', () => {
  it('that does not fit is answered with nothing and changes nothing', async () => {
    const world = await sweptWorld('ok');
    const desk = deskIn(world);
    const before = JSON.stringify([...world.stored]);
    // None of these may do anything without arguments that fit; what fits by chance names an account or hosting that is not there.
    const names = ['checkNow', 'attend', 'readHosting', 'ask', 'confirm', 'dismiss', 'hush', 'guard', 'openPanel', 'openDashboard', 'addAccount', 'askCredential', 'renameAccount', 'forget', 'unlock', '__proto__', 'toString', 'constructor', ''];
    const fields = ['hosting', 'kind', 'ask', 'seen', 'stayBlocked', 'recipient', 'hush', 'guard', 'region', 'account', 'name', 'secret', 'passphrase', 'changes'];
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('eu/example.org', 'eu', 'block', 'purge', 'eu/../../', '__proto__', { kind: 'token', token: 'x' }, { per: 'day', limit: -1, firedOn: null }));
    const args = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), value));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), args, async (command, given) => {
      const reply = await answerPage(desk, { command, args: given });
      expect(reply === null || 'ok' in (reply as object)).toBe(true);
    }), { numRuns: 20_000 });
    await desk.settled();
    expect(JSON.stringify([...world.stored])).toBe(before);
    expect(world.provider.executed).toEqual([]);
  });

  it('opens the tab that shows the hosting, or a new one', async () => {
    const world = await sweptWorld('ok');
    const open = { command: 'openPanel', args: { region: 'eu', hosting: site } };
    await answerPage(deskIn(world), open);
    expect(world.opened).toEqual([here]);
    world.tabs = [{ id: 3, url: here.replace('automated-emails', 'ssl'), active: false }];
    await answerPage(deskIn(world), open);
    expect(world.focused).toEqual([3]);
  });

  it('forgets an account with all that belongs to it', async () => {
    const world = await sweptWorld('spam');
    await answerPage(deskIn(world), { command: 'forget', args: { account: 'session:eu:ab12345-ovh' } });
    expect([...world.stored.keys()].filter((key) => key.includes('example.com') || key.includes('ab12345'))).toEqual([]);
    expect(world.badge?.text).toBe('');
  });
});

describe('the panel script\'s command', () => {
  it('shows and acts on the hosting of its own URL, whatever it says', async () => {
    const world = await sweptWorld('ok');
    const desk = deskIn(world);
    const look = (await answerPanel(desk, { command: 'look', args: { fresh: false, hosting: 'eu/other.example' } }, here)) as Reply<PanelView>;
    expect(look).toMatchObject({ ok: true, value: { name: 'example.com', tone: 'ok', actions: [{ kind: 'block' }, { kind: 'empty' }, { kind: 'recipient' }] } });
    const asked = (await answerPanel(desk, { command: 'ask', args: { kind: 'block' } }, here)) as Reply<QuestionView>;
    if (!asked.ok) throw new Error('refused');
    const confirmed = await answerPanel(desk, { command: 'confirm', args: { ask: asked.value.ask, kind: 'block', stayBlocked: false, recipient: null, hosting: 'eu/other.example' } }, here);
    expect(confirmed).toMatchObject({ ok: true });
    await desk.settled();
    await driveToEnd(world);
    expect(world.provider.executed).toEqual(['BLOCK example.com']);
  });

  it('is not heard from a page that is not the panel, and gets no page command', async () => {
    const world = await sweptWorld('ok');
    const desk = deskIn(world);
    expect(await answerPanel(desk, { command: 'look', args: { fresh: true } }, 'https://example.com/#/web/hosting/example.com')).toBeNull();
    expect(await answerPanel(desk, { command: 'forget', args: { account: 'session:eu:ab12345-ovh' } }, here)).toBeNull();
    expect(world.get('accounts')).toHaveLength(1);
  });

  it('makes Sluice look again when a panel is open where it is blind', async () => {
    const world = await sweptWorld('ok');
    const desk = deskIn(world);
    await answerPanel(desk, { command: 'look', args: { fresh: false } }, here);
    expect(desk.checks()).toBe(0);
    world.now += 60_000;
    await answerPanel(desk, { command: 'look', args: { fresh: false } }, 'https://manager.ca.ovhcloud.com/#/web');
    expect(desk.checks()).toBe(1);
  });
});

describe('a sender', () => {
  const own = 'chrome-extension://abc/';
  it.each([
    ['the popup', { id: 'abc', url: `${own}popup.html` }, 'page'],
    ['our page in a tab', { id: 'abc', url: `${own}options.html`, frameId: 0, tab: { url: `${own}options.html` } }, 'page'],
    ['our page framed by a site', { id: 'abc', url: `${own}popup.html`, frameId: 4, tab: { url: here } }, null],
    ['the script in the top frame', { id: 'abc', url: here, frameId: 0, tab: { url: here } }, 'panel'],
    ['the script in a frame', { id: 'abc', url: here, frameId: 2, tab: { url: here } }, null],
    ['another extension', { id: 'xyz', url: `${own}popup.html` }, null],
    ['nobody', {}, null],
  ] as const)('%s', (_, sender, kind) => {
    expect(senderKind(sender as never, 'abc', own)).toBe(kind);
  });
});

describe('delivery', () => {
  it('that cannot write its journal still shows its notices, once', async () => {
    const world = await sweptWorld('ok');
    (world.provider.hostings.get('example.com') as { state: string }).state = 'spam';
    const worker = world.worker();
    const ports = { ...worker.ports, journal: { ...worker.ports.journal, add: () => Promise.reject(new Error('no space')) } };
    world.now += 300_000;
    await sweepNow(ports);
    await deliver(ports);
    expect(world.shown).toHaveLength(1);
    await deliver(world.worker().ports);
    expect([...world.journal.keys()].filter((id) => id.startsWith('state|')).length).toBeGreaterThan(0);
  });
});
