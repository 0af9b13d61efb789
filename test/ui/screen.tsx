// A view in a document: drawn on canned records, read and used by role and name, as people and screen readers do.
import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, vi } from 'vitest';
import type { Action } from '../../src/core/actions.ts';
import { emptyHead } from '../../src/core/head.ts';
import type { Head, Hosting, HostingId, JournalEntry } from '../../src/core/model.ts';
import { type Settings, defaultSettings } from '../../src/core/settings.ts';
import type { Bounces } from '../../src/ui/detail/bounces.tsx';
import type { HostAccess, OptionsDoor, PopupDoor, Send } from '../../src/ui/door.ts';
import { Options } from '../../src/ui/options/options.tsx';
import { Popup } from '../../src/ui/popup/popup.tsx';
import { now } from './canned.ts';

export interface Sent { readonly command: string; readonly args: Record<string, unknown> }

/** Answers of the background; a command without one is carried out. */
export type Replies = Partial<Record<string, (args: never) => unknown>>;

function sender(replies: Replies): { sent: Sent[]; send: Send } {
  const sent: Sent[] = [];
  const send = (async (command: string, args: Record<string, unknown>) => {
    // A question that changes nothing, asked whenever the page is drawn.
    if (command !== 'vault') sent.push({ command, args });
    return (await replies[command]?.(args as never)) ?? { ok: true, value: null };
  }) as Send;
  return { sent, send };
}

export interface OpenPopup {
  readonly sent: Sent[];
  readonly places: (HostingId | null)[];
  readonly calls: string[];
  readonly head: Signal<Head>;
  readonly hosting: Signal<Hosting | null | undefined>;
  readonly action: Signal<Action | null | undefined>;
}

interface PopupWish {
  readonly head?: Head; readonly hosting?: Hosting | null; readonly action?: Action; readonly start?: HostingId; readonly replies?: Replies;
  readonly bounces?: Bounces; readonly journal?: readonly JournalEntry[];
}

// What a view does after its frame must not meet a document that is gone.
afterEach(() => act(() => render(null, document.body)));

/** An empty page at the time of the canned records: some texts say the day only where it is not today. */
function root(): HTMLElement {
  vi.setSystemTime(now);
  render(null, document.body);
  document.body.replaceChildren();
  return document.body;
}

/** The popup on canned records; `start` is where it was when it closed. */
export function openPopup({ head = emptyHead, hosting, action, start, replies = {}, bounces = { list: [], groups: [], senders: [] }, journal = [] }: PopupWish): OpenPopup {
  const { sent, send } = sender(replies);
  const made: OpenPopup = { sent, places: [], calls: [], head: signal(head), hosting: signal<Hosting | null | undefined>(hosting), action: signal<Action | null | undefined>(action) };
  const door: PopupDoor = {
    head: made.head, now: signal(now), send, hosting: () => made.hosting, action: () => made.action,
    journal: () => Promise.resolve(journal), bounces: () => Promise.resolve(bounces),
    keepPlace: (place) => { made.places.push(place); }, openOptions: () => { made.calls.push('options'); }, copy: (text) => { made.calls.push(`copy ${text}`); return Promise.resolve(true); }, leave: () => { made.calls.push('leave'); },
  };
  render(<Popup door={door} start={start ?? null} />, root());
  return made;
}

const keyPages: OptionsDoor['pages'] = { token: (region, rights) => `https://${region}.keys.example/${rights}`, application: (region) => `https://${region}.keys.example/app`, localUsers: (region) => `https://${region}.keys.example/users` };

interface OptionsWish { readonly head?: Head; readonly settings?: Settings; readonly hosts?: readonly HostAccess[]; readonly replies?: Replies }

export function openOptions({ head = emptyHead, settings = defaultSettings, hosts = [], replies = {} }: OptionsWish): { sent: Sent[]; granted: string[][]; copied: string[]; saved: [string, string][] } {
  const { sent, send } = sender(replies);
  const granted: string[][] = [];
  const copied: string[] = [];
  const saved: [string, string][] = [];
  const door: OptionsDoor = {
    head: signal(head), settings: signal(settings), asking: signal(null), pages: keyPages, now: signal(now), hosts: signal(hosts), send, about: { version: '9.8.7', browser: 'Lynx 2' },
    grant: (origins) => { granted.push([...origins]); }, copy: (text) => { copied.push(text); return Promise.resolve(true); }, save: (name, _type, text) => { saved.push([name, text]); },
  };
  render(<Options door={door} />, root());
  return { sent, granted, copied, saved };
}

const roles: Readonly<Record<string, string>> = {
  button: 'button, summary', heading: 'h1, h2, h3', dialog: '[role=dialog]', alertdialog: '[role=alertdialog]', checkbox: 'input[type=checkbox]',
  textbox: 'input[type=email], input[type=password]', combobox: 'select', spinbutton: 'input[type=number]', alert: '[role=alert]', img: '[role=img]', list: 'ul, ol', link: 'a[href]',
};

function spoken(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? '';
  if (node.getAttribute('aria-hidden') === 'true') return '';
  return node.getAttribute('aria-label') ?? [...node.childNodes].map((child) => (child instanceof Element ? ` ${spoken(child)} ` : spoken(child))).join('');
}

export function nameOf(element: Element): string {
  const by = element.getAttribute('aria-labelledby');
  const labels = (element as HTMLInputElement).labels;
  const named = by !== null ? by.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    : element.getAttribute('aria-label') ?? (labels !== null && labels !== undefined && labels.length > 0 ? [...labels].map((label) => label.textContent).join(' ') : spoken(element));
  return named.replace(/\s+/g, ' ').trim();
}

/** Everything of a role that can be reached: what is below an inert part cannot. */
export function all(role: string, name: string | RegExp = /./): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(roles[role] ?? `[role=${role}]`)].filter((element) => element.closest('[inert], [hidden]') === null)
    .filter((element) => (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))));
}

export async function find(role: string, name: string | RegExp): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const [first] = all(role, name);
    if (first === undefined) throw new Error(`no ${role} ${String(name)}; there is: ${all(role).map(nameOf).join(' | ')}`);
    return first;
  }, { timeout: 3000, interval: 5 });
}

/** Presses as a mouse does: the button gets the focus first. */
export async function press(role: string, name: string | RegExp): Promise<HTMLElement> {
  const element = await find(role, name);
  element.focus();
  element.click();
  return element;
}

export const says = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ');

export async function see(words: string | RegExp): Promise<void> {
  await vi.waitFor(() => (typeof words === 'string' ? expect(says()).toContain(words) : expect(says()).toMatch(words)), { timeout: 3000, interval: 5 });
}

export async function gone(role: string): Promise<void> {
  await vi.waitFor(() => expect(all(role)).toEqual([]), { timeout: 3000, interval: 5 });
}

/** Presses a key where the focus is; answers whether the view kept the browser from its own answer to it. */
export function key(name: string, shiftKey = false): boolean {
  const event = new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
}
