// The signs that only the later views draw: of steps, of consequences, of going back and out.
import type { JSX } from 'preact';
import { Drawing, type Drawn } from './icon.tsx';

const paths = {
  back: 'M11 4 6 9l5 5',
  out: 'M8 4H4v10h10v-4M10.5 3.5h4v4M14 4 8.5 9.5',
  tick: 'm4 9.5 3.5 3.5L14 5.5',
  now: 'M9 3.5a5.5 5.5 0 1 0 5.5 5.5',
  todo: 'M5 9a4 4 0 1 0 8 0 4 4 0 1 0-8 0',
  clock: 'M2.5 9a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M9 5.5V9l2.5 1.5',
} as const;

export type SignName = keyof typeof paths;

export function Sign({ name, ...drawn }: Drawn & { name: SignName }): JSX.Element {
  return <Drawing path={paths[name]} {...drawn} />;
}
