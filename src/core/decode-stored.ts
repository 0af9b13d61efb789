// Stored values back into the nouns. A value that is not whole is null: its reader starts from the empty one.
import type { Action, ActionProgress, Step } from './actions.ts';
import type { Failure } from './failure.ts';
import { isHush } from './hush.ts';
import type { Account, Head, Hosting, Mail, Row, Stop, Volume } from './model.ts';
import { fields, isCount, isListOf, isText, oneOf, orNull, shaped } from './shape.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTime = isCount;
const isFailure = (value: unknown): value is Failure => isText(fields(value)?.['kind']);
const isOutcome = orNull(oneOf('done', 'refused', 'notSent', 'slow', 'unknown'));
const isActionKind = oneOf('block', 'unblock', 'purge', 'empty', 'recipient');
const isRegion = oneOf('eu', 'ca');

const isMail = shaped<Mail>({
  state: isText, sent: isCount, sentToday: isCount, bounce: isCount, maxPerDay: orNull(isCount), email: orNull(isText),
});
const isStop = shaped<Stop>({ seenAt: isTime, sendingAt: orNull(isTime), own: isBoolean, state: isText, remindedMs: orNull(isCount) });
const isVolume = shaped<Volume>({ day: isText, sent: isCount });

const isHosting = shaped<Hosting>({
  id: isText, region: isRegion, serviceName: isText, displayName: orNull(isText), offer: orNull(isText), accounts: isListOf(isText),
  mail: orNull(isMail), mailAt: orNull(isTime), failure: orNull(isFailure), stop: orNull(isStop),
  volumes: isListOf(isVolume), volumesAt: orNull(isTime), bouncesAt: orNull(isTime),
  hush: orNull(isHush),
});

const isAccount = shaped<Account>({
  id: isText, kind: oneOf('session', 'keys', 'token', 'oauth2'), region: isRegion, nichandle: isText, name: isText,
  rights: orNull(oneOf('write', 'read')), endsAt: orNull(isTime), endTold: isBoolean, checkedAt: orNull(isTime),
  failure: orNull(isFailure), failingSince: orNull(isTime), blindTold: isBoolean, sweptAt: orNull(isTime),
});

const isProgress = shaped<ActionProgress>({ kind: isActionKind, step: isCount, steps: isCount, since: isTime, outcome: isOutcome });

const isRow = shaped<Row>({
  id: isText, name: isText, displayName: orNull(isText), state: isText, sentToday: isCount, maxPerDay: orNull(isCount), bars: isListOf(isCount), mailAt: orNull(isTime),
  failure: orNull(isFailure), stop: orNull(isStop), hush: orNull(isHush), action: orNull(isProgress),
});

const isHead = shaped<Head>({
  rows: isListOf(isRow), total: isCount, needs: isCount,
  counts: shaped<Head['counts']>({ ok: isCount, force: isCount, ko: isCount, bounce: isCount, spam: isCount, purging: isCount, unknown: isCount, unread: isCount }),
  accounts: isListOf(isAccount), probedAt: orNull(isTime), probeFailure: orNull(isFailure), sweepingSince: orNull(isTime), sweepDone: isCount,
});

const isStep = shaped<Step>({
  request: oneOf('BLOCK', 'UNBLOCK', 'PURGE', 'RECIPIENT'), life: oneOf('waiting', 'sending', 'sent', 'lost', 'done'),
  sentAt: orNull(isTime), doneAt: orNull(isTime),
});

const isAction = shaped<Action>({
  id: isText, hosting: isText, account: isText, kind: isActionKind, stayBlocked: isBoolean, recipient: orNull(isText), seen: isText,
  confirmedAt: isTime, steps: isListOf(isStep), via: oneOf('background', 'panel'), outcome: isOutcome, failure: orNull(isFailure), endedAt: orNull(isTime), dismissed: isBoolean,
});

/** Each of these answers the value itself, or null. None throws. */
export const decodeHead = (stored: unknown): Head | null => (isHead(stored) ? stored : null);
export const decodeHosting = (stored: unknown): Hosting | null => (isHosting(stored) ? stored : null);
export const decodeAction = (stored: unknown): Action | null => (isAction(stored) ? stored : null);
export const decodeAccounts = (stored: unknown): readonly Account[] | null => (isListOf(isAccount)(stored) ? stored : null);
