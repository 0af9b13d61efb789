// What came of a command, as views need it: the value, or why not, in words and with the button that helps.
import { type Failure, type Remedy, failureAdvice, failureTitle, remedyFor } from '../core/failure.ts';
import type { Say } from '../core/text.ts';
import type { Refusal, Reply } from '../platform/messages.ts';

/** `noAnswer`: the background could not be reached or did not take the command. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal | { readonly kind: 'noAnswer' } };
export type Valued<R extends Reply<unknown>> = Answer<Extract<R, { ok: true }>['value']>;
export type Refused = Extract<Answer<never>, { ok: false }>['refusal'];

type OwnRefusal = Exclude<Refused, Failure>;
const own: ReadonlySet<string> = new Set<OwnRefusal['kind']>(['busy', 'stateChanged', 'badAddress', 'unknownHosting', 'badShape', 'wrongRegion', 'wrongPassphrase', 'noAnswer']);

function isOwn(refusal: Refused): refusal is OwnRefusal {
  return own.has(refusal.kind);
}

function ownSay(refusal: OwnRefusal): Say {
  switch (refusal.kind) {
    case 'badShape': return { key: 'refusal_badShape', args: { field: refusal.field } };
    case 'wrongRegion': return { key: 'refusal_wrongRegion', args: { region: refusal.region.toUpperCase() } };
    case 'noAnswer': return { key: 'popup_noAnswer' };
    default: return { key: `refusal_${refusal.kind}` };
  }
}

/** A refusal in one or two sentences, and what can be done about it by a button. */
export function refusalSay(refusal: Refused): { readonly title: Say; readonly advice: Say | null; readonly remedy: Remedy } {
  if (!isOwn(refusal)) return { title: failureTitle(refusal), advice: failureAdvice(refusal), remedy: remedyFor(refusal) };
  const again = refusal.kind === 'stateChanged' || refusal.kind === 'noAnswer' || refusal.kind === 'unknownHosting';
  return { title: ownSay(refusal), advice: null, remedy: again ? 'tryAgain' : 'none' };
}
