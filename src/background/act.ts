// The written-down life of an action: asked on a fresh reading, confirmed once, sent once, followed until its state is seen.
import { answered, currentStep, ended, followDelayMs, leaving, nextMove, orphaned } from '../core/action-life.ts';
import { type Action, type Request, isAllowed, isStateless, plannedSteps } from '../core/actions.ts';
import { isAddress } from '../core/address.ts';
import { type Failure, type Result, bad, concernsAccount } from '../core/failure.ts';
import { type Account, type AccountId, type Hosting, type HostingId, type JournalEntry, type Mail, partsOf } from '../core/model.ts';
import { accountFor } from '../core/through.ts';
import { noticeOfEnd } from '../core/notices.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Confirmation, Question, Reply } from '../platform/messages.ts';
import { changeRecipient, liftMeasures, me, readMail, requestAction } from '../provider/calls.ts';
import type { Caller } from '../provider/session.ts';
import { carriedByPanel } from './carry.ts';
import type { Ports } from './ports.ts';
import { storeReadings } from './watching/see.ts';
import { noteSight } from './watching/sight.ts';
import { actedIds, commit, read } from './store.ts';

/** While the worker lives it follows closely for this long; after that the alarm goes on every 30 s. */
const closeFollowMs = 60_000;

const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal });

/** The account to read or act through, as it is now. */
export async function accountNow(ports: Ports, hosting: Hosting): Promise<Account | null> {
  return accountFor(hosting, (await read(ports)).accounts);
}

/** What is wrong with the panel's login through which a hosting is known: a request must never leave under another customer's. */
async function loginFailure(account: Account, caller: Caller): Promise<Failure | null> {
  if (account.kind !== 'session') return null;
  const who = await me(caller);
  if (!who.ok) return who.failure;
  return who.value.nichandle === account.nichandle ? null : { kind: 'otherUser' };
}

/** Reads a hosting's state afresh and stores it. `checkLogin` asks in the same breath who is logged in. */
export async function readFresh(ports: Ports, hosting: Hosting, source: 'popup' | 'panel' | 'action', checkLogin: boolean): Promise<Result<Mail>> {
  const account = await accountNow(ports, hosting);
  if (account === null) return bad({ kind: 'loggedOut' });
  const caller = await ports.callerOf(account);
  if (!caller.ok) return caller;
  const at = ports.now();
  const [wrongLogin, mail] = await Promise.all([
    checkLogin ? loginFailure(account, caller.value) : null, readMail(caller.value, hosting.serviceName),
  ]);
  const failure = wrongLogin ?? (!mail.ok && concernsAccount(mail.failure) ? mail.failure : null);
  if (failure !== null || account.failure !== null) await noteSight(ports, account.id, failure);
  if (failure !== null) return bad(failure);
  await storeReadings(ports, new Map([[hosting.id, mail]]), at, source);
  return mail;
}

/** Reads the state and answers what there is to confirm. Nothing is changed at the provider. */
export async function ask(ports: Ports, args: { hosting: HostingId; kind: Action['kind'] }, source: 'popup' | 'panel'): Promise<Reply<Question>> {
  const hosting = (await read(ports, [args.hosting])).hosting(args.hosting);
  if (hosting === null) return refused({ kind: 'unknownHosting' });
  const mail = await readFresh(ports, hosting, source, true);
  if (!mail.ok) return refused(mail.failure);
  if ((await accountNow(ports, hosting))?.rights === 'read') return refused({ kind: 'noRights', actions: [actionNeeded(args.kind)] });
  if ((await read(ports, [args.hosting])).action(args.hosting)?.outcome === null) return refused({ kind: 'busy' });
  if (!isAllowed(args.kind, mail.value.state)) return refused({ kind: 'stateChanged', state: mail.value.state });
  const id = `${ports.now().toString(36)}-${Math.floor(ports.random() * 2 ** 40).toString(36)}`;
  return { ok: true, value: { ask: id, hosting: hosting.id, kind: args.kind, seen: mail.value.state, readAt: ports.now() } };
}

/** The provider's own name of the right, as IAM refusals give it. */
function actionNeeded(kind: Action['kind']): string {
  if (kind === 'lift') return 'webHosting:apiovh:unblockTCPOut/create';
  return kind === 'recipient' ? 'webHosting:apiovh:email/edit' : 'webHosting:apiovh:email/request/create';
}

