// Asking for a consumer key: the provider's page is opened, and its answer waited for, also by a worker that was started anew.
import { type Asking, askingMs, decodeAsking } from '../../core/asking.ts';
import type { Failure } from '../../core/failure.ts';
import type { Region } from '../../core/model.ts';
import type { Secret } from '../../core/secret.ts';
import type { Reply } from '../../platform/messages.ts';
import { credentialState } from '../../provider/credential.ts';
import { shapedApplication } from '../../provider/key-shape.ts';
import { credentialOf } from '../../provider/who.ts';
import { keepAccount, newAccountId, refusalOf } from './accounts.ts';
import type { Ports } from '../ports.ts';
import { commit, readOther } from '../store.ts';

const key = 'asking';
/** How often the answer is asked for while the worker lives; the alarm goes on every 30 s. */
const pollMs = 3_000;
const closeMs = 60_000;

export interface Application {
  readonly region: Region;
  readonly name: string;
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly rights: 'full' | 'read';
}

async function note(ports: Ports, asking: Asking): Promise<void> {
  await commit(ports, [], () => ({ others: { [key]: asking } }));
  await ports.alarm('asking', asking.state === 'pendingValidation' ? 0.5 : null);
}

/** Stands for a consumer key where there is none yet: the application is told apart from a stranger's all the same. */
const unknownKey = '0'.repeat(32);

/** The key that was asked for before is not waited for any longer, and not kept. */
async function giveUp(ports: Ports): Promise<void> {
  const before = await readOther(ports, key, decodeAsking);
  if (before?.state === 'pendingValidation') await ports.secrets.remove(before.account);
}

/** Asks for the key and opens the page where the customer says yes. The keys are kept at once: the worker may not live to see the answer. */
export async function startAsking(ports: Ports, application: Application): Promise<Reply<null>> {
  const given = shapedApplication(application);
  if (!given.ok) return { ok: false, refusal: { kind: 'badShape', field: given.field } };
  const { region, name, rights } = application;
  const asked = await ports.secrets.ask(region, given.value.applicationKey, rights);
  const account = newAccountId(ports, 'keys', region);
  if (!asked.ok) return { ok: false, refusal: await refusalOf(ports, asked.failure, { kind: 'keys', ...given.value, consumerKey: unknownKey }, region, account) };
  await giveUp(ports);
  const secret: Secret = { kind: 'keys', ...given.value, consumerKey: asked.value.consumerKey };
  if (!(await ports.secrets.keep(account, secret))) return { ok: false, refusal: { kind: 'locked' } };
  await note(ports, { account, region, name, askedAt: ports.now(), state: 'pendingValidation', failure: null });
  await ports.tabs.open(asked.value.validationUrl);
  return { ok: true, value: null };
}

/** Waits for the answer as long as the worker is likely to live. True once the account is there. */
export async function waitForAnswer(ports: Ports): Promise<boolean> {
  const added = await ports.lock('asking', 'skip', async () => {
    for (const startedAt = ports.now(); ports.now() - startedAt < closeMs;) {
      const asking = await readOther(ports, key, decodeAsking);
      if (asking?.state !== 'pendingValidation') return false;
      if (await answered(ports, asking, await ports.secrets.read(asking.account))) return true;
      await ports.sleep(pollMs);
    }
    return false;
  });
  return added ?? false;
}

async function answered(ports: Ports, asking: Asking, secret: Secret | null): Promise<boolean> {
  if (secret === null) return over(ports, asking, 'failed', { kind: 'locked' });
  const caller = await ports.secrets.callerBy(secret, asking.region, asking.account);
  const state = await credentialState(caller);
  if (state.ok && state.value === 'validated') return complete(ports, asking, secret);
  if (state.ok && state.value !== 'pendingValidation') return over(ports, asking, state.value, null);
  // A key that was refused may not even ask what became of it; one that waits is told something else.
  if (!state.ok && state.failure.kind === 'noRights') return over(ports, asking, 'refused', null);
  const waited = ports.now() - asking.askedAt;
  return waited > askingMs || waited < 0 ? over(ports, asking, 'expired', null) : false;
}

async function over(ports: Ports, asking: Asking, state: Asking['state'], failure: Failure | null): Promise<false> {
  await ports.secrets.remove(asking.account);
  await note(ports, { ...asking, state, failure });
  return false;
}

async function complete(ports: Ports, asking: Asking, secret: Secret): Promise<boolean> {
  const who = await credentialOf(await ports.secrets.callerBy(secret, asking.region, asking.account));
  if (!who.ok) return over(ports, asking, 'failed', who.failure);
  const kept = await keepAccount(ports, { region: asking.region, name: asking.name, secret, id: asking.account }, who.value);
  await note(ports, { ...asking, state: kept.ok ? 'validated' : 'failed', failure: kept.ok ? null : { kind: 'locked' } });
  return kept.ok;
}
