// @vitest-environment jsdom
// The script in the panel: one chip in a closed root, only for a hosting, acting only for a person, leaving nothing behind.
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { carry } from '../../src/content/carrier.ts';
import { live } from '../../src/content/life.ts';
import { fakeRuntime, question, view } from './fake-runtime.ts';

const roots: ShadowRoot[] = [];
let running: AbortController | null = null;

/** jsdom never makes a trusted event: a person's click is called on the listener itself. */
let listeners: { target: EventTarget; listener: (event: Event) => void }[] = [];

beforeEach(() => {
  roots.length = 0;
  listeners = [];
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function mock(this: Element, init) {
    expect(init.mode).toBe('closed');
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
  const add = EventTarget.prototype.addEventListener;
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function mock(this: EventTarget, type, listener, options) {
    if (type === 'click' && typeof listener === 'function') listeners.push({ target: this, listener });
    add.call(this, type, listener, options);
  });
  vi.useFakeTimers();
  window.location.hash = '';
});

afterEach(() => {
  running?.abort();
  running = null;
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.documentElement.querySelectorAll('html > div').forEach((node) => node.remove());
});

/** The page is served under the panel's name by replacing what the script reads: its address. */
function go(hash: string): void {
  vi.stubGlobal('location', { href: `https://manager.eu.ovhcloud.com/${hash}` });
  window.dispatchEvent(new Event('hashchange'));
}

async function start(hash = '#/web/hosting/example.com/automated-emails'): Promise<void> {
  vi.stubGlobal('location', { href: `https://manager.eu.ovhcloud.com/${hash}` });
  running = live();
  await settle();
}

const settle = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(1); };
const hosts = (): Element[] => roots.map((root) => root.host).filter((host) => host.isConnected);
const root = (): ShadowRoot => roots.find((one) => one.host.isConnected) as ShadowRoot;
const named = (text: string): HTMLButtonElement => [...root().querySelectorAll('button')].find((one) => one.textContent?.includes(text) || one.getAttribute('aria-label')?.includes(text)) as HTMLButtonElement;

async function press(text: string): Promise<void> {
  const target = named(text);
  if (target.disabled) throw new Error(`${text} is disabled`);
  listeners.filter((one) => one.target === target).forEach(({ listener }) => listener({ isTrusted: true } as Event));
  await settle();
}

/** What axe finds in the closed root: it cannot look in there itself, so a copy is shown to it. */
async function violations(): Promise<string[]> {
  const copy = document.createElement('main');
  copy.append(...[...root().childNodes].map((node) => node.cloneNode(true)));
  document.body.append(copy);
  vi.useRealTimers();
  const found = await axe.run(copy, { rules: { 'color-contrast': { enabled: false } } });
  vi.useFakeTimers();
  copy.remove();
  return found.violations.map((one) => `${one.id} ${one.nodes.map((node) => node.html).join(' ')}`);
}