/** Writes a confirmed action down. The same confirmation again changes nothing; a second action on a hosting under way is refused. */
export async function confirm(ports: Ports, args: Confirmation): Promise<Reply<null>> {
  if (args.kind === 'recipient' && !isAddress(args.recipient ?? '')) return refused({ kind: 'badAddress' });
  let refusal: Refusal | null = null;
  const found = (await read(ports, [args.hosting])).hosting(args.hosting);
  const account = found === null ? null : await accountNow(ports, found);
  await commit(ports, [args.hosting], (stored) => {
    const hosting = stored.hosting(args.hosting);
    const before = stored.action(args.hosting);
    if (before?.id === args.ask) return {};
    if (hosting === null || account === null) refusal = { kind: 'unknownHosting' };
    else if (before !== null && before.outcome === null) refusal = { kind: 'busy' };
    else if (!isStateless(args.kind) && hosting.mail?.state !== args.seen) refusal = { kind: 'stateChanged', state: hosting.mail?.state ?? '' };
    if (hosting === null || account === null || refusal !== null) return {};
    const action: Action = {
      id: args.ask, hosting: hosting.id, account: account.id, kind: args.kind, stayBlocked: args.stayBlocked, recipient: args.recipient?.trim() ?? null,
      seen: args.seen, confirmedAt: ports.now(), steps: plannedSteps(args.kind, args.stayBlocked), via: 'background',
      outcome: null, failure: null, endedAt: null, dismissed: false, by: 'user',
    };
    return { actions: new Map([[hosting.id, action]]), journal: [entryOf(action, 'confirmed', ports.now())] };
  });
  if (refusal !== null) return refused(refusal);
  await ports.alarm('follow', 0.5);
  return { ok: true, value: null };
}

/** The user has read how an action ended. One that is under way cannot be dismissed. */
export async function dismiss(ports: Ports, id: HostingId): Promise<void> {
  await commit(ports, [id], (stored) => {
    const action = stored.action(id);
    return action === null || action.outcome === null ? {} : { actions: new Map([[id, { ...action, dismissed: true }]]) };
  });
}

function entryOf(action: Action, life: string, at: number): JournalEntry {
  const index = currentStep(action);
  const step = action.steps[index]?.request ?? '';
  return { id: `action|${action.id}|${index}|${life}`, hosting: action.hosting, account: action.account, at, what: { kind: 'action', action: action.kind, step, life } };
}

async function keep(ports: Ports, action: Action, life: string | null): Promise<void> {
  await commit(ports, [action.hosting], (stored) => {
    const notice = noticeOfEnd(action, partsOf(action.hosting)?.serviceName ?? '', stored.settings);
    return {
      actions: new Map([[action.hosting, action]]),
      notices: notice === null ? [] : [notice],
      journal: life === null ? [] : [entryOf(action, life, ports.now())],
    };
  });
}

/** Drives every action that has not ended. Called at each start of the worker, by the alarm, and after a confirmation. */
export async function driveAll(ports: Ports, changed: (id: HostingId) => Promise<void>): Promise<void> {
  const ids = await actedIds(ports);
  const stored = await read(ports, ids);
  const live = ids.filter((id) => stored.action(id)?.outcome === null);
  await ports.alarm('follow', live.length > 0 ? 0.5 : null);
  await Promise.all(live.map((id) => drive(ports, id, changed)));
}

/**
 * Drives one action as far as it goes, alone over all contexts. The lock ends with the worker that holds it, so a step that is
 * found as `sending` here was left by one that died.
 */
export async function drive(ports: Ports, id: HostingId, changed: (id: HostingId) => Promise<void>): Promise<void> {
  await ports.lock(`action/${id}`, 'skip', async () => {
    const found = (await read(ports, [id])).action(id);
    if (found !== null && found.outcome === null && orphaned(found) !== found) await keep(ports, orphaned(found), 'lost');
    const startedAt = ports.now();
    for (;;) {
      const going = await move(ports, id);
      await changed(id);
      if (going === 'ended' || ports.now() - startedAt > closeFollowMs) return;
      if (going === 'waiting') await ports.sleep(followDelayMs(ports.now() - startedAt));
    }
  });
}

