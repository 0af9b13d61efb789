// The life of an action: what to do next, decided from what is written down, the last reading and the time. Nothing is ever sent twice.
import { type Action, type Outcome, type Request, type Step, isStateless, mayLeave } from './actions.ts';
import type { Failure } from './failure.ts';
import { type Mail, type Time, sends, stopped } from './model.ts';

const minuteMs = 60_000;
/** How long a confirmation is good for before its first request leaves. */
export const wishMs = 10 * minuteMs;
/** How long a guided act may pause between two steps (browser closed, logged out) before the rest is not sent. */
export const pauseMs = 60 * minuteMs;
/** How long the promised state is waited for: a purge takes 5 to 10 minutes, a block "several minutes" (official guide). */
export const followMs = 15 * minuteMs;
/** A reading may be this old when a request leaves. */
export const freshMs = 5_000;

export interface Reading {
  readonly mail: Mail;
  readonly at: Time;
}

export type Move =
  | { readonly do: 'read' }
  | { readonly do: 'send'; readonly step: number }
  | { readonly do: 'write'; readonly action: Action }
  | { readonly do: 'wait' }
  | { readonly do: 'end'; readonly outcome: Outcome };

function replaced(action: Action, index: number, change: Partial<Step>): Action {
  return { ...action, steps: action.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) };
}

/** The step that is to be sent or followed; -1 when all are done. */
export function currentStep(action: Action): number {
  return action.steps.findIndex((step) => step.life !== 'done');
}

/** Whether the state shows what the request promised. */
function reached(action: Action, request: Request, mail: Mail): boolean {
  switch (request) {
    case 'BLOCK': return stopped(mail.state);
    case 'UNBLOCK': case 'PURGE': return sends(mail.state);
    case 'RECIPIENT': return mail.email?.toLowerCase() === action.recipient?.toLowerCase();
    // Lifting is done when it was taken: what comes of the provider's analysis shows in `/abuseState`.
    case 'LIFT': return action.steps.some((step) => step.life === 'sent');
  }
}

function tooOld(action: Action, index: number, now: Time): boolean {
  const since = action.steps[index - 1]?.doneAt ?? action.confirmedAt;
  const age = now - since;
  return age > (index === 0 ? wishMs : pauseMs) || age < -minuteMs;
}

/** The next move for an action without outcome. `reading` is the last good one of its hosting, of whatever age. */
export function nextMove(action: Action, reading: Reading | null, now: Time): Move {
  const index = currentStep(action);
  const step = action.steps[index];
  if (step === undefined) return { do: 'end', outcome: 'done' };
  return step.life === 'waiting' ? beforeSending(action, index, step, reading, now) : afterSending(action, index, step, reading, now);
}

function beforeSending(action: Action, index: number, step: Step, reading: Reading | null, now: Time): Move {
  if (tooOld(action, index, now)) return { do: 'end', outcome: 'notSent' };
  if (reading === null || now - reading.at > freshMs || reading.at > now) return { do: 'read' };
  if (index === 0 && !isStateless(action.kind) && reading.mail.state !== action.seen) return { do: 'end', outcome: 'notSent' };
  if (mayLeave(step.request, reading.mail.state)) return { do: 'send', step: index };
  if (action.steps.length > 1 && step.request === 'BLOCK' && reached(action, 'BLOCK', reading.mail)) {
    return { do: 'write', action: replaced(action, index, { life: 'done', doneAt: now }) };
  }
  return index > 0 && reading.mail.state === 'purging' ? { do: 'wait' } : { do: 'end', outcome: 'notSent' };
}

function afterSending(action: Action, index: number, step: Step, reading: Reading | null, now: Time): Move {
  const sentAt = step.sentAt ?? action.confirmedAt;
  const state = reading !== null && reading.at >= sentAt ? reading : null;
  if (state !== null && step.request === 'PURGE' && step.life === 'lost') {
    if (state.mail.state === 'purging') return { do: 'write', action: replaced(action, index, { life: 'sent' }) };
    if (sends(state.mail.state)) return { do: 'end', outcome: 'unknown' };
  }
  if (state !== null && reached(action, step.request, state.mail)) {
    return { do: 'write', action: replaced(action, index, { life: 'done', doneAt: state.at }) };
  }
  if (now - sentAt > followMs || now < sentAt - minuteMs) return { do: 'end', outcome: step.life === 'sent' ? 'slow' : 'unknown' };
  return { do: 'wait' };
}

/** Written down just before the request leaves. */
export function leaving(action: Action, index: number, now: Time): Action {
  return { ...replaced(action, index, { life: 'sending', sentAt: now }), failure: null };
}

/** What an answer to a request tells about whether the provider acted. */
export function actedOn(failure: Failure): 'no' | 'unclear' {
  switch (failure.kind) {
    case 'offline': case 'timeOut': case 'providerDown': case 'unreadable': case 'oversized': case 'maintenance': return 'unclear';
    default: return 'no';
  }
}

/** The action after its request was answered, or was not. */
export function answered(action: Action, index: number, failure: Failure | null, now: Time): Action {
  if (failure === null) return { ...replaced(action, index, { life: 'sent' }), failure: null };
  if (actedOn(failure) === 'unclear') return { ...replaced(action, index, { life: 'lost' }), failure };
  if (failure.kind === 'originRefused' || failure.kind === 'needsPanel') {
    return { ...replaced(action, index, { life: 'waiting', sentAt: null }), failure };
  }
  return ended({ ...replaced(action, index, { life: 'waiting', sentAt: null }), failure }, failure.kind === 'loggedOut' || failure.kind === 'weakSession' || failure.kind === 'otherUser' ? 'notSent' : 'refused', now);
}

/** A step that an ended worker left as `sending` may have arrived: it is lost, never sent again. */
export function orphaned(action: Action): Action {
  const index = action.steps.findIndex((step) => step.life === 'sending');
  return index === -1 ? action : replaced(action, index, { life: 'lost' });
}

export function ended(action: Action, outcome: Outcome, now: Time): Action {
  return { ...action, outcome, endedAt: now };
}

/** Milliseconds until the state is worth reading again, `sinceMs` after the request left: often at first, then every 20 s. */
export function followDelayMs(sinceMs: number): number {
  return sinceMs < 10_000 ? 2_000 : sinceMs < 60_000 ? 5_000 : 20_000;
}
