// Accounts by key, token or service account: added once the provider has said who they are, renamed, forgotten with all that is theirs.
import { decodeAsking } from '../../core/asking.ts';
import { type Failure, type Result, good } from '../../core/failure.ts';
import { type Account, type AccountId, type Hosting, type HostingId, type Region, addedAccountId } from '../../core/model.ts';
import type { Secret } from '../../core/secret.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Reply } from '../../platform/messages.ts';
import { endCredential, isKnownBy } from '../../provider/credential.ts';
import { regionOfClient, shapedClient, shapedKeys, shapedToken } from '../../provider/key-shape.ts';
import type { Caller } from '../../provider/session.ts';
import { credentialOf, type Who } from '../../provider/who.ts';
import { rosterKey } from '../../core/stored/roster.ts';
import { barsKey, watchKey } from '../watching/account-watch.ts';
import type { Ports } from '../ports.ts';
import { commit, read, readOther, storedIds } from '../store.ts';

const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal });

/** Trimmed, or the name of the field that is not of its shape. */
function shaped(secret: Secret): { readonly ok: true; readonly value: Secret } | { readonly ok: false; readonly field: string } {
  const found = secret.kind === 'keys' ? shapedKeys(secret) : secret.kind === 'token' ? shapedToken(secret) : shapedClient(secret);
  return found.ok ? { ok: true, value: { kind: secret.kind, ...found.value } as Secret } : found;
}

export function newAccountId(ports: Ports, kind: Secret['kind'], region: Region): AccountId {
  return addedAccountId(kind, region, `${ports.now().toString(36)}${Math.floor(ports.random() * 2 ** 30).toString(36)}`);
}

const otherRegion = (region: Region): Region => (region === 'eu' ? 'ca' : 'eu');

/** Whether hostings can be listed: what every account is for. */
async function lists(caller: Caller): Promise<Result<unknown>> {
  return caller({ method: 'GET', path: '/hosting/web' });
}

const ofStrangers: ReadonlySet<Failure['kind']> = new Set(['badKey', 'badToken', 'badCredential', 'noRights']);

/**
 * A stranger's key may be a customer's of the other region: that is worth a sentence of its own. A 403 without a reason says
 * little, here as there: then only an answer is proof.
 */
export async function refusalOf(ports: Ports, failure: Failure, secret: Secret, region: Region, id: AccountId): Promise<Refusal> {
  if (!ofStrangers.has(failure.kind)) return failure;
  const other = otherRegion(region);
  const caller = await ports.secrets.callerBy(secret, other, id);
  const known = failure.kind === 'noRights' ? (await lists(caller)).ok : await isKnownBy(caller);
  return known ? { kind: 'wrongRegion', region: other } : failure;
}

/** The region that a service account's name says, where it is another one. */
function namedElsewhere(secret: Secret, region: Region): Region | null {
  const named = secret.kind === 'oauth2' ? regionOfClient(secret.clientId) : null;
  return named === region ? null : named;
}

/** Who it is, once it has been seen to list hostings too: what the provider says of a credential is not always said to it. */
async function seen(caller: Caller): Promise<Result<Who>> {
  const who = await credentialOf(caller);
  if (!who.ok) return who;
  const list = await lists(caller);
  return list.ok ? who : list;
}

/** Adds an account. Nothing is kept unless the provider knows the secret; the secret itself goes nowhere but there. */
export async function addAccount(ports: Ports, args: { region: Region; name: string; secret: Secret }): Promise<Reply<null>> {
  const secret = shaped(args.secret);
  if (!secret.ok) return refused({ kind: 'badShape', field: secret.field });
  const elsewhere = namedElsewhere(secret.value, args.region);
  if (elsewhere !== null) return refused({ kind: 'wrongRegion', region: elsewhere });
  const id = newAccountId(ports, secret.value.kind, args.region);
  const who = await seen(await ports.secrets.callerBy(secret.value, args.region, id));
  if (!who.ok) {
    const refusal = await refusalOf(ports, who.failure, secret.value, args.region, id);
    // A token that was got on the way is not kept either.
    await ports.secrets.remove(id);
    return refused(refusal);
  }
  return keepAccount(ports, { ...args, secret: secret.value, id }, who.value);
}

/** Writes the secret, then the account: a secret without an account is swept away at the next start, the reverse would be blind. */
export async function keepAccount(ports: Ports, args: { region: Region; name: string; secret: Secret; id: AccountId }, who: Who): Promise<Reply<null>> {
  if (!(await ports.secrets.keep(args.id, args.secret))) return refused({ kind: 'locked' });
  const account: Account = {
    id: args.id, kind: args.secret.kind, region: args.region, nichandle: who.nichandle, name: args.name.trim().slice(0, 80) || who.nichandle,
    rights: who.rights, endsAt: who.endsAt, endTold: false, checkedAt: ports.now(), failure: null, failingSince: null, blindTold: false, sweptAt: null,
  };
  await commit(ports, [], (stored) => ({ accounts: [...stored.accounts.filter((one) => one.id !== account.id), account] }));
  return { ok: true, value: null };
}

export async function renameAccount(ports: Ports, id: AccountId, name: string): Promise<void> {
  await commit(ports, [], (stored) => ({
    accounts: stored.accounts.map((one) => (one.id === id ? { ...one, name: name.trim().slice(0, 80) || one.nichandle } : one)),
  }));
}

/** Removes all that belongs to the account. A hosting that another account sees too stays with that one. */
export async function forget(ports: Ports, id: AccountId): Promise<void> {
  await revoke(ports, id);
  const ids = await storedIds(ports);
  const removed: HostingId[] = [];
  await commit(ports, ids, (stored) => {
    const hostings = new Map<HostingId, Hosting | null>();
    for (const one of ids) {
      const hosting = stored.hosting(one);
      if (hosting === null || !hosting.accounts.includes(id)) continue;
      const accounts = hosting.accounts.filter((account) => account !== id);
      if (accounts.length === 0) removed.push(one);
      hostings.set(one, accounts.length === 0 ? null : { ...hosting, accounts });
    }
    return { hostings, accounts: stored.accounts.filter((one) => one.id !== id) };
  });
  await ports.storage.remove([watchKey(id), rosterKey(id), barsKey(id)]);
  await ports.secrets.remove(id);
  await ports.journal.forget([...removed, id]);
}

/** Ends a consumer key at the provider. Where that cannot be done the account is forgotten all the same. */
async function revoke(ports: Ports, id: AccountId): Promise<void> {
  const account = (await read(ports)).accounts.find((one) => one.id === id);
  if (account?.kind !== 'keys') return;
  const caller = await ports.callerOf(account);
  await (caller.ok ? endCredential(caller.value) : good(null));
}

/** Removes what is kept of accounts that are not there: a worker may end between two writes. Called at a start, when nothing is being added. */
export async function sweepAway(ports: Ports): Promise<void> {
  const keys = await ports.storage.keys();
  const asking = await readOther(ports, 'asking', decodeAsking);
  const known = new Set<string>([...(await read(ports)).accounts.map((account) => account.id), ...(asking?.state === 'pendingValidation' ? [asking.account] : [])]);
  const lost = keys.flatMap((key) => /^(?:secret|watch|roster|bars)\/(.+)$/.exec(key)?.[1] ?? []).filter((id) => !known.has(id)) as AccountId[];
  if (lost.length === 0) return;
  await ports.storage.remove(lost.flatMap((id) => [watchKey(id), rosterKey(id), barsKey(id)]));
  for (const id of lost) await ports.secrets.remove(id);
}
