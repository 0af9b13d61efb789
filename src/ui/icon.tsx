// The marks: the gate in each of its states, and the signs of the first screen's buttons. Drawn in one line weight, in the colour of their text.
import type { JSX } from 'preact';
import type { Tone } from '../core/panel/panel-view.ts';

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
} as const satisfies Readonly<Record<Tone, string>> & Readonly<Record<string, string>>;

type IconName = keyof typeof paths;
export interface Drawn { readonly size?: number; readonly class?: string }

/** Always beside a word, or in a button with a name: silent for a screen reader. `size` in CSS pixels. */
export function Drawing({ path, size = 18, class: extra = '' }: Drawn & { path: string }): JSX.Element {
  return <svg class={`icon ${extra}`} width={size} height={size} viewBox="0 0 18 18" aria-hidden="true"><path d={path} /></svg>;
}

export function Icon({ name, ...drawn }: Drawn & { name: IconName }): JSX.Element {
  return <Drawing path={paths[name]} {...drawn} />;
}
