// The marks: the gate in each of its states, and the few signs of buttons. Drawn in one line weight, in the colour of their text.
import type { JSX } from 'preact';
import type { Tone } from '../core/panel-view.ts';

const posts = 'M3 2v14M15 2v14';

/** Paths on an 18 × 18 grid. Open gate, open twice, closed, closed with a way back, flushing; warning and crossed eye for spam and blind. */
const paths = {
  ok: `${posts}M3 3h12v4H3M6 11.5h6M9.8 9l2.4 2.5-2.4 2.5`,
  force: `${posts}M3 3h12v4H3M5 11.5h3M7 9.5l2 2-2 2M10 11.5h3M12 9.5l2 2-2 2`,
  ko: `${posts}M3 3h12v12H3M3 7h12M3 11h12`,
  bounce: `${posts}M3 3h12v3H3M12.5 13.5c0-3-2-4-7-4M8 7l-2.5 2.5L8 12`,
  spam: 'M9 1.8 16.5 15.5h-15zM9 7v4M9 13.3v.1',
  purging: `${posts}M3 3h12v3H3M9 8.5v6M6.5 12 9 14.5 11.5 12`,
  unknown: `${posts}M3 3h12M7 8a2 2 0 1 1 2.5 2c-.4.2-.5.5-.5 1M9 13.5v.1`,
  blind: 'M2 9s2.5-4.5 7-4.5S16 9 16 9s-2.5 4.5-7 4.5S2 9 2 9zM3 15 15 3',
  again: 'M14.5 9A5.5 5.5 0 1 1 12.7 5M13 2v3.3H9.7',
  options: 'M3 5h8M14 5h1M3 9h2M8 9h7M3 13h6M12 13h3M11 5a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M5 9a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M9 13a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0',
  back: 'M11 4 6 9l5 5',
  out: 'M8 4H4v10h10v-4M10.5 3.5h4v4M14 4 8.5 9.5',
  tick: 'm4 9.5 3.5 3.5L14 5.5',
  now: 'M9 3.5a5.5 5.5 0 1 0 5.5 5.5',
  todo: 'M5 9a4 4 0 1 0 8 0 4 4 0 1 0-8 0',
  clock: 'M2.5 9a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M9 5.5V9l2.5 1.5',
} as const satisfies Readonly<Record<Tone, string>> & Readonly<Record<string, string>>;

export type IconName = keyof typeof paths;

/** Always beside a word, or in a button with a name: silent for a screen reader. `size` in CSS pixels. */
export function Icon({ name, size = 18, class: extra = '' }: { name: IconName; size?: number; class?: string }): JSX.Element {
  return <svg class={`icon ${extra}`} width={size} height={size} viewBox="0 0 18 18" aria-hidden="true"><path d={paths[name]} /></svg>;
}
