// Whatever the provider answers and whenever the worker dies, each request of an action leaves at most once and an end comes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actedOn, answered, currentStep, ended, followDelayMs, followMs, freshMs, leaving, nextMove, orphaned, pauseMs, type Reading, wishMs } from '../../src/core/action-life.ts';
import { type Action, type ActionKind, type Step, allowedActions, isAllowed, isDestructive, isStateless, mayLeave, plannedSteps } from '../../src/core/actions.ts';
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

const step = (request: Step['request'], life: Step['life'], more: Partial<Step> = {}): Step => ({ request, life, sentAt: null, doneAt: null, ...more });
const guided = (...steps: Step[]): Action => ({ ...action('empty', 'ok'), steps });

describe('the next move', () => {
  it('before a request leaves, by what is seen', () => {
    expect(nextMove(action('block', 'ok'), reading('ok', start), start)).toEqual({ do: 'send', step: 0 });
    expect(nextMove(action('block', 'ok'), null, start)).toEqual({ do: 'read' });
    expect(nextMove(action('block', 'ok'), reading('force', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove(action('purge', 'ok'), reading('ok', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove({ ...action('block', 'ko') }, reading('ko', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove(action('recipient', 'ok'), reading('spam', start), start)).toEqual({ do: 'send', step: 0 });
    expect(nextMove(action('lift', 'ok'), reading('purging', start), start)).toEqual({ do: 'send', step: 0 });
    expect(nextMove({ ...action('block', 'ok'), steps: [step('BLOCK', 'done')] }, null, start)).toEqual({ do: 'end', outcome: 'done' });
  });

  it('a reading is fresh for so long, and not from the future', () => {
    expect(nextMove(action('block', 'ok'), reading('ok', start), start + freshMs)).toMatchObject({ do: 'send' });
    expect(nextMove(action('block', 'ok'), reading('ok', start), start + freshMs + 1)).toEqual({ do: 'read' });
    expect(nextMove(action('block', 'ok'), reading('ok', start + 1), start)).toEqual({ do: 'read' });
  });

  it('a wish is good for so long, a pause for longer; a clock put back by more than a minute ends both', () => {
    const at = (one: Action, now: number): string => nextMove(one, null, now).do;
    expect(at(action('block', 'ok'), start + wishMs)).toBe('read');
    expect(at(action('block', 'ok'), start + wishMs + 1)).toBe('end');
    expect(at(action('block', 'ok'), start - minute)).toBe('read');
    expect(at(action('block', 'ok'), start - minute - 1)).toBe('end');
    const paused = guided(step('BLOCK', 'done', { doneAt: start + minute }), step('PURGE', 'waiting'));
    expect(at(paused, start + minute + pauseMs)).toBe('read');
    expect(at(paused, start + minute + pauseMs + 1)).toBe('end');
    expect(at(guided(step('BLOCK', 'done'), step('PURGE', 'waiting')), start + pauseMs + 1)).toBe('end');
  });

  it('of a guided act: a block that is not needed is done, a purge under way is waited for', () => {
    const again = guided(step('BLOCK', 'done', { doneAt: start }), step('PURGE', 'done', { doneAt: start }), step('BLOCK', 'waiting'));
    expect(nextMove(again, reading('ko', start), start)).toMatchObject({ do: 'write', action: { steps: [{}, {}, { life: 'done', doneAt: start }] } });
    expect(nextMove(again, reading('ok', start), start)).toEqual({ do: 'send', step: 2 });
    expect(nextMove(again, reading('purging', start), start)).toEqual({ do: 'wait' });
    expect(nextMove(guided(step('BLOCK', 'done', { doneAt: start }), step('PURGE', 'waiting')), reading('purging', start), start)).toEqual({ do: 'wait' });
    expect(nextMove(guided(step('BLOCK', 'done', { doneAt: start }), step('PURGE', 'waiting')), reading('ok', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove({ ...guided(step('BLOCK', 'waiting'), step('PURGE', 'waiting')), seen: 'purging' }, reading('purging', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
    expect(nextMove({ ...guided(step('UNBLOCK', 'waiting'), step('PURGE', 'waiting')), seen: 'spam' }, reading('spam', start), start)).toEqual({ do: 'end', outcome: 'notSent' });
  });

  it.each<readonly [Step['request'], string, boolean]>([
    ['BLOCK', 'ko', true], ['BLOCK', 'bounce', true], ['BLOCK', 'ok', false], ['BLOCK', 'purging', false], ['UNBLOCK', 'ok', true], ['UNBLOCK', 'force', true], ['UNBLOCK', 'ko', false],
    ['PURGE', 'ok', true], ['PURGE', 'force', true], ['PURGE', 'purging', false], ['PURGE', 'ko', false], ['LIFT', 'spam', true],
  ])('after %s left, seen %s: done is %s', (request, state, done) => {
    const one = { ...action('block', 'ok'), steps: [step(request, 'sent', { sentAt: start })] };
    const move = nextMove(one, reading(state, start + 5), start + 10);
    expect(move).toEqual(done ? { do: 'write', action: { ...one, steps: [step(request, 'done', { sentAt: start, doneAt: start + 5 })] } } : { do: 'wait' });
  });

  it('a lift whose answer was lost is not done', () => {
    expect(nextMove({ ...action('lift', 'ok'), steps: [step('LIFT', 'lost', { sentAt: start })] }, reading('ok', start), start)).toEqual({ do: 'wait' });
  });

  it('a recipient is there when its address is, whatever its case', () => {
    const one = { ...action('recipient', 'ok'), recipient: 'Me@Example.com', steps: [step('RECIPIENT', 'sent', { sentAt: start })] };
    const read = (email: string | null): Reading => ({ ...reading('ok', start), mail: { ...reading('ok', start).mail, email } });
    expect(nextMove(one, read('me@example.COM'), start)).toMatchObject({ do: 'write' });
    expect(nextMove(one, read('you@example.com'), start)).toEqual({ do: 'wait' });
    expect(nextMove(one, read(null), start)).toEqual({ do: 'wait' });
    expect(nextMove({ ...one, recipient: null }, read(null), start)).toMatchObject({ do: 'write' });
    expect(nextMove({ ...one, recipient: null }, read('me@example.com'), start)).toEqual({ do: 'wait' });
  });

  it('a state that was read before the request left says nothing; from then on it does', () => {
    const sent = { ...action('block', 'ok'), steps: [step('BLOCK', 'sent', { sentAt: start + 10 })] };
    expect(nextMove(sent, reading('ko', start + 9), start + 20)).toEqual({ do: 'wait' });
    expect(nextMove(sent, reading('ko', start + 10), start + 20)).toMatchObject({ do: 'write' });
    expect(nextMove(sent, null, start + 20)).toEqual({ do: 'wait' });
    expect(nextMove({ ...sent, steps: [step('BLOCK', 'sent')] }, reading('ko', start - 1), start)).toEqual({ do: 'wait' });
  });

  it('follows for so long, then says what is known', () => {
    const at = (life: Step['life'], now: number): unknown => nextMove({ ...action('block', 'ok'), steps: [step('BLOCK', life, { sentAt: start })] }, null, now);
    expect(at('sent', start + followMs)).toEqual({ do: 'wait' });
    expect(at('sent', start + followMs + 1)).toEqual({ do: 'end', outcome: 'slow' });
    expect(at('lost', start + followMs + 1)).toEqual({ do: 'end', outcome: 'unknown' });
    expect(at('sent', start - minute)).toEqual({ do: 'wait' });
    expect(at('sent', start - minute - 1)).toEqual({ do: 'end', outcome: 'slow' });
  });

  it('a lost purge is followed while the queue is still held', () => {
    const lost = { ...action('purge', 'ko'), steps: [step('PURGE', 'lost', { sentAt: start })] };
    expect(nextMove(lost, reading('ko', start), start)).toEqual({ do: 'wait' });
    expect(nextMove(lost, reading('force', start), start)).toEqual({ do: 'end', outcome: 'unknown' });
    expect(nextMove({ ...lost, steps: [step('UNBLOCK', 'lost', { sentAt: start })] }, reading('ok', start), start)).toMatchObject({ do: 'write', action: { steps: [{ life: 'done' }] } });
  });
});

describe('an answer', () => {
  const sending = leaving({ ...action('block', 'ok'), failure: { kind: 'offline' } }, 0, start);
  it('is written down before and after', () => {
    expect(sending).toMatchObject({ failure: null, steps: [{ life: 'sending', sentAt: start }] });
    expect(answered(sending, 0, null, start)).toMatchObject({ failure: null, outcome: null, steps: [{ life: 'sent', sentAt: start }] });
  });

  it.each<Failure>([{ kind: 'offline' }, { kind: 'timeOut' }, { kind: 'providerDown', status: 502 }, { kind: 'unreadable', status: 200 }, { kind: 'oversized' }, { kind: 'maintenance' }])('$kind may mean that the provider acted: it is followed, not sent again', (failure) => {
    expect(actedOn(failure)).toBe('unclear');
    expect(answered(sending, 0, failure, start)).toMatchObject({ failure, outcome: null, steps: [{ life: 'lost', sentAt: start }] });
  });

  it.each<Failure>([{ kind: 'originRefused' }, { kind: 'needsPanel' }])('$kind: it waits for a panel tab', (failure) => {
    expect(answered(sending, 0, failure, start)).toMatchObject({ failure, outcome: null, endedAt: null, steps: [{ life: 'waiting', sentAt: null }] });
  });

  it.each<readonly [Failure, string]>([
    [{ kind: 'loggedOut' }, 'notSent'], [{ kind: 'weakSession' }, 'notSent'], [{ kind: 'otherUser' }, 'notSent'], [{ kind: 'refused', status: 400, message: 'no' }, 'refused'],
    [{ kind: 'noRights', actions: [] }, 'refused'], [{ kind: 'gone' }, 'refused'], [{ kind: 'tooManyRequests', retryAfterMs: null }, 'refused'],
  ])('%j ends it: %s', (failure, outcome) => {
    expect(actedOn(failure)).toBe('no');
    expect(answered(sending, 0, failure, start + 3)).toMatchObject({ failure, outcome, endedAt: start + 3, steps: [{ life: 'waiting', sentAt: null }] });
  });

  it('that a worker did not live to hear is lost; nothing else of the action changes', () => {
    expect(orphaned(sending)).toEqual({ ...sending, steps: [step('BLOCK', 'lost', { sentAt: start })] });
    const waiting = action('empty', 'ok');
    expect(orphaned(waiting)).toBe(waiting);
    const later = guided(step('BLOCK', 'done'), step('PURGE', 'sending', { sentAt: start }));
    expect(orphaned(later).steps.map((one) => one.life)).toEqual(['done', 'lost']);
    expect(currentStep(later)).toBe(1);
    expect(currentStep(guided(step('BLOCK', 'done')))).toBe(-1);
  });
});

it('the state is read often at first, then less', () => {
  expect([0, 9_999, 10_000, 59_999, 60_000, 900_000].map(followDelayMs)).toEqual([2_000, 2_000, 5_000, 5_000, 20_000, 20_000]);
});

describe('each request and each action', () => {
  it.each<readonly [Step['request'], readonly string[]]>([
    ['BLOCK', ['ok', 'force']], ['UNBLOCK', ['ko', 'bounce']], ['PURGE', ['ko', 'bounce', 'spam']],
    ['RECIPIENT', [...knownStates, 'strange']], ['LIFT', [...knownStates, 'strange']],
  ])('%s may leave in %j only', (request, states) => {
    expect([...knownStates, 'strange'].filter((state) => mayLeave(request, state))).toEqual([...states].sort((a, b) => [...knownStates, 'strange'].indexOf(a) - [...knownStates, 'strange'].indexOf(b)));
  });

  it('deletes mail or not, asks for a state or not, and has its steps', () => {
    const kinds = ['block', 'unblock', 'purge', 'empty', 'recipient', 'lift'] as const;
    expect(kinds.filter(isDestructive)).toEqual(['purge', 'empty']);
    expect(kinds.filter(isStateless)).toEqual(['recipient', 'lift']);
    expect(kinds.filter((kind) => isAllowed(kind, 'purging'))).toEqual(['recipient', 'lift']);
    expect(kinds.map((kind) => plannedSteps(kind, true).map((one) => one.request).join())).toEqual(['BLOCK', 'UNBLOCK', 'PURGE', 'BLOCK,PURGE,BLOCK', 'RECIPIENT', 'LIFT']);
    expect(plannedSteps('empty', false)).toEqual([step('BLOCK', 'waiting'), step('PURGE', 'waiting')]);
  });
});
