// The toolbar button from the head alone: how many hostings need somebody, how bad the worst is, or that Sluice is blind.
import { type Failure, failureTitle } from './failure.ts';
import { rowKind, standing } from './head.ts';
import type { Head, StateKind } from './model.ts';
import type { Say } from './text.ts';

export interface Badge {
  /** At most four characters; empty when there is nothing to say. `?` when Sluice is blind. */
  readonly text: string;
  readonly tone: StateKind | 'blind';
  readonly title: Say;
}

const worst: readonly StateKind[] = ['spam', 'unknown', 'bounce', 'ko'];

/** Why Sluice cannot see, if it cannot: through any account, or at the first look. */
export function blindness(head: Head): Failure | null {
  return head.accounts.find((account) => account.failure !== null)?.failure ?? (head.accounts.length === 0 ? head.probeFailure : null);
}

/** The badge for what is stored. A stop that is known is shown even while blind: it is the worse news. */
export function badgeFor(head: Head): Badge {
  const blind = blindness(head);
  if (head.needs > 0) {
    const kinds = new Set(head.rows.filter((row) => standing(row) === 'needs').map(rowKind));
    const tone = worst.find((kind) => kinds.has(kind)) ?? 'unknown';
    const text = head.needs > 999 ? '999+' : String(head.needs);
    return { text: blind === null ? text : `${text}?`.slice(-4), tone: blind === null ? tone : 'blind', title: { key: 'badge_needs', args: { n: head.needs } } };
  }
  if (blind !== null) return { text: '?', tone: 'blind', title: failureTitle(blind) };
  return { text: '', tone: 'ok', title: { key: head.total === 0 ? 'badge_empty' : 'badge_fine' } };
}
