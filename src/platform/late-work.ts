// The background's work is a script of its own, loaded when something is to be done: a worker that only answers starts three times as fast.
import type { Received } from './receive.ts';

/** What the background does at each event. None waits for the other; each finds what it needs in storage. */
export interface Work {
  /** The worker has started. */
  woken(): void;
  alarm(name: string): void;
  synced(settings: unknown): void;
  /** Somebody is back at the computer. */
  back(): void;
  noticeClicked(id: string): void;
  installed(reason: string): void;
  browserStarted(): void;
  hostsAllowed(): void;
  chosen(entry: 'check' | 'silence' | 'dashboard'): void;
  command(name: string): void;
  page(received: Received): Promise<unknown>;
  panel(received: Received, url: string): Promise<unknown>;
}

const script = 'work.js';
interface Global {
  sluiceWork?: Work;
  importScripts?(path: string): void;
  addEventListener(type: 'install', listener: () => void): void;
}
const all = globalThis as unknown as Global;

/** Called by the script itself. */
export function offerWork(made: Work): void {
  all.sluiceWork = made;
}

/** The work, loaded by the first call. Firefox's event page has it already: the manifest names it first there, as the event that woke the page is told as soon as somebody listens. */
export function work(): Work {
  if (all.sluiceWork === undefined) all.importScripts?.(script);
  if (all.sluiceWork === undefined) throw new Error(`${script} is missing`);
  return all.sluiceWork;
}

/** A worker may load later only what it loaded while it was installed (Service Workers, "import scripts updated flag"). Call in its first turn. */
export function keepWork(): void {
  if (all.importScripts !== undefined) all.addEventListener('install', () => void work());
}
