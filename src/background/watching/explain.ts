// What is read of one hosting beside its mail: bounces, abuse measures, attached domains. When its detail is opened, and by itself when it was stopped or its errors rise.
import { concernsAccount } from '../../core/failure.ts';
import { standing } from '../../core/head.ts';
import { type Abuse, type Background, type Bounce, type Hosting, type HostingId, type Time, stopped } from '../../core/model.ts';
import { recentReasons } from '../../core/bounce/recent-reasons.ts';
import { fields, isCount, isText, shaped } from '../../core/shape.ts';
import { abuse, attachedDomains, bounceLimit, bounces, volumes } from '../../provider/calls.ts';
import type { Caller } from '../../provider/session.ts';
import { accountNow } from '../act.ts';
import type { Ports } from '../ports.ts';
import { commit, read, readOther } from '../store.ts';
import { storeVolumes } from './volumes.ts';

/** Hostings that one round explains by itself. */
const mostPerRound = 3;
/** A stop that is older than this has waited already. */
const newsMs = 15 * 60_000;
/** Errors that go on rising are looked at again after this long. */
const againMs = 6 * 3_600_000;
const faultMs = 3 * 86_400_000;

/** Reads a hosting's volumes, bounces and what is closed of it, for its detail. What fails leaves what is stored. */
export async function readDetail(ports: Ports, caller: Caller, hosting: Hosting): Promise<void> {
  const { serviceName } = hosting;
  const [sent, errors, measures] = await Promise.all([volumes(caller, serviceName), bounces(caller, serviceName, bounceLimit), abuse(caller, serviceName)]);
  if (sent.ok) await storeVolumes(ports, new Map([[hosting.id, sent]]));
  if (measures.ok) await storeBackground(ports, hosting.id, { abuse: measures.value });
  if (errors.ok) await explained(ports, caller, hosting, errors.value);
}

async function explained(ports: Ports, caller: Caller, hosting: Hosting, found: readonly Bounce[]): Promise<void> {
  await ports.journal.keepBounces(hosting.id, found);
  const reasons = recentReasons(found, ports.now());
  const blamesSender = reasons.some(({ reason }) => reason === 'authentication' || reason === 'policy');
  const attached = blamesSender ? await attachedDomains(caller, hosting.serviceName) : null;
  const sharedFault = await noteFault(ports, hosting, reasons);
  await storeBackground(ports, hosting.id, { reasons, sharedFault, ...(attached?.ok === true ? { attached: attached.value } : {}) }, ports.now());
}

async function storeBackground(ports: Ports, id: HostingId, found: Partial<Background> & { abuse?: Abuse | null }, bouncesAt: Time | null = null): Promise<void> {
  await commit(ports, [id], (stored) => {
    const before = stored.hosting(id);
    if (before === null) return {};
    return { hostings: new Map([[id, { ...before, background: { ...before.background, ...found }, bouncesAt: bouncesAt ?? before.bouncesAt }]]) };
  });
}

/** Where a hosting's mail is refused for the address from which the provider sends it. */
interface Fault { readonly address: string; readonly at: Time }
const faultsKey = 'faults';
const isFault = shaped<Fault>({ address: isText, at: isCount });

function decodeFaults(stored: unknown): Readonly<Record<string, Fault>> | null {
  const given = fields(stored);
  return given === null ? null : Object.fromEntries(Object.entries(given).filter((entry): entry is [string, Fault] => isFault(entry[1])));
}

/** Notes whether the provider's address is at fault here, and answers how many other hostings on the same address say so too. */
async function noteFault(ports: Ports, { id, clusterIp }: Hosting, reasons: Background['reasons']): Promise<number> {
  const total = reasons.reduce((sum, one) => sum + one.count, 0);
  const refused = reasons.find(({ reason }) => reason === 'reputation')?.count ?? 0;
  const atFault = clusterIp !== null && refused >= 3 && refused > total / 2;
  const others = await ports.lock('faults', 'wait', async () => {
    const known = (await readOther(ports, faultsKey, decodeFaults)) ?? {};
    const now = ports.now();
    const lasting = Object.entries(known).filter(([other, fault]) => other !== id && Math.abs(now - fault.at) < faultMs);
    const faults = Object.fromEntries(atFault ? [...lasting, [id, { address: clusterIp, at: now }]] : lasting);
    await commit(ports, [], () => ({ others: { [faultsKey]: faults } }));
    return lasting.filter(([, fault]) => fault.address === clusterIp).length;
  });
  return atFault ? (others ?? 0) : 0;
}

/** Stopped, and its bounces were not read since; or errors that stand out, and they were read long ago. */
function unexplained({ mail, stop, bouncesAt, insight }: Hosting, now: Time): boolean {
  if (mail === null) return false;
  if (stop !== null) return !stop.own && stopped(mail.state) && (bouncesAt === null || bouncesAt < stop.seenAt);
  return insight.alerts.includes('errors') && (bouncesAt === null || now - bouncesAt > againMs);
}

/** Seen sending, then stopped, within the last sweeps. */
function justStopped({ stop }: Hosting, now: Time): boolean {
  return stop !== null && stop.sendingAt !== null && now - stop.seenAt < newsMs;
}

/**
 * Reads the bounces of what was stopped, so that its cause is known before anybody looks; a few at a time. `news`: at once after
 * a sweep, only what was stopped just now. Answers whether there are more.
 */
export async function explainStops(ports: Ports, which: 'news' | 'all'): Promise<boolean> {
  const { head } = await read(ports);
  const ids = head.rows.filter((row) => standing(row) !== 'fine' || row.alerts.length > 0).map((row) => row.id);
  const { hosting } = await read(ports, ids);
  const due = ids.flatMap((id) => hosting(id) ?? []).filter((one) => unexplained(one, ports.now()) && (which === 'all' || justStopped(one, ports.now())));
  for (const one of due.slice(0, mostPerRound)) {
    const account = await accountNow(ports, one);
    const caller = account === null || account.failure !== null ? null : await ports.callerOf(account);
    if (caller?.ok !== true) return false;
    const found = await bounces(caller.value, one.serviceName, bounceLimit);
    if (!found.ok && concernsAccount(found.failure)) return false;
    // What cannot be read is not asked for again at each sweep.
    await (found.ok ? explained(ports, caller.value, one, found.value) : storeBackground(ports, one.id, {}, ports.now()));
  }
  return due.length > mostPerRound;
}

/** Whether a stop waits to be explained. */
export async function unexplainedIn(ports: Ports): Promise<boolean> {
  const { head } = await read(ports);
  const ids = head.rows.filter((row) => row.stop !== null).map((row) => row.id);
  const { hosting } = await read(ports, ids);
  return ids.some((id) => { const one = hosting(id); return one !== null && unexplained(one, ports.now()); });
}
