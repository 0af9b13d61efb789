// Whatever the provider answers and whenever the worker dies, each request of an action leaves at most once and an end comes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, ended, leaving, nextMove, orphaned, type Reading } from '../../src/core/action-life.ts';
import { type Action, type ActionKind, allowedActions, isAllowed, mayLeave, plannedSteps } from '../../src/core/actions.ts';
import { consequences } from '../../src/core/consequences.ts';
import type { Failure } from '../../src/core/failure.ts';
import { type AccountId, hostingId, knownStates } from '../../src/core/model.ts';

const minute = 60_000;
const start = 1_000 * minute;

function action(kind: ActionKind, seen: string, stayBlocked = false): Action {
  return {
    id: 'a', hosting: hostingId('eu', 'example.com'), account: 'session:eu:x' as AccountId, kind, stayBlocked, recipient: null, seen,
    confirmedAt: start, steps: plannedSteps(kind, stayBlocked), via: 'background', outcome: null, failure: null, endedAt: null, dismissed: false, by: 'user',
  };
}

const reading = (state: string, at: number): Reading => ({ mail: { state, sent: 0, sentToday: 0, bounce: 0, maxPerDay: null, email: null }, at });
const failures: (Failure | null)[] = [
  null, { kind: 'offline' }, { kind: 'timeOut' }, { kind: 'providerDown', status: 502 }, { kind: 'originRefused' }, { kind: 'needsPanel' },
  { kind: 'refused', status: 400, message: 'no' }, { kind: 'loggedOut' }, { kind: 'unreadable', status: 200 },
];
const event = fc.record({
  state: fc.constantFrom(...knownStates, 'strange'), waitMs: fc.constantFrom(0, 2_000, minute, 20 * minute, -minute / 2),
  answer: fc.constantFrom(...failures), dies: fc.boolean(), blindRead: fc.boolean(),
});

describe('the life of an action', () => {
  it('sends each request at most once, in a state that allows it, and never after its end', () => {
    const kinds = fc.constantFrom<ActionKind>('block', 'unblock', 'purge', 'empty');
    fc.assert(fc.property(kinds, fc.constantFrom(...knownStates), fc.boolean(), fc.array(event, { maxLength: 60 }), (kind, seen, stay, events) => {
      let now = start;
      let current = action(kind, seen, stay);
      const arrived = current.steps.map(() => 0);
      for (const { state, waitMs, answer, dies, blindRead } of events) {
        if (current.outcome !== null) break;
        current = orphaned(current);
        now += waitMs;
        const move = nextMove(current, blindRead ? null : reading(state, now), now);
        if (move.do === 'write') current = move.action;
        if (move.do === 'end') current = ended(current, move.outcome, now);
        if (move.do !== 'send') continue;
        expect(mayLeave(current.steps[move.step]?.request ?? 'PURGE', state)).toBe(true);
        current = leaving(current, move.step, now);
        if (dies) { arrived[move.step] = (arrived[move.step] ?? 0) + 1; continue; }
        const refused = answer !== null && !['offline', 'timeOut', 'providerDown', 'unreadable'].includes(answer.kind);
        if (!refused) arrived[move.step] = (arrived[move.step] ?? 0) + 1;
        current = answered(current, move.step, answer, now);
      }
      for (const count of arrived) expect(count).toBeLessThanOrEqual(1);
    }), { numRuns: 5_000 });
  });

  it('does not believe a purge whose answer was lost until the purge was seen', () => {
    const lost = answered(leaving(action('purge', 'ko'), 0, start), 0, { kind: 'timeOut' }, start);
    expect(nextMove(lost, reading('ok', start + minute), start + minute)).toEqual({ do: 'end', outcome: 'unknown' });
    const seen = nextMove(lost, reading('purging', start + minute), start + minute);
    expect(seen).toMatchObject({ do: 'write', action: { steps: [{ life: 'sent' }] } });
  });

  it('does not go on with a guided act after an hour of silence, nor after the clock was put back', () => {
    const halfway = { ...action('empty', 'ok'), steps: [{ request: 'BLOCK', life: 'done', sentAt: start, doneAt: start }, { request: 'PURGE', life: 'waiting', sentAt: null, doneAt: null }] } as Action;
    expect(nextMove(halfway, reading('ko', start + 59 * minute), start + 59 * minute)).toEqual({ do: 'send', step: 1 });
    expect(nextMove(halfway, reading('ko', start + 61 * minute), start + 61 * minute)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove(halfway, reading('ko', start - 5 * minute), start - 5 * minute)).toEqual({ do: 'end', outcome: 'notSent' });
  });

  it('never sends on a reading that is not fresh', () => {
    expect(nextMove(action('block', 'ok'), reading('ok', start), start + 6_000)).toEqual({ do: 'read' });
    expect(nextMove(action('block', 'ok'), null, start)).toEqual({ do: 'read' });
  });
});

describe('what may be done', () => {
  it('is the table of the product, and nothing in an unknown state', () => {
    expect(Object.fromEntries([...knownStates, 'strange'].map((state) => [state, [...allowedActions(state)]]))).toEqual({
      ok: ['block', 'empty'], force: ['block', 'empty'], ko: ['unblock', 'purge'], bounce: ['unblock', 'purge'], spam: ['purge'], purging: [], strange: [],
    });
    expect(isAllowed('recipient', 'strange')).toBe(true);
  });

  it('is always said: every action that is offered names its consequences', () => {
    for (const state of knownStates) for (const kind of allowedActions(state)) expect(consequences(kind, state).length).toBeGreaterThan(1);
  });
});
