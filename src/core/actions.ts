// What may be done in which state, what it must lead to, and the life of an action step by step.
import type { Failure } from './failure.ts';
import { type AccountId, type HostingId, type StateKind, type Time, sends, stateKind } from './model.ts';

/** `empty` is the guided act "Empty the queue": block, wait for `ko`, purge, wait. `lift` ends the provider's abuse measures. */
export type ActionKind = 'block' | 'unblock' | 'purge' | 'empty' | 'recipient' | 'lift';
/** What is sent: `hosting.web.mail.ActionEnum` of the schema, the change of the report recipient, or `POST …/unblockTCPOut` (the panel's "lift security measures"). */
export type Request = 'BLOCK' | 'UNBLOCK' | 'PURGE' | 'RECIPIENT' | 'LIFT';

/**
 * The life of one request. `waiting`: not sent. `sending`: written down just before it leaves, so a step found like this by
 * a fresh worker may or may not have arrived, and is never sent again. `sent`: the provider took it. `lost`: no answer came.
 * `done`: its state was seen.
 */
export type StepLife = 'waiting' | 'sending' | 'sent' | 'lost' | 'done';

export interface Step {
  readonly request: Request;
  readonly life: StepLife;
  readonly sentAt: Time | null;
  readonly doneAt: Time | null;
}

/**
 * How an action ended. `done`: the promised state was seen. `refused`: the provider said no, nothing happened.
 * `notSent`: the state no longer allowed it, or the wish grew too old, or it could not be sent. `slow`: taken, but 15 minutes passed without
 * the promised state. `unknown`: the answer was lost and the state did not tell within that time.
 */
export type Outcome = 'done' | 'refused' | 'notSent' | 'slow' | 'unknown';

/** One confirmed action, as it is stored under its hosting's key; at most one under way per hosting. */
export interface Action {
  /** Made with the question; confirming twice starts one action. */
  readonly id: string;
  readonly hosting: HostingId;
  readonly account: AccountId;
  readonly kind: ActionKind;
  /** For `empty`: block again at the end. */
  readonly stayBlocked: boolean;
  /** For `recipient`. */
  readonly recipient: string | null;
  /** The state that was shown when the user confirmed. */
  readonly seen: string;
  readonly confirmedAt: Time;
  readonly steps: readonly Step[];
  /** How its requests travel: from the background, or carried by an open panel tab once the provider refused the extension's origin. */
  readonly via: 'background' | 'panel';
  readonly outcome: Outcome | null;
  /** Why it was refused or not sent, or what last went wrong while it is under way. */
  readonly failure: Failure | null;
  readonly endedAt: Time | null;
  /** Set when the user has read how it ended. */
  readonly dismissed: boolean;
  /** Who decided it: the user, or the guard at a limit that the user set. */
  readonly by: 'user' | 'guard';
}

/** What a list needs of an action. */
export interface ActionProgress {
  readonly kind: ActionKind;
  readonly step: number;
  readonly steps: number;
  readonly since: Time;
  readonly outcome: Outcome | null;
}

const allowed: Readonly<Record<StateKind, readonly ActionKind[]>> = {
  ok: ['block', 'empty'],
  force: ['block', 'empty'],
  ko: ['unblock', 'purge'],
  bounce: ['unblock', 'purge'],
  spam: ['purge'],
  purging: [],
  unknown: [],
};

/** The actions to offer in a state, the recommended one first. The recipient can be changed in every state. */
export function allowedActions(state: string): readonly ActionKind[] {
  return allowed[stateKind(state)];
}

/** Actions that ask nothing of the mail state. */
export function isStateless(kind: ActionKind): boolean {
  return kind === 'recipient' || kind === 'lift';
}

export function isAllowed(kind: ActionKind, state: string): boolean {
  return isStateless(kind) || allowedActions(state).includes(kind);
}

/** Whether a request may leave in this state: the panel's own rules, kept on the state read just before. */
export function mayLeave(request: Request, state: string): boolean {
  switch (request) {
    case 'BLOCK': return sends(state);
    case 'UNBLOCK': return state === 'ko' || state === 'bounce';
    case 'PURGE': return state === 'ko' || state === 'bounce' || state === 'spam';
    case 'RECIPIENT': case 'LIFT': return true;
  }
}

const requests: Readonly<Record<ActionKind, readonly Request[]>> = {
  block: ['BLOCK'], unblock: ['UNBLOCK'], purge: ['PURGE'], recipient: ['RECIPIENT'], empty: ['BLOCK', 'PURGE'], lift: ['LIFT'],
};

/** The steps of an action, not yet sent. */
export function plannedSteps(kind: ActionKind, stayBlocked: boolean): Step[] {
  const planned = kind === 'empty' && stayBlocked ? [...requests.empty, 'BLOCK' as const] : requests[kind];
  return planned.map((request) => ({ request, life: 'waiting', sentAt: null, doneAt: null }));
}

/** Actions that delete mail; drawn in the colour of danger. */
export function isDestructive(kind: ActionKind): boolean {
  return kind === 'purge' || kind === 'empty';
}