describe('the chip', () => {
  it('has no fault that axe finds, closed, opened, and with a question', async () => {
    fakeRuntime({ ask: () => ({ ok: true, value: question() }) });
    await start();
    expect(await violations()).toEqual([]);
    await press('Sending');
    expect(await violations()).toEqual([]);
    await press('Block the sending');
    expect(root().querySelector('[role=alertdialog]')).not.toBeNull();
    expect(await violations()).toEqual([]);
  });

  it('is one, in a closed root, with the state in words and the hosting\'s name', async () => {
    fakeRuntime();
    await start();
    expect(hosts()).toHaveLength(1);
    expect(document.querySelector('html > div')?.shadowRoot).toBeNull();
    expect(named('Sending').getAttribute('aria-label')).toBe('Sluice, example.com: Sending 641 today');
  });

  it('follows the address, stays one, and goes with the hosting; then nothing is left running', async () => {
    const runtime = fakeRuntime();
    await start('#/web');
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe('navigation' in globalThis ? 0 : 1);
    go('#/web/hosting/example.com');
    await settle();
    go('#/web/hosting/other.example/ssl');
    await settle();
    expect(hosts()).toHaveLength(1);
    expect(named('Sending').getAttribute('aria-label')).toContain('other.example');
    go('#/web/domain/example.com');
    await settle();
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe('navigation' in globalThis ? 0 : 1);
    expect(runtime.commands()[0]).toBe('look');
  });

  it('reads the state again every half minute, and not while the tab is hidden', async () => {
    const runtime = fakeRuntime();
    await start();
    const before = runtime.sent.length;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(runtime.sent.slice(before)).toEqual([{ command: 'look', args: { fresh: true } }]);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runtime.sent).toHaveLength(before + 1);
  });

  it('shows what the background pushes, and hears nobody else', async () => {
    const runtime = fakeRuntime();
    await start();
    await runtime.say({ sluice: 'view', view: view({ chip: 'Stopped: spam', tone: 'spam' }) }, { id: 'another' });
    await runtime.say({ sluice: 'view', view: view({ chip: 'Stopped: spam', tone: 'spam' }) }, { id: 'sluice', tab: {} });
    expect(named('Sending')).toBeDefined();
    await runtime.say({ sluice: 'view', view: view({ chip: 'Stopped: spam', tone: 'spam' }) });
    expect(named('Stopped: spam')).toBeDefined();
  });

  it('never shows another hosting\'s view, which was on its way when the address changed', async () => {
    let told = 'other.example';
    const runtime = fakeRuntime({ look: () => ({ ok: true, value: view({ name: told }) }) });
    await start('#/web/hosting/other.example');
    expect(named('Sending').getAttribute('aria-label')).toContain('other.example');
    go('#/web/hosting/Example.com');
    await settle();
    expect(hosts()).toHaveLength(0);
    await runtime.say({ sluice: 'view', view: view({ name: 'other.example', chip: 'Stopped: spam', tone: 'spam' }) });
    expect(hosts()).toHaveLength(0);
    told = 'example.com';
    await vi.advanceTimersByTimeAsync(1_000);
    expect(named('Sending').getAttribute('aria-label')).toContain('example.com');
    const looks = runtime.sent.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(runtime.sent).toHaveLength(looks);
  });

  it('is not drawn anew between press and release, which would lose the click', async () => {
    const runtime = fakeRuntime();
    await start();
    const chip = named('Sending');
    chip.dispatchEvent(new Event('pointerdown', { bubbles: true, composed: true }));
    await runtime.say({ sluice: 'view', view: view({ chipMore: '642 today' }) });
    expect(named('Sending')).toBe(chip);
    document.dispatchEvent(new Event('pointerup'));
    await press('Sending');
    expect(chip.isConnected).toBe(false);
    expect(root().querySelector('[role=dialog]')).not.toBeNull();
    expect(named('642 today')).toBeDefined();
  });

  it('leaves quietly when the extension was updated', async () => {
    const runtime = fakeRuntime();
    await start();
    runtime.orphan();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows hostile text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    fakeRuntime({ look: () => ({ ok: true, value: view({ title: hostile, why: hostile, note: hostile, chip: hostile }) }) });
    await start();
    await press(hostile);
    expect(root().querySelector('img')).toBeNull();
    expect(root().textContent).toContain(hostile);
  });
});

