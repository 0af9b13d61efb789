// Why a command was not carried out, and how that is said: Sluice's own reasons beside the failures of the provider.
import { type Failure, failureAdvice, failureTitle } from './failure.ts';
import type { Region } from './model.ts';
import type { Say } from './text.ts';

/** Why a command was not carried out. `busy`: an action is under way there. `stateChanged`: the state no longer allows it. */
export type Refusal =
  | Failure
  | { readonly kind: 'busy' }
  | { readonly kind: 'stateChanged'; readonly state: string }
  | { readonly kind: 'badAddress' }
  | { readonly kind: 'unknownHosting' }
  /** A pasted key or token is not of its shape; `field` names it. */
  | { readonly kind: 'badShape'; readonly field: string }
  /** The key belongs to the other region. */
  | { readonly kind: 'wrongRegion'; readonly region: Region }
  | { readonly kind: 'wrongPassphrase' };

type OwnRefusal = Exclude<Refusal, Failure>;

const own: ReadonlySet<string> = new Set<OwnRefusal['kind']>(['busy', 'stateChanged', 'badAddress', 'unknownHosting', 'badShape', 'wrongRegion', 'wrongPassphrase']);

function isOwn(refusal: Refusal): refusal is OwnRefusal {
  return own.has(refusal.kind);
}

function ownSay(refusal: OwnRefusal): Say {
  switch (refusal.kind) {
    case 'badShape': return { key: 'refusal_badShape', args: { field: refusal.field } };
    case 'wrongRegion': return { key: 'refusal_wrongRegion', args: { region: refusal.region.toUpperCase() } };
    default: return { key: `refusal_${refusal.kind}` };
  }
}

/** A refusal in a sentence or two: what it is, then what to do about it where there is more to say. */
export function refusalSays(refusal: Refusal): readonly [Say, ...Say[]] {
  return isOwn(refusal) ? [ownSay(refusal)] : [failureTitle(refusal), failureAdvice(refusal)];
}
