// The confirmation inside the panel: what will happen, the safe answer first, and a yes that only a person who could read it can give.
import { clockIcon, stateIcons } from '../core/icons.ts';
import type { QuestionView } from '../core/panel/panel-view.ts';
import { button, element, icon } from './draw.ts';
import { watchSeen } from './seen.ts';

/** The question must have been seen this long: a click aimed at what was there before, or at what the page laid over it, does not count. */
const readMs = 500;
const icons = { warning: stateIcons.spam, clock: clockIcon, gate: stateIcons.ok };

export interface Yes {
  readonly stayBlocked: boolean;
  readonly recipient: string | null;
}

/** The question's element. `yes` is called at most once at a time; `said` shows why it was not taken and lets the person try again. */
export function questionElement(view: QuestionView, cancelWord: string, yes: (answer: Yes) => void, no: () => void): { shown: HTMLElement; cancel: HTMLElement; said: (text: string) => void } {
  const option = view.option === null ? null : element('input', { type: 'checkbox' });
  const field = view.field === null ? null : element('input', { type: 'email', required: true, autocomplete: 'off', maxlength: '254' });
  const wrong = element('p', { class: 'wrong small', role: 'alert' });
  let asked = false;
  const confirm = button({ class: view.danger ? 'danger' : '', disabled: true, 'data-key': 'yes' }, () => {
    if (!isSeen()) return;
    asked = true;
    confirm.disabled = true;
    wrong.textContent = '';
    yes({ stayBlocked: option?.checked ?? false, recipient: field?.value.trim() ?? null });
  }, view.confirm);
  const cancel = button({ 'data-key': 'no' }, no, cancelWord);
  const shown = element('section', { class: 'ask', role: 'alertdialog', 'aria-labelledby': 'ask', 'aria-describedby': 'will' },
    element('h2', { id: 'ask' }, view.title),
    element('ul', { id: 'will' }, ...view.consequences.map((one) => element('li', {}, icon(icons[one.icon], 16), one.text))),
    field === null ? null : element('label', { class: 'field' }, view.field, field),
    option === null ? null : element('label', {}, option, view.option),
    element('p', { class: 'quiet small' }, view.freshness),
    wrong,
    element('div', { class: 'acts end' }, cancel, confirm));
  const hidden = element('p', { class: 'quiet small', role: 'status' });
  shown.insertBefore(hidden, wrong);
  const isSeen = watchSeen(shown, readMs, (is) => {
    confirm.disabled = asked || is !== 'seen';
    hidden.textContent = is === 'hidden' ? view.hidden : '';
  });
  return { shown, cancel: field ?? cancel, said: (text) => { asked = false; wrong.textContent = text; confirm.disabled = false; } };
}
