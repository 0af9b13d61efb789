// An action under way as the steps that a person follows: what is done, what is going on, what comes.
import { type Action, type Step } from './actions.ts';
import type { Say } from './text.ts';

export interface StepLine {
  readonly text: Say;
  readonly when: Say | null;
  readonly life: 'done' | 'now' | 'todo';
}

function stepText(step: Step, index: number): Say {
  return { key: step.request === 'BLOCK' && index > 0 ? 'step_BLOCK_again' : `step_${step.request}` };
}

function when(step: Step, life: StepLine['life']): Say | null {
  const at = life === 'done' ? step.doneAt : life === 'now' ? step.sentAt : null;
  if (at === null) return null;
  return { key: life === 'done' ? 'stepWhen_at' : 'stepWhen_since', args: { at: { at } } };
}

/** One line a request; the first that is not done is the one under way. */
export function stepLines(action: Action): readonly StepLine[] {
  const current = action.steps.findIndex((step) => step.life !== 'done');
  return action.steps.map((step, index) => {
    const life = step.life === 'done' ? 'done' : index === current && action.outcome === null ? 'now' : 'todo';
    return { text: stepText(step, index), when: when(step, life), life };
  });
}

/** What is to be known about the step under way: that its answer was lost, or what keeps it; null when all is well. */
export function stepTrouble(action: Action): Say | null {
  if (action.outcome !== null) return null;
  const current = action.steps.find((step) => step.life !== 'done');
  return current?.life === 'lost' ? { key: 'lost' } : null;
}

