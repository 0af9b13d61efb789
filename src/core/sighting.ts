// What becomes of a hosting's record when it has been read, or could not be.
import type { Action } from './actions.ts';
import { type Failure, type Result, concernsAccount } from './failure.ts';
import { hushAfter } from './hush.ts';
import { type Account, type AccountId, type Hosting, type Mail, type Region, type Time, hostingId, noBackground, noInsight, readAt, sends } from './model.ts';
import { stopAfter } from './queue-clock.ts';

/** What the list of an account says of a hosting. */
export interface Listed {
  readonly serviceName: string;
  readonly displayName: string | null;
  readonly offer: string | null;
  readonly clusterIp: string | null;
}

/** A hosting that was never read. */
export function newHosting(region: Region, listed: Listed, account: AccountId): Hosting {
  return {
    id: hostingId(region, listed.serviceName), region, serviceName: listed.serviceName, displayName: listed.displayName, offer: listed.offer,
    accounts: [account], mail: null, mailAt: null, failure: null, stop: null, volumes: [], volumesAt: null, bouncesAt: null, hush: null,
    clusterIp: listed.clusterIp, insight: noInsight, background: noBackground, guard: null,
  };
}

/** The record with what the list says now. The same object when nothing is new. */
export function listedAgain(hosting: Hosting, listed: Listed, account: AccountId): Hosting {
  const accounts = hosting.accounts.includes(account) ? hosting.accounts : [...hosting.accounts, account];
  const displayName = listed.displayName ?? hosting.displayName;
  const offer = listed.offer ?? hosting.offer;
  const clusterIp = listed.clusterIp ?? hosting.clusterIp;
  const same = accounts === hosting.accounts && displayName === hosting.displayName && offer === hosting.offer && clusterIp === hosting.clusterIp;
  return same ? hosting : { ...hosting, accounts, displayName, offer, clusterIp };
}

function sameMail(a: Mail | null, b: Mail): boolean {
  return a !== null && a.state === b.state && a.sent === b.sent && a.sentToday === b.sentToday
    && a.bounce === b.bounce && a.maxPerDay === b.maxPerDay && a.email === b.email;
}

/** Whether a stop that begins now follows a block that was confirmed here. */
function blockedHere(action: Action | null, lastSending: Time | null): boolean {
  return action?.steps.some((step) => step.request === 'BLOCK' && step.sentAt !== null && step.sentAt >= (lastSending ?? Infinity) - 60_000) ?? false;
}

/**
 * The record after a reading at `at`. A failure keeps the last good figures; one that concerns the whole account leaves the
 * record alone. Unchanged figures give the same object, so that nothing is written for them.
 */
export function sighted(before: Hosting, result: Result<Mail>, at: Time, action: Action | null, accounts: readonly Account[]): Hosting {
  if (!result.ok) return hushed(before, withFailure(before, result.failure), at);
  const mail = result.value;
  const lastAt = readAt(before, accounts);
  const last = before.mail === null || lastAt === null ? null : { mail: before.mail, at: lastAt };
  const own = blockedHere(action, last !== null && sends(last.mail.state) ? last.at : null);
  const stop = stopAfter({ stop: before.stop, last }, { mail, at }, own);
  const same = sameMail(before.mail, mail) && before.failure === null && stop === before.stop;
  return hushed(before, same ? before : { ...before, mail, mailAt: at, failure: null, stop }, at);
}

function hushed(before: Hosting, after: Hosting, at: Time): Hosting {
  const hush = hushAfter(before, after, at);
  return hush === after.hush ? after : { ...after, hush };
}

function withFailure(before: Hosting, failure: Failure): Hosting {
  if (concernsAccount(failure) || JSON.stringify(before.failure) === JSON.stringify(failure)) return before;
  return { ...before, failure };
}
