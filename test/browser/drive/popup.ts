// The popup as its user goes through it: from the list to a hosting, to a question, to the answer.
import type { ActionKind } from '../../../src/core/actions.ts';
import type { Screen } from './screen.ts';
import { waitFor } from './wait.ts';
import { word } from './words.ts';

const plain = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The line of the list that leads to a hosting. */
export function lineOf(name: string): RegExp {
  return new RegExp(plain(name));
}

/** Goes to the list: the popup opens where it was closed. */
export async function toList(popup: Screen): Promise<void> {
  await waitFor(async () => {
    if (await popup.has('heading', /^Sluice/)) return true;
    if (await popup.has('button', word('popup_back'))) await popup.press('button', word('popup_back'));
    return false;
  }, { what: 'the list of the popup', timeoutMs: 10_000, everyMs: 100 });
}

/** Goes to a hosting, from the list or from another hosting: the popup opens where it was closed. */
export async function openHosting(popup: Screen, name: string): Promise<void> {
  await waitFor(async () => {
    if (await popup.has('heading', name)) return true;
    const back = word('popup_back');
    if (await popup.has('button', back)) await popup.press('button', back);
    else if (await popup.has('button', lineOf(name))) await popup.press('button', lineOf(name), { timeoutMs: 2_000 });
    throw new Error(`there is: ${(await popup.text()).replace(/\s+/g, ' ').slice(0, 1000)}`);
  }, { what: `${name} in the popup`, timeoutMs: 20_000, everyMs: 100 });
}

/** The button that asks first; its name ends in "…" or is the short word. */
export function actionButton(kind: ActionKind): RegExp {
  return new RegExp(`^(${plain(word(`actionShort_${kind}`))}|${plain(word(`action_${kind}`))})\\s*…?$`);
}

/** Asks for an action; resolves when its confirmation is there, on the state as just read. */
export async function ask(popup: Screen, kind: ActionKind, name: string): Promise<void> {
  await popup.press('button', actionButton(kind));
  await popup.see(word(`ask_${kind}`, { name }), 15_000);
  await waitFor(async () => (await popup.find('button', word(`action_${kind}`))).enabled, { what: `the question "${kind}" to be ready` });
}

/** Says yes: the act named again on its button. */
export async function confirm(popup: Screen, kind: ActionKind, times = 1): Promise<void> {
  await popup.press('button', word(`action_${kind}`), { times });
}
