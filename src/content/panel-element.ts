// The opened panel: state, why, what is at stake, what can be done, figures; drawn anew from each view.
import { closeIcon, dotIcon, stateIcons, tickIcon } from '../core/icons.ts';
import type { PanelView } from '../core/panel/panel-view.ts';
import { button, element, icon } from './draw.ts';

type Kind = PanelView['actions'][number]['kind'];

/** The panel's element; `act` when an action is asked for, `close` when it is to be closed. */
export function panelElement(view: PanelView, act: (kind: Kind) => void, close: () => void): HTMLElement {
  return element('section', { class: `panel ${view.tone}`, role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1', 'data-key': 'panel' },
    element('div', { class: 'hero' },
      element('header', {}, icon(stateIcons[view.tone], 20), element('h2', { id: 'title' }, view.title),
        button({ class: 'x', 'aria-label': view.words.close, 'data-key': 'close' }, close, icon(closeIcon))),
      element('p', { class: 'quiet small' }, view.name),
      view.why === '' ? null : element('p', {}, view.why),
      clockElement(view.clock),
      stepsElement(view.steps),
      view.actions.length === 0 ? null : element('div', { class: 'acts' }, ...view.actions.map(({ kind, label, danger }) =>
        button({ class: danger ? 'danger' : '', 'data-key': kind }, () => act(kind), label)))),
    view.figures.length === 0 ? null : element('dl', {}, ...view.figures.map(({ label, value, of }) =>
      element('div', {}, element('dt', {}, label), element('dd', {}, value, ' ', element('small', {}, of))))),
    element('p', { class: 'note quiet small', role: 'status' }, view.note));
}

function clockElement(clock: PanelView['clock']): HTMLElement | null {
  if (clock === null) return null;
  const gone = element('i', {});
  gone.style.width = `${Math.round(clock.gone * 100)}%`;
  return element('div', {}, element('div', { class: 'track', 'aria-hidden': 'true' }, gone),
    element('p', { class: 'row small' }, element('span', {}, clock.text), element('b', {}, clock.left)));
}

function stepsElement(steps: PanelView['steps']): HTMLElement | null {
  if (steps.length === 0) return null;
  return element('ol', {}, ...steps.map(({ text, when, life }) =>
    element('li', { class: life, 'aria-current': life === 'now' ? 'step' : null }, icon(life === 'done' ? tickIcon : dotIcon), text, element('span', { class: 'quiet small' }, when))));
}
