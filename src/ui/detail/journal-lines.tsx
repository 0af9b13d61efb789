// A hosting's journal, newest first: what its state was and what was done.
import type { JSX } from 'preact';
import { failureTitle, type Failure } from '../../core/failure.ts';
import { type JournalEntry, type StateKind, stateKind } from '../../core/model.ts';
import type { Say, TextKey } from '../../core/text.ts';
import { Icon } from '../icon.tsx';
import { Sign } from '../sign.tsx';
import { moment, t, text } from '../words.ts';

interface Line { readonly id: string; readonly icon: StateKind | 'clock' | 'blind'; readonly says: Say; readonly at: number }

const outcomes: ReadonlySet<string> = new Set(['refused', 'notSent', 'slow', 'unknown']);

function actionLine(action: string, life: string): Say | null {
  if (life === 'sending') return { key: 'journal_sent', args: { action: t(`action_${action}` as TextKey) } };
  if (life === 'done') return { key: `outcome_done_${action}` as TextKey };
  if (life === 'lost') return { key: 'journal_lost' };
  return outcomes.has(life) ? { key: `row_${life}` as TextKey } : null;
}

function stateLine(to: string): Say {
  const kind = stateKind(to);
  return kind === 'unknown' ? { key: 'stateTitle_unknown', args: { state: to } } : { key: `stateTitle_${kind}` };
}

/** Null for what says nothing new to a person: steps in between, and notices, which repeat what is there. */
function lineOf({ id, at, what }: JournalEntry): Line | null {
  switch (what.kind) {
    case 'state': return { id, at, icon: stateKind(what.to), says: stateLine(what.to) };
    case 'action': {
      const says = actionLine(what.action, what.life);
      return says === null ? null : { id, at, icon: 'clock', says };
    }
    case 'sight': return { id, at, icon: 'blind', says: what.failure === null ? { key: 'journal_sight' } : failureTitle({ kind: what.failure } as Failure) };
    case 'notice': return null;
  }
}

export function JournalLines({ entries }: { entries: readonly JournalEntry[] }): JSX.Element | null {
  const lines = entries.map(lineOf).filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{t('popup_journal')}</h2>
      <ul class="journal">{lines.map((line) => <li key={line.id}>{line.icon === 'clock' ? <Sign name="clock" size={16} /> : <Icon name={line.icon} size={16} />}<span>{text(line.says)}</span><span class="quiet small num">{moment(line.at)}</span></li>)}</ul>
    </section>
  );
}
