// The background's ear: who may give which command is decided from the browser's own account of the sender, before the message is looked at.
import type { Runtime } from 'webextension-polyfill';
import { fields } from '../core/shape.ts';
import { browserApi } from './browser.ts';

export interface Received {
  readonly command: string;
  readonly args: unknown;
}

export interface Ears {
  /** From Sluice's own pages. */
  page(received: Received): Promise<unknown>;
  /** From its script in the top frame of a tab whose URL is `url`. */
  panel(received: Received, url: string): Promise<unknown>;
}

/** Measured in Chromium and Firefox: our pages have our own URL, in a tab or not; a page framed by a site has a frame above 0. */
export function senderKind(sender: Runtime.MessageSender, ownId: string, ownUrl: string): 'page' | 'panel' | null {
  if (sender.id !== ownId || (sender.frameId !== undefined && sender.frameId !== 0)) return null;
  if (sender.url?.startsWith(ownUrl) === true) return 'page';
  return sender.tab?.url === undefined ? null : 'panel';
}

/** Registers the one listener. Must be called in the first turn of the worker. Anything that is not a command is left unanswered. */
export function receive(ears: Ears): void {
  const { runtime } = browserApi();
  const ownUrl = runtime.getURL('');
  const listener = (message: unknown, sender: Runtime.MessageSender, answer: (value: unknown) => void): true | undefined => {
    const envelope = fields(message);
    const command = envelope?.['command'];
    const kind = senderKind(sender, runtime.id, ownUrl);
    if (typeof command !== 'string' || kind === null || envelope?.['sluice'] !== kind) return undefined;
    const received = { command, args: envelope['args'] };
    const said = kind === 'page' ? ears.page(received) : ears.panel(received, sender.tab?.url ?? '');
    // Who hears nothing says so to its user: the reason stands in the background's own console, by its kind alone.
    said.then(answer, (error: unknown) => { console.error('Sluice:', error instanceof Error ? error.name : 'fault'); answer(undefined); });
    // Both browsers understand this without the polyfill: the answer comes later.
    return true;
  };
  runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
}
