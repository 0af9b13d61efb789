// The marks: the gate in each of its states, and the signs of the first screen's buttons. Drawn in one line weight, in the colour of their text.
import type { JSX } from 'preact';
import { stateIcons } from '../core/icons.ts';
import type { Tone } from '../core/panel/panel-view.ts';

/** The states' marks, which the chip draws too, and the signs of the first screen's buttons. Paths on an 18 × 18 grid. */
const paths = {
  ...stateIcons,
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
