// The chip and what it opens, in a closed shadow root: one for as long as one hosting is open, and gone without a trace after that.
import { stateIcons } from '../core/icons.ts';
import type { PanelView, QuestionView } from '../core/panel/panel-view.ts';
import { type Answer, send } from './door.ts';
import { button, element, icon } from './draw.ts';
import { panelElement } from './panel-element.ts';
import { type Yes, questionElement } from './question.ts';

type Kind = QuestionView['kind'];

export interface Chip {
  show(view: PanelView | null): void;
}

/** Firefox refuses adopted style sheets to content scripts in some versions; a page's policy may refuse the element instead. */
function dress(root: ShadowRoot, rules: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(element('style', {}, rules));
  }
}

/** Makes the chip; it is on the page from its first view until the signal aborts. `orphaned` is called when the extension is gone. */
export function makeChip(rules: string, signal: AbortSignal, orphaned: () => void): Chip {
  const host = element('div', {});
  const root = host.attachShadow({ mode: 'closed' });
  const all = element('div', { class: 'all' });
  root.append(all);
  dress(root, rules);
  let view: PanelView | null = null;
  let open = false;
  let question: HTMLElement | null = null;
  /** A button drawn anew between press and release would never hear of the click. */
  let pressed = false;

  const focusOn = (key: string): void => root.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  const focusedKey = (): string | null => root.activeElement?.getAttribute('data-key') ?? null;

  const close = (): void => {
    open = false;
    question = null;
    draw();
    focusOn('chip');
  };
  const toggle = (): void => {
    if (open) return close();
    open = true;
    draw();
    focusOn('panel');
  };
  const taken = <T>(answer: Answer<T> | null | 'orphaned'): Answer<T> | null => {
    if (answer !== 'orphaned') return answer;
    orphaned();
    return null;
  };

  const act = async (kind: Kind): Promise<void> => {
    root.querySelectorAll<HTMLButtonElement>('.acts button').forEach((one) => { one.disabled = true; });
    const asked = taken(await send<QuestionView>('ask', { kind }));
    if (!open || signal.aborted) return;
    draw();
    if (asked?.ok === true) return ask(asked.value);
    if (asked !== null) tell(asked.text);
    focusOn(kind);
  };
  const tell = (text: string): void => {
    const note = root.querySelector('.note');
    if (note !== null) note.textContent = text;
  };
  const ask = (asked: QuestionView): void => {
    const back = (): void => {
      question = null;
      draw();
      focusOn(asked.kind);
    };
    const made = questionElement(asked, view?.words.cancel ?? '', (yes) => void confirm(asked, yes, made.said), back);
    question = made.shown;
    draw();
    made.cancel.focus();
  };
  const confirm = async (asked: QuestionView, yes: Yes, said: (text: string) => void): Promise<void> => {
    const answer = taken(await send<PanelView | null>('confirm', { ask: asked.ask, kind: asked.kind, ...yes }));
    if (answer?.ok === false) return said(answer.text);
    question = null;
    if (answer?.ok === true) view = answer.value;
    draw();
    focusOn('panel');
  };

  const draw = (): void => {
    if (view === null) return host.remove();
    const key = focusedKey();
    const { tone, chip, chipMore, name, words } = view;
    const label = `Sluice, ${name}: ${chip} ${chipMore}`.trim();
    all.setAttribute('role', 'region');
    all.setAttribute('aria-label', words.region);
    const panel = !open ? null : panelElement(view, (kind) => void act(kind), close);
    if (panel !== null && question !== null) {
      // The question is the dialog then: the panel around it has lost the title that named it.
      panel.removeAttribute('role');
      panel.removeAttribute('aria-labelledby');
      panel.replaceChildren(question);
    }
    all.replaceChildren(...[panel, button({ class: `chip ${tone}`, 'aria-expanded': String(open), 'aria-label': label, 'data-key': 'chip' }, toggle,
      icon(stateIcons[tone]), element('span', {}, element('b', {}, chip), ' ', element('span', { class: 'quiet' }, chipMore)))].filter((one) => one !== null));
    // A page that cleans up after strangers gets the chip back with the next view, not by a watch over its document.
    if (!host.isConnected) document.documentElement.append(host);
    if (key !== null && root.activeElement === null) focusOn(key);
  };

  all.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open || !event.isTrusted) return;
    event.stopPropagation();
    if (question === null) return close();
    question = null;
    draw();
    focusOn('panel');
  });
  const renew = (): void => { if (question === null && !pressed) draw(); };
  const released = (): void => {
    if (pressed) setTimeout(() => {
      pressed = false;
      renew();
    });
  };
  all.addEventListener('pointerdown', () => { pressed = true; });
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, released, { signal });
  document.addEventListener('pointerdown', (event) => { if (open && question === null && event.isTrusted && event.target !== host) close(); }, { signal });
  signal.addEventListener('abort', () => host.remove());

  return {
    show: (next) => {
      view = next;
      renew();
    },
  };
}
