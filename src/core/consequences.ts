// What confirming an action will do, in each state: the lines of the question.
import type { ActionKind } from './actions.ts';
import type { TextKey } from './text.ts';

/** A line of a confirmation: what will happen, and the mark before it. */
export interface Consequence {
  readonly icon: 'warning' | 'clock' | 'gate';
  readonly key: TextKey;
}

const willBlock: readonly Consequence[] = [
  { icon: 'gate', key: 'will_block_hold' }, { icon: 'clock', key: 'will_block_keep' }, { icon: 'gate', key: 'will_block_later' },
];

/** What confirming an action will do in this state, in the order in which it matters. */
export function consequences(kind: ActionKind, state: string): readonly Consequence[] {
  switch (kind) {
    case 'block': return willBlock;
    case 'unblock': return unblockConsequences(state);
    case 'purge': return [
      { icon: 'warning', key: 'will_purge_gone' }, { icon: 'clock', key: 'will_purge_then' },
      ...(state === 'spam' ? [{ icon: 'gate', key: 'will_purge_secure' } as const] : []),
    ];
    case 'empty': return [
      { icon: 'warning', key: 'will_purge_gone' }, { icon: 'clock', key: 'will_empty_steps' }, { icon: 'gate', key: 'will_empty_then' },
    ];
    case 'recipient': return [{ icon: 'gate', key: 'will_recipient_report' }];
    case 'lift': return [{ icon: 'warning', key: 'will_lift_clean' }, { icon: 'clock', key: 'will_lift_scan' }, { icon: 'gate', key: 'will_lift_again' }];
  }
}

function unblockConsequences(state: string): readonly Consequence[] {
  const always: Consequence[] = [{ icon: 'gate', key: 'will_unblock_send' }, { icon: 'clock', key: 'will_unblock_later' }];
  if (state !== 'bounce') return always;
  return [...always, { icon: 'gate', key: 'will_unblock_force' }, { icon: 'warning', key: 'will_unblock_panel' }];
}
