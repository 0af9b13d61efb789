// How an action ended, in a title and a sentence.
import type { Action } from '../../core/actions.ts';
import type { Say } from '../../core/text.ts';

const long: ReadonlySet<string> = new Set(['slow', 'unknown']);

export function outcomeTitle(action: Action): Say {
  const outcome = action.outcome ?? 'unknown';
  if (outcome === 'done') return { key: action.kind === 'empty' && action.stayBlocked ? 'outcome_done_emptyStay' : `outcome_done_${action.kind}` };
  return { key: long.has(outcome) ? `row_${outcome}` : `outcome_${outcome}` };
}

/** Why, where the failure does not say it. A guided act that stopped half-way was interrupted; else the state had changed. */
export function outcomeWhy(action: Action, state: string): Say | null {
  const { outcome } = action;
  if (outcome === 'slow' || outcome === 'unknown') return { key: `outcome_${outcome}` };
  if (outcome !== 'notSent' || action.failure !== null) return null;
  const untouched = action.steps.every((step) => step.life === 'waiting');
  return { key: untouched && state !== action.seen ? 'outcome_notSent_state' : 'outcome_notSent_old' };
}
