// What the chip and its panel inside the control panel show, as plain data in a closed vocabulary: the page-side script only draws it.
import type { ActionKind } from '../actions.ts';

/** The three marks of a state go together everywhere: icon, word, colour. */
export type Tone = 'ok' | 'force' | 'ko' | 'bounce' | 'spam' | 'purging' | 'unknown' | 'blind';

/** All strings are final texts in the user's language; those from the provider are hostile and are drawn as text. */
export interface PanelView {
  readonly tone: Tone;
  /** The chip: the state in a word or two, and one quiet addition. */
  readonly chip: string;
  readonly chipMore: string;
  /** The hosting's name. */
  readonly name: string;
  /** State in a sentence, then why, then what is at stake. */
  readonly title: string;
  readonly why: string;
  readonly clock: { readonly text: string; readonly left: string; /** 0 to 1 */ readonly gone: number } | null;
  readonly steps: readonly { readonly text: string; readonly when: string; readonly life: 'done' | 'now' | 'todo' }[];
  readonly figures: readonly { readonly label: string; readonly value: string; readonly of: string }[];
  readonly actions: readonly { readonly kind: ActionKind; readonly label: string; readonly danger: boolean }[];
  /** How old the figures are, or what went wrong and what to do. */
  readonly note: string;
  /** Names of the panel's own parts: close, cancel. */
  readonly words: { readonly close: string; readonly cancel: string; readonly region: string };
}

/** The confirmation of one action, in texts for the state that was just read. */
export interface QuestionView {
  readonly ask: string;
  readonly kind: ActionKind;
  readonly title: string;
  readonly consequences: readonly { readonly icon: 'warning' | 'clock' | 'gate'; readonly text: string }[];
  /** How fresh the state is. */
  readonly freshness: string;
  readonly confirm: string;
  /** What to do when the page hides the question. */
  readonly hidden: string;
  readonly danger: boolean;
  /** For `empty`: the label of "and stay blocked"; null otherwise. */
  readonly option: string | null;
  /** For `recipient`: the label of the address field; null otherwise. */
  readonly field: string | null;
}