describe('the panel', () => {
  it('opens, asks, waits half a second before a yes counts, and confirms once', async () => {
    const runtime = fakeRuntime({ ask: () => ({ ok: true, value: question() }), confirm: () => ({ ok: true, value: view({ chip: 'Blocking' }) }) });
    await start();
    await press('Sending');
    await press('Block the sending of emails…');
    const yes = root().querySelector<HTMLButtonElement>('[data-key="yes"]') as HTMLButtonElement;
    expect(yes.disabled).toBe(true);
    expect(root().activeElement?.textContent).toBe('Cancel');
    await vi.advanceTimersByTimeAsync(500);
    await press('Block the sending of emails');
    expect(runtime.sent.filter((one) => one.command === 'confirm')).toEqual([{ command: 'confirm', args: { ask: 'q1', kind: 'block', stayBlocked: false, recipient: null } }]);
    expect(named('Blocking')).toBeDefined();
  });

  it('does nothing for events that a page forges', async () => {
    const runtime = fakeRuntime({ ask: () => ({ ok: true, value: question() }) });
    await start();
    await press('Sending');
    const before = runtime.sent.length;
    for (const one of root().querySelectorAll('button')) {
      one.click();
      one.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }
    await settle();
    expect(runtime.sent).toHaveLength(before);
    expect(root().querySelector('[role="dialog"]')).not.toBeNull();
  });

  it('shows why it was refused, and lets the person try again', async () => {
    fakeRuntime({ ask: () => ({ ok: true, value: question({ kind: 'recipient', field: 'Error report to' }) }), confirm: () => ({ ok: false, text: 'This is not a complete mail address.' }) });
    await start();
    await press('Sending');
    await press('Block the sending of emails…');
    await vi.advanceTimersByTimeAsync(500);
    await press('Block the sending of emails');
    expect(root().querySelector('[role="alert"]')?.textContent).toBe('This is not a complete mail address.');
    expect(root().querySelector<HTMLButtonElement>('[data-key="yes"]')?.disabled).toBe(false);
  });

  it('is not drawn over while a question is open', async () => {
    const runtime = fakeRuntime({ ask: () => ({ ok: true, value: question() }) });
    await start();
    await press('Sending');
    await press('Block the sending of emails…');
    await runtime.say({ sluice: 'view', view: view({ title: 'Stopped' }) });
    expect(root().querySelector('[role="alertdialog"]')).not.toBeNull();
  });
});

describe('the carrier', () => {
  const fetched = vi.fn(async () => new Response('"ok"', { status: 200 }));
  beforeEach(() => { fetched.mockClear(); vi.stubGlobal('fetch', fetched); });

  it('carries the two writes to the panel\'s own API, once', async () => {
    expect(await carry({ method: 'POST', path: '/hosting/web/example.com/email/request', body: '{"action":"BLOCK"}' })).toEqual({ status: 200, body: '"ok"' });
    expect(fetched).toHaveBeenCalledExactlyOnceWith('/engine/apiv6/hosting/web/example.com/email/request', expect.objectContaining({ method: 'POST', credentials: 'same-origin', redirect: 'manual' }));
  });

  it.each([
    { method: 'DELETE', path: '/hosting/web/example.com/email', body: '' }, { method: 'POST', path: '/hosting/web/example.com/email', body: '' },
    { method: 'PUT', path: '/hosting/web/example.com', body: '' }, { method: 'POST', path: '/hosting/web/../me/email/request', body: '' },
    { method: 'POST', path: '//evil.example/hosting/web/a/email/request', body: '' }, { method: 'POST', path: '/hosting/web/a?/email/request', body: '' },
    { method: 'POST', path: '/hosting/web/a/email/request', body: {} }, null, 'text',
  ])('carries nothing else: %j', async (carriage) => {
    expect(await carry(carriage)).toBeNull();
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says that no answer came, and does not send again', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(await carry({ method: 'PUT', path: '/hosting/web/example.com/email', body: '{}' })).toEqual({ status: 0, body: '' });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it('hears the background only', async () => {
    const runtime = fakeRuntime();
    await start();
    const carriage = { method: 'POST', path: '/hosting/web/example.com/email/request', body: '{}' };
    expect(await runtime.say({ sluice: 'carry', carriage }, { id: 'sluice', tab: {} })).toBe('not heard');
    expect(await runtime.say({ sluice: 'carry', carriage }, { id: 'another' })).toBe('not heard');
    expect(await runtime.say({ sluice: 'carry', carriage })).toEqual({ status: 200, body: '"ok"' });
  });
});
