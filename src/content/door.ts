// The panel script's own small door to the browser: it sends commands, hears the background, and knows when it has been orphaned.
import type { Runtime } from 'webextension-polyfill';
import type { PanelCommands, Reply } from '../platform/messages.ts';
import { within } from '../core/within.ts';

type Sender = Pick<Runtime.MessageSender, 'id' | 'tab'>;
type Listener = (message: unknown, sender: Sender, answer: (value: unknown) => void) => true | undefined;
interface Native {
  readonly runtime?: {
    readonly id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
  };
}

/** Looked up anew each time: after an update of the extension, `runtime` may be gone. */
function runtime(): NonNullable<Native['runtime']> | null {
  const all = globalThis as { browser?: Native; chrome?: Native };
  const found = (all.browser ?? all.chrome)?.runtime;
  return found?.id === undefined ? null : found;
}

/** A worker that ended while it answered may never be heard of again. */
const answerMs = 60_000;

/** A refusal comes with its sentence, since the script has no texts of its own. */
export type Answer<T> = Extract<Reply<T>, { ok: true }> | { readonly ok: false; readonly text: string };

/** `orphaned`: the extension was updated or removed, and this script must leave. Null: no answer this time. */
export async function send<T>(command: keyof PanelCommands, args: object): Promise<Answer<T> | null | 'orphaned'> {
  const door = runtime();
  if (door === null) return 'orphaned';
  try {
    return ((await within(door.sendMessage({ sluice: 'panel', command, args }), answerMs)) as Answer<T> | undefined) ?? null;
  } catch {
    // The worker may just be starting, or the extension may be gone: the id tells which.
    return runtime() === null ? 'orphaned' : null;
  }
}

/** Hears the background, and nobody else: not a tab, not another extension. `answer` may be called later, once. */
export function hear(listener: (message: { readonly sluice?: unknown }, answer: (value: unknown) => void) => boolean, signal: AbortSignal): void {
  const door = runtime();
  const heard: Listener = (message, sender, answer) => {
    const ours = sender.id === runtime()?.id && sender.tab === undefined && typeof message === 'object' && message !== null;
    return ours && listener(message, answer) ? true : undefined;
  };
  door?.onMessage.addListener(heard);
  signal.addEventListener('abort', () => runtime()?.onMessage.removeListener(heard));
}
