// The daily check of an account by key or token: who it is, what it may do, until when; a word a week before its end.
import { endsSoon } from '../../core/account-end.ts';
import { type Failure } from '../../core/failure.ts';
import type { Account } from '../../core/model.ts';
import { noticeOfEndSoon } from '../../core/notices.ts';
import { credentialOf } from '../../provider/who.ts';
import type { Caller } from '../../provider/session.ts';
import type { Ports } from '../ports.ts';
import { commit } from '../store.ts';

const dayMs = 86_400_000;

/** Whether it was asked within a day, and nothing has come up since. An end that is near and was not told cannot wait: many keys live a day. */
function rests(account: Account, now: number): boolean {
  const fresh = account.checkedAt !== null && Math.abs(now - account.checkedAt) < dayMs;
  return fresh && account.failure === null && (account.endTold || !endsSoon(account.endsAt, now));
}

/** Asks who the account is when that was last asked a day ago. Answers why it cannot see, or null. */
export async function checkAccount(ports: Ports, account: Account, caller: Caller): Promise<Failure | null> {
  if (rests(account, ports.now())) return null;
  const who = await credentialOf(caller);
  if (!who.ok) return who.failure;
  const { nichandle, rights, endsAt } = who.value;
  await commit(ports, [], (stored) => {
    const before = stored.accounts.find((one) => one.id === account.id);
    if (before === undefined) return {};
    const soon = endsSoon(endsAt, ports.now());
    const after: Account = { ...before, name: before.name || nichandle, nichandle, rights, endsAt, checkedAt: ports.now(), endTold: soon };
    const notice = soon && !before.endTold ? noticeOfEndSoon(after, stored.settings) : null;
    return { accounts: stored.accounts.map((one) => (one.id === account.id ? after : one)), notices: notice === null ? [] : [notice] };
  });
  return null;
}
