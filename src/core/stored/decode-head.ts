// The popup's first screen as it is stored, back into its nouns. A value that is not whole is null: its reader starts from the empty one.
import type { ActionProgress } from '../actions.ts';
import type { Failure } from '../failure.ts';
import { isHush } from '../hush.ts';
import { type Account, type Head, type Row, type Stop, alertKinds } from '../model.ts';
import { fields, isCount, isListOf, isText, oneOf, orNull, shaped } from '../shape.ts';

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isTime = isCount;
export const isFailure = (value: unknown): value is Failure => isText(fields(value)?.['kind']);
export const isOutcome = orNull(oneOf('done', 'refused', 'notSent', 'slow', 'unknown'));
export const isActionKind = oneOf('block', 'unblock', 'purge', 'empty', 'recipient', 'lift');
export const isRegion = oneOf('eu', 'ca');
export const isAlerts = isListOf(oneOf(...alertKinds));
export const isStop = shaped<Stop>({ seenAt: isTime, sendingAt: orNull(isTime), own: isBoolean, state: isText, remindedMs: orNull(isCount) });

const isAccount = shaped<Account>({
  id: isText, kind: oneOf('session', 'keys', 'token', 'oauth2'), region: isRegion, nichandle: isText, name: isText,
  rights: orNull(oneOf('write', 'read')), endsAt: orNull(isTime), endTold: isBoolean, checkedAt: orNull(isTime),
  failure: orNull(isFailure), failingSince: orNull(isTime), blindTold: isBoolean, sweptAt: orNull(isTime),
});

const isProgress = shaped<ActionProgress>({ kind: isActionKind, step: isCount, steps: isCount, since: isTime, outcome: isOutcome });

const isRow = shaped<Row>({
  id: isText, name: isText, displayName: orNull(isText), state: isText, sentToday: isCount, maxPerDay: orNull(isCount), bars: isListOf(isCount), mailAt: orNull(isTime),
  failure: orNull(isFailure), stop: orNull(isStop), hush: orNull(isHush), alerts: isAlerts, action: orNull(isProgress),
});

const isHead = shaped<Head>({
  rows: isListOf(isRow), total: isCount, needs: isCount,
  counts: shaped<Head['counts']>({ ok: isCount, force: isCount, ko: isCount, bounce: isCount, spam: isCount, purging: isCount, unknown: isCount, unread: isCount }),
  accounts: isListOf(isAccount), probedAt: orNull(isTime), probeFailure: orNull(isFailure), sweepingSince: orNull(isTime), sweepDone: isCount,
});

/** The value itself, or null. Never throws. */
export const decodeHead = (stored: unknown): Head | null => (isHead(stored) ? stored : null);

/** Those that are whole; null where it is no list at all. Never throws. */
export const decodeAccounts = (stored: unknown): readonly Account[] | null => (Array.isArray(stored) ? stored.filter(isAccount) : null);
