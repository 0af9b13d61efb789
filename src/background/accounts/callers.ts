// From an account to somebody who can ask the provider: its secret, the provider's clock, its short-lived token.
import { type Failure, type Result, bad, good } from '../../core/failure.ts';
import type { Account, AccountId, Region } from '../../core/model.ts';
import { decodeSecret, type Secret } from '../../core/secret.ts';
import { forgetShortLived, keepShortLived, readShortLived } from '../../platform/short-lived.ts';
import { readSecret, tokenName, vaultState } from '../../platform/vault.ts';
import { keysCaller } from '../../provider/keys.ts';
import { type AccessToken, oauth2Caller } from '../../provider/oauth2.ts';
import type { Wire } from '../../provider/request.ts';
import { serverClock } from '../../provider/server-clock.ts';
import { type Caller, sessionCaller } from '../../provider/session.ts';
import { tokenCaller } from '../../provider/token.ts';
import { fields, isCount, isText, shaped } from '../../core/shape.ts';

const isToken = shaped<AccessToken>({ token: isText, endsAt: isCount });

/** One caller an account and secret, so that ten requests share one renewal. It ends with the worker. */
const made = new Map<AccountId, { readonly proof: string; readonly caller: Caller }>();

/** A token that comes when the keys have just been locked is not kept. */
async function keepToken(id: AccountId, token: AccessToken): Promise<void> {
  if ((await vaultState()) !== 'locked') await keepShortLived(tokenName(id), token);
}

/** The caller for a secret that is at hand: for checking one before it is kept. */
export async function callerBy(secret: Secret, region: Region, id: AccountId, wire: Wire): Promise<Caller> {
  switch (secret.kind) {
    case 'token': return tokenCaller(region, secret.token, wire);
    case 'keys': {
      const offsetS = await readShortLived(`clock/${region}`);
      const clock = serverClock(region, wire, typeof offsetS === 'number' ? offsetS : null, (learnt) => void keepShortLived(`clock/${region}`, learnt));
      return keysCaller(region, secret, wire, clock);
    }
    case 'oauth2': {
      const kept = await readShortLived(tokenName(id));
      const keep = (token: AccessToken | null): void => void (token === null ? forgetShortLived(tokenName(id)) : keepToken(id, token));
      return oauth2Caller(region, secret, wire, { kept: fields(kept) !== null && isToken(kept) ? kept : null, keep });
    }
  }
}

async function missing(): Promise<Failure> {
  return (await vaultState()) === 'locked' ? { kind: 'locked' } : { kind: 'badCredential' };
}

/** The caller of an account. `locked` while its secret is under a passphrase that was not given; `badCredential` when it is gone. */
export async function callerOf(account: Account, wire: Wire): Promise<Result<Caller>> {
  if (account.kind === 'session') return good(sessionCaller(account.region, wire));
  const secret = decodeSecret(await readSecret(account.id));
  if (secret === null) {
    made.delete(account.id);
    return bad(await missing());
  }
  const proof = JSON.stringify(secret);
  const before = made.get(account.id);
  if (before?.proof === proof) return good(before.caller);
  const caller = await callerBy(secret, account.region, account.id, wire);
  made.set(account.id, { proof, caller });
  return good(caller);
}