/** One move of an action. */
async function move(ports: Ports, id: HostingId): Promise<'ended' | 'waiting' | 'going'> {
  const stored = await read(ports, [id]);
  const action = stored.action(id);
  const hosting = stored.hosting(id);
  if (action === null || action.outcome !== null || hosting === null) return 'ended';
  const fresh = await freshReading(ports, action, hosting);
  const next = nextMove(action, fresh.reading, ports.now());
  switch (next.do) {
    case 'read': return unread(ports, action, fresh.failure);
    case 'wait': return 'waiting';
    case 'write': await keep(ports, next.action, 'seen'); return 'going';
    case 'end': await keep(ports, ended(action, next.outcome, ports.now()), next.outcome); return 'ended';
    case 'send': return send(ports, action, hosting, next.step);
  }
}

interface Fresh {
  readonly reading: { readonly mail: Mail; readonly at: number } | null;
  readonly failure: Failure | null;
}

async function freshReading(ports: Ports, action: Action, hosting: Hosting): Promise<Fresh> {
  const at = ports.now();
  const mail = await readFresh(ports, hosting, 'action', action.steps[currentStep(action)]?.life === 'waiting');
  if (mail.ok) return { reading: { mail: mail.value, at }, failure: null };
  if (action.failure?.kind !== mail.failure.kind && currentStep(action) > 0) await keep(ports, { ...action, failure: mail.failure }, null);
  return { reading: null, failure: mail.failure };
}

/** The state could not be read before sending: a first step is given up at once, a later one waits. */
async function unread(ports: Ports, action: Action, failure: Failure | null): Promise<'ended' | 'waiting'> {
  if (currentStep(action) > 0 || failure === null) return 'waiting';
  await keep(ports, ended({ ...action, failure }, 'notSent', ports.now()), 'notSent');
  return 'ended';
}

async function send(ports: Ports, action: Action, hosting: Hosting, index: number): Promise<'going' | 'waiting' | 'ended'> {
  const request = action.steps[index]?.request;
  if (request === undefined) return 'ended';
  const gone = leaving(action, index, ports.now());
  await keep(ports, gone, 'sending');
  const { result, via } = await sendOnce(ports, gone, hosting, request);
  const after = { ...answered(gone, index, result.ok ? null : result.failure, ports.now()), via };
  await keep(ports, after, after.outcome ?? after.steps[index]?.life ?? null);
  if (!result.ok && result.failure.kind === 'noRights') await noteNoRights(ports, gone.account);
  return after.outcome !== null ? 'ended' : 'waiting';
}

/** Policies (IAM) show only by trying. The daily check asks anew: rights may have been given since. */
async function noteNoRights(ports: Ports, id: AccountId): Promise<void> {
  await commit(ports, [], (stored) => ({
    accounts: stored.accounts.map((account) => (account.id === id && account.kind !== 'session' ? { ...account, rights: 'read' as const } : account)),
  }));
}

/** One request, from the background or carried by a panel tab. A refusal of the origin was no act, so the panel may carry the same request. */
async function sendOnce(ports: Ports, action: Action, hosting: Hosting, request: Request): Promise<{ result: Result<unknown>; via: Action['via'] }> {
  if (action.via === 'background') {
    const result = await sendDirectly(ports, action, hosting, request);
    if (result.ok || result.failure.kind !== 'originRefused') return { result, via: 'background' };
  }
  return { result: await carriedByPanel(ports, hosting, request, action.recipient), via: 'panel' };
}

async function sendDirectly(ports: Ports, action: Action, hosting: Hosting, request: Request): Promise<Result<unknown>> {
  const account = (await read(ports)).accounts.find((one) => one.id === action.account);
  const caller = account === undefined ? bad({ kind: 'loggedOut' }) : await ports.callerOf(account);
  if (!caller.ok) return caller;
  if (request === 'LIFT') return liftMeasures(caller.value, hosting.serviceName);
  return request === 'RECIPIENT'
    ? changeRecipient(caller.value, hosting.serviceName, action.recipient ?? '')
    : requestAction(caller.value, hosting.serviceName, request);
}

