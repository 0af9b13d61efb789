// What came of a command, as views need it: the value, or why not, in words and with the button that helps.
import { type Remedy, remedyFor } from '../core/failure.ts';
import { type Refusal, refusalSays } from '../core/refusal.ts';
import type { Say } from '../core/text.ts';
import type { Reply } from '../platform/messages.ts';

/** `noAnswer`: the background could not be reached or did not take the command. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal | { readonly kind: 'noAnswer' } };
export type Valued<R extends Reply<unknown>> = Answer<Extract<R, { ok: true }>['value']>;
export type Refused = Extract<Answer<never>, { ok: false }>['refusal'];

/** A refusal in one or two sentences, and what can be done about it by a button. */
export function refusalSay(refusal: Refused): { readonly title: Say; readonly advice: Say | null; readonly remedy: Remedy } {
  if (refusal.kind === 'noAnswer') return { title: { key: 'popup_noAnswer' }, advice: null, remedy: 'tryAgain' };
  const [title, advice = null] = refusalSays(refusal);
  return { title, advice, remedy: remedyOf(refusal) };
}

function remedyOf(refusal: Refusal): Remedy {
  switch (refusal.kind) {
    case 'stateChanged': case 'unknownHosting': return 'tryAgain';
    case 'busy': case 'badAddress': case 'badShape': case 'wrongRegion': case 'wrongPassphrase': return 'none';
    default: return remedyFor(refusal);
  }
}
