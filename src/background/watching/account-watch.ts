// What the background keeps of an account between two sweeps: what the provider takes, where the sweep is, how long to hold off.
import { isCount, oneOf, orNull, shaped } from '../../core/shape.ts';
import type { AccountId, Time } from '../../core/model.ts';
import type { Allowance } from '../../core/schedule.ts';
import { type Knows, knowsNothing } from '../../provider/knows.ts';

/** A sweep that has begun: chunks before `next` are done. */
export interface Checkpoint {
  readonly startedAt: Time;
  readonly next: number;
}

export interface AccountWatch {
  readonly knows: Knows;
  readonly checkpoint: Checkpoint | null;
  readonly allowance: Allowance | null;
  /** Failed sweeps in a row. */
  readonly failures: number;
  /** Not to be asked before. */
  readonly notBefore: Time;
}

/** How far an account's bars of the day are read: whole at `readAt`, else those before `next` in its list. */
export interface Bars {
  readonly readAt: Time | null;
  readonly next: number;
}

export const freshBars: Bars = { readAt: null, next: 0 };

export const freshWatch: AccountWatch = {
  knows: knowsNothing, checkpoint: null, allowance: null, failures: 0, notBefore: 0,
};

export const watchKey = (account: AccountId): string => `watch/${account}`;
export const barsKey = (account: AccountId): string => `bars/${account}`;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isKnown = oneOf('unknown', 'yes', 'no');
const isWatch = shaped<AccountWatch>({
  knows: shaped<Knows>({ paging: isKnown, batch: isKnown, batchSize: isCount }),
  checkpoint: orNull(shaped<Checkpoint>({ startedAt: isCount, next: isCount })),
  allowance: orNull(shaped<Allowance>({ left: isNumber, at: isCount })),
  failures: isCount, notBefore: isCount,
});
const isBars = shaped<Bars>({ readAt: orNull(isCount), next: isCount });

export const decodeWatch = (stored: unknown): AccountWatch | null => (isWatch(stored) ? stored : null);
export const decodeBars = (stored: unknown): Bars | null => (isBars(stored) ? stored : null);
