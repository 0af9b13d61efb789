// A line of the list in words and marks: its tone, its sentence, its one next action.
import { type ActionKind, allowedActions } from '../../core/actions.ts';
import { type Remedy, failureTitle, remedyFor } from '../../core/failure.ts';
import { rowKind, standing } from '../../core/head.ts';
import type { Row } from '../../core/model.ts';
import type { Tone } from '../../core/panel/panel-view.ts';
import { stateTitle } from '../../core/state-text.ts';
import type { Say } from '../../core/text.ts';

/** Icon, word and colour go together under one name. */
export function rowTone(row: Row): Tone {
  if (standing(row) === 'working') return 'purging';
  if (standing(row) === 'watch') return 'bounce';
  if (row.failure !== null && row.action === null) return 'blind';
  const kind = rowKind(row);
  return kind === 'unread' ? 'unknown' : kind;
}

/** What a hosting that needs somebody says: how an action ended, what kept it from being read, or its state. */
export function rowSays(row: Row): Say {
  const outcome = row.action?.outcome ?? null;
  if (row.action !== null && outcome === null) return { key: `actionUnderWay_${row.action.kind}` };
  if (outcome !== null && outcome !== 'done') return { key: `row_${outcome}` };
  if (row.failure !== null) return failureTitle(row.failure);
  const [alert] = row.alerts;
  return standing(row) === 'watch' && alert !== undefined ? { key: `alert_${alert}` } : stateOf(row);
}

/** The state alone, in a word or two. */
export function stateOf(row: Row): Say {
  const mail = row.state === '' ? null : { state: row.state, sent: 0, sentToday: 0, bounce: 0, maxPerDay: null, email: null };
  return standing(row) === 'fine' || standing(row) === 'watch' ? { key: `state_${rowKind(row)}` } : stateTitle({ mail, stop: row.stop });
}

export type Next = { readonly do: 'ask'; readonly kind: ActionKind } | { readonly do: 'remedy'; readonly remedy: Remedy } | { readonly do: 'look' };

/** The one next action of a hosting that needs somebody. */
export function nextOf(row: Row): Next {
  if (row.action !== null) return { do: 'look' };
  if (row.failure !== null) {
    const remedy = remedyFor(row.failure);
    return remedy === 'none' ? { do: 'look' } : { do: 'remedy', remedy };
  }
  const [kind] = allowedActions(row.state);
  return kind === undefined ? { do: 'remedy', remedy: 'openPanel' } : { do: 'ask', kind };
}
