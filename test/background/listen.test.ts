// The background's first turn: every listener is there before anything is loaded, and what they hear loads the work once.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readFileSync } from 'node:fs';

type Heard = (...args: unknown[]) => unknown;
const id = 'sluice';
const own = `chrome-extension://${id}/`;
const page = { id, url: `${own}popup.html` };
let listeners: Record<string, Heard[]>;
let done: string[];
let loads: number;

/** A worker whose second script, once asked for, offers work that only notes what it was told. */
function inWorker(): void {
  const event = (name: string): object => ({ addListener: (one: Heard) => { (listeners[name] ??= []).push(one); } });
  vi.stubGlobal('browser', {
    runtime: { id, getURL: (path: string) => own + path, onMessage: event('message'), onInstalled: event('installed'), onStartup: event('startup') },
    alarms: { onAlarm: event('alarm') }, notifications: { onClicked: event('notice') }, permissions: { onAdded: event('permissions') }, commands: { onCommand: event('command') },
    storage: { onChanged: event('storage') }, idle: { onStateChanged: event('idle') }, contextMenus: { onClicked: event('menu') },
  });
  vi.stubGlobal('addEventListener', (name: string, one: Heard) => { (listeners[name] ??= []).push(one); });
  vi.stubGlobal('importScripts', (path: string) => {
    expect(path).toBe('work.js');
    loads += 1;
    const told = (what: string) => (...args: unknown[]) => { done.push([what, ...args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : String(arg)))].join(' ')); return Promise.resolve({ ok: true, value: what }); };
    vi.stubGlobal('sluiceWork', Object.fromEntries(['woken', 'alarm', 'synced', 'back', 'noticeClicked', 'installed', 'browserStarted', 'hostsAllowed', 'chosen', 'command', 'page', 'panel'].map((what) => [what, told(what)])));
  });
}

const fire = (name: string, ...args: unknown[]): unknown[] => (listeners[name] ?? []).map((one) => one(...args));

beforeEach(async () => {
  vi.useFakeTimers();
  vi.unstubAllGlobals();
  [listeners, done, loads] = [{}, [], 0];
  inWorker();
  const { listen } = await import('../../src/background/listen.ts');
  listen();
});

describe('the first turn', () => {
  it('registers every listener, and loads nothing', () => {
    expect(Object.keys(listeners).sort()).toEqual(['alarm', 'command', 'idle', 'install', 'installed', 'menu', 'message', 'notice', 'permissions', 'startup', 'storage']);
    expect(loads).toBe(0);
  });

  it('loads the work while the worker is installed: later the browser would refuse', () => {
    fire('install');
    expect([loads, done]).toEqual([1, []]);
  });

  it('takes up what was left by itself, soon after', () => {
    vi.advanceTimersByTime(1_000);
    expect([loads, done]).toEqual([1, ['woken']]);
  });
});

describe('what is heard', () => {
  it.each([
    ['alarm', [{ name: 'follow' }], 'alarm follow'], ['notice', ['stopped|eu/a.example|1'], 'noticeClicked stopped|eu/a.example|1'], ['installed', [{ reason: 'update' }], 'installed update'],
    ['startup', [], 'browserStarted'], ['permissions', [{}], 'hostsAllowed'], ['command', ['dashboard'], 'command dashboard'], ['idle', ['active'], 'back'],
    ['menu', [{ menuItemId: 'check' }], 'chosen check'], ['storage', [{ settings: { newValue: 1 } }, 'sync'], 'synced 1'],
  ])('%s is told to the work at once', (event, args, told) => {
    fire(event, ...args);
    expect([loads, done]).toEqual([1, [told]]);
  });

  it('loads the work once, however much is heard', () => {
    fire('alarm', { name: 'sweep' });
    fire('alarm', { name: 'follow' });
    vi.advanceTimersByTime(1_000);
    expect([loads, done]).toEqual([1, ['alarm sweep', 'alarm follow', 'woken']]);
  });

  it('answers a command by the work', async () => {
    const answer = vi.fn();
    expect(fire('message', { sluice: 'page', command: 'checkNow', args: {} }, page, answer)).toEqual([true]);
    await vi.advanceTimersByTimeAsync(0);
    expect(answer).toHaveBeenCalledWith({ ok: true, value: 'page' });
    expect(done).toEqual(['page {"command":"checkNow","args":{}}']);
  });

  it('answers that somebody looks before the work is loaded, and tells the work then', async () => {
    const answer = vi.fn(() => { expect(loads).toBe(0); });
    fire('message', { sluice: 'page', command: 'attend', args: { hosting: null } }, page, answer);
    await vi.advanceTimersByTimeAsync(10);
    expect(answer).toHaveBeenCalledWith({ ok: true, value: null });
    expect(done).toEqual(['page {"command":"attend","args":{"hosting":null}}']);
  });

  it('of a broken installation is refused with its reason, and nothing else', () => {
    vi.stubGlobal('importScripts', () => undefined);
    expect(() => fire('alarm', { name: 'sweep' })).toThrow('work.js is missing');
  });
});

it('Firefox has the work before anybody listens', () => {
  expect((JSON.parse(readFileSync('manifest.json', 'utf8')) as { background: object }).background).toEqual({ service_worker: 'background.js', scripts: ['work.js', 'background.js'] });
});
