// A browser door for the panel script's tests: commands are answered by the test, messages are said by it.
import { vi } from 'vitest';
import type { PanelView, QuestionView } from '../../src/core/panel/panel-view.ts';

export const view = (more: Partial<PanelView> = {}): PanelView => ({
  tone: 'ok', chip: 'Sending', chipMore: '641 today', name: 'example.com', title: 'Sending', why: 'Mail leaves at once.', clock: null, steps: [],
  figures: [{ label: 'Emails sent today', value: '641', of: '/ 2,000' }],
  actions: [{ kind: 'block', label: 'Block the sending of emails…', danger: false }, { kind: 'empty', label: 'Empty the queue…', danger: true }],
  note: 'Checked 4 s ago', words: { close: 'Close', cancel: 'Cancel', region: 'Sluice: mail of this hosting' }, ...more,
});

export const question = (more: Partial<QuestionView> = {}): QuestionView => ({
  ask: 'q1', kind: 'block', title: 'Block the sending of emails of example.com?', consequences: [{ icon: 'gate', text: 'Nothing is deleted.' }],
  freshness: 'State read just now.', hidden: 'The page hides this question.', confirm: 'Block the sending of emails', danger: false, option: null, field: null, ...more,
});

type Heard = (message: unknown, sender: { id?: string; tab?: object }, answer: (value: unknown) => void) => true | undefined;

/** As the background does: the hosting is the one that the tab's address names. */
const lookedAt = (): PanelView => view({ name: /hosting\/([^/]+)/.exec(location.href)?.[1] ?? 'example.com' });

/** Puts a fake `chrome` in place. `answers` gives what each command is answered. */
export function fakeRuntime(answers: Partial<Record<'dress' | 'look' | 'ask' | 'confirm', () => unknown>> = {}) {
  const heard = new Set<Heard>();
  const sent: { command: string; args: unknown }[] = [];
  const runtime: { id: string | undefined } & Record<string, unknown> = {
    id: 'sluice',
    sendMessage: vi.fn(async ({ command, args }: { command: keyof typeof answers; args: unknown }) => {
      sent.push({ command, args });
      return (answers[command] ?? (command === 'dress' ? () => ({ ok: true, value: '' }) : () => ({ ok: true, value: lookedAt() })))();
    }),
    onMessage: { addListener: (listener: Heard) => heard.add(listener), removeListener: (listener: Heard) => heard.delete(listener) },
  };
  vi.stubGlobal('chrome', { runtime });
  return {
    sent, heard,
    commands: () => sent.map((one) => one.command),
    orphan: () => { runtime.id = undefined; },
    say: (message: unknown, sender: { id?: string; tab?: object } = { id: 'sluice' }) =>
      new Promise<unknown>((resolve) => { if (![...heard].some((listener) => listener(message, sender, resolve) === true)) resolve('not heard'); }),
  };
}
