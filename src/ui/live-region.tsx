// What is said aloud without moving the focus.
import type { JSX } from 'preact';

/** Said aloud when it changes, without moving the focus. */
export function LiveRegion({ says }: { says: string }): JSX.Element {
  return <p class="spoken" role="status">{says}</p>;
}
