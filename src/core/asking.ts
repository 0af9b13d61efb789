// A consumer key that was asked for and waits for the customer's yes on the provider's page.
import type { Failure } from './failure.ts';
import type { AccountId, Region, Time } from './model.ts';
import { fields, isCount, isText, oneOf, orNull, shaped } from './shape.ts';

/** `pendingValidation`, `validated`, `refused` and `expired` are the schema's words; `failed` is Sluice's own. */
export interface Asking {
  readonly account: AccountId;
  readonly region: Region;
  readonly name: string;
  readonly askedAt: Time;
  readonly state: 'pendingValidation' | 'validated' | 'refused' | 'expired' | 'failed';
  readonly failure: Failure | null;
}

/** A refused key may look pending for ever: after this long Sluice stops waiting. */
export const askingMs = 10 * 60_000;

const isFailure = (value: unknown): value is Failure => isText(fields(value)?.['kind']);

const isAsking = shaped<Asking>({
  account: isText, region: oneOf('eu', 'ca'), name: isText, askedAt: isCount,
  state: oneOf('pendingValidation', 'validated', 'refused', 'expired', 'failed'), failure: orNull(isFailure),
});

export const decodeAsking = (stored: unknown): Asking | null => (isAsking(stored) ? stored : null);
