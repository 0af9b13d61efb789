// The background's ear: who is heard is decided by the browser's account of the sender, whatever the message says.
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { receive } from '../../src/platform/receive.ts';

afterEach(() => vi.unstubAllGlobals());

const id = 'sluice';
const own = `chrome-extension://${id}/`;
const panel = 'https://manager.eu.ovhcloud.com/#/web/hosting/example.com';
type Listener = (message: unknown, sender: object, answer: (value: unknown) => void) => unknown;

function listening(): { readonly hear: Listener; readonly heard: [string, unknown, string?][] } {
  const listeners: Listener[] = [];
  const heard: [string, unknown, string?][] = [];
  vi.stubGlobal('browser', { runtime: { id, getURL: (path: string) => own + path, onMessage: { addListener: (one: Listener) => listeners.push(one) } } });
  receive({ page: async (received) => { heard.push(['page', received]); return null; }, panel: async (received, url) => { heard.push(['panel', received, url]); return null; } });
  return { hear: listeners[0] as Listener, heard };
}

it('hears its own pages and its script in the top frame of a tab', () => {
  const { hear, heard } = listening();
  hear({ sluice: 'page', command: 'checkNow', args: {} }, { id, url: `${own}popup.html` }, () => undefined);
  hear({ sluice: 'panel', command: 'look', args: {} }, { id, url: panel, frameId: 0, tab: { url: panel } }, () => undefined);
  expect(heard).toEqual([['page', { command: 'checkNow', args: {} }], ['panel', { command: 'look', args: {} }, panel]]);
});

it('hears nobody else: 100,000 messages of any shape, from any sender, that are not both right', () => {
  const { hear, heard } = listening();
  const strangers = fc.constantFrom<object>(
    {}, { id: 'other', url: `${own}popup.html` }, { id, url: `${own}popup.html`, frameId: 3, tab: { url: panel } }, { id, url: 'https://example.com/' },
    { id, url: panel, frameId: 2, tab: { url: panel } }, { url: `${own}options.html` }, { id: 'other', url: panel, frameId: 0, tab: { url: panel } },
  );
  const ours = fc.constantFrom<object>({ id, url: `${own}popup.html` }, { id, url: panel, frameId: 0, tab: { url: panel } });
  const right = fc.record({ sluice: fc.constantFrom('page', 'panel'), command: fc.string(), args: fc.anything() });
  const wrong = fc.oneof(fc.anything(), fc.record({ sluice: fc.anything().filter((value) => value !== 'page' && value !== 'panel'), command: fc.string() }),
    fc.record({ sluice: fc.constantFrom('page', 'panel'), command: fc.anything().filter((value) => typeof value !== 'string') }));
  fc.assert(fc.property(fc.oneof(fc.tuple(right, strangers), fc.tuple(wrong, ours), fc.tuple(wrong, strangers)), ([message, sender]) => {
    expect(hear(message, sender, () => { throw new Error('answered'); })).not.toBe(true);
  }), { numRuns: 100_000 });
  expect(heard).toEqual([]);
});
