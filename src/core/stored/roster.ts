// The service names of an account's hostings, as last listed: stored under the account, written by the background.
import type { AccountId, Time } from '../model.ts';
import { isCount, isListOf, isText, shaped } from '../shape.ts';

export interface Roster {
  readonly at: Time;
  readonly names: readonly string[];
}

export const rosterKey = (account: AccountId): string => `roster/${account}`;

const isRoster = shaped<Roster>({ at: isCount, names: isListOf(isText) });
export const decodeRoster = (stored: unknown): Roster | null => (isRoster(stored) ? stored : null);
