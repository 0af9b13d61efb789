// Mails a day, for the little bars and for what is usual: read rarely, since they change slowly and no decision waits for them.
import { concernsAccount, type Result } from '../../core/failure.ts';
import { type Account, type Hosting, type HostingId, type Volume, hostingId } from '../../core/model.ts';
import { usualOf } from '../../core/insight/insight.ts';
import { providerDay } from '../../core/insight/provider-day.ts';
import type { Knows } from '../../provider/knows.ts';
import { type Many, readVolumesOf } from '../../provider/many.ts';
import type { Caller } from '../../provider/session.ts';
import { decodeRoster, rosterKey } from '../../core/stored/roster.ts';
import { type Bars, barsKey, decodeBars, freshBars } from './account-watch.ts';
import { watchOf } from './pace.ts';
import type { Ports } from '../ports.ts';
import { commit, read, readOther } from '../store.ts';

const dayMs = 86_400_000;
/** Requests that one round may spend on an account: rounds are a minute apart. */
const chunksPerRound = 3;
const singlesPerRound = 20;
const keptDays = 60;

type Volumes = ReadonlyMap<HostingId, Result<readonly Volume[]>>;

export async function storeVolumes(ports: Ports, read: Volumes): Promise<void> {
  await commit(ports, [...read.keys()], (stored) => {
    const hostings = new Map<HostingId, Hosting>();
    for (const [id, result] of read) {
      const before = stored.hosting(id);
      if (before === null) continue;
      const kept = result.ok ? result.value.slice(-keptDays) : before.volumes;
      const usual = usualOf(kept, providerDay(before.region, ports.now()).date);
      hostings.set(id, { ...before, volumes: kept, volumesAt: ports.now(), insight: { ...before.insight, usual } });
    }
    return { hostings };
  });
}

async function barsOf(ports: Ports, account: Account): Promise<Bars> {
  return (await readOther(ports, barsKey(account.id), decodeBars)) ?? freshBars;
}

/** The account's bars were last read whole more than a day ago. Kept beside its list, so that a sweep need not ask every hosting. */
export async function barsAreDue(ports: Ports, account: Account): Promise<boolean> {
  const { readAt } = await barsOf(ports, account);
  return readAt === null || Math.abs(ports.now() - readAt) > dayMs;
}

/** Of these names, those whose bars are older than a day. */
async function dueNames(ports: Ports, account: Account, names: readonly string[]): Promise<readonly string[]> {
  const ids = names.map((name) => hostingId(account.region, name));
  const stored = await read(ports, ids);
  return names.filter((_, at) => {
    const hosting = stored.hosting(ids[at] as HostingId);
    return hosting !== null && Math.abs(ports.now() - (hosting.volumesAt ?? 0)) > dayMs;
  });
}

/** Volumes by batch; where the provider takes none for them, a few one by one: `left` begins with the first that was not read. */
async function volumesOf(caller: Caller, due: readonly string[], knows: Knows): Promise<Pick<Many<readonly Volume[]>, 'results' | 'left'>> {
  const found = knows.batch === 'no' ? { results: new Map<string, Result<readonly Volume[]>>(), left: due } : await readVolumesOf(caller, due, knows);
  if (found.left.length === 0) return found;
  const few = found.left.slice(0, singlesPerRound);
  const alone = await readVolumesOf(caller, few, { ...knows, batchSize: 1 });
  return { results: new Map([...found.results, ...alone.results]), left: found.left.slice(few.length) };
}

/**
 * A round of volumes, between two sweeps and never in one: a few requests for each account, until no bars are older than a
 * day. Answers whether there are more. What fails is tried again tomorrow, like the rest.
 */
async function roundOf(ports: Ports, account: Account): Promise<boolean> {
  const caller = await ports.callerOf(account);
  if (!caller.ok || account.failure !== null) return false;
  if (!(await barsAreDue(ports, account))) return false;
  const { knows, checkpoint } = await watchOf(ports, account);
  const names = (await readOther(ports, rosterKey(account.id), decodeRoster))?.names ?? [];
  const { next } = await barsOf(ports, account);
  // A sweep that is under way comes first.
  const most = knows.batch === 'no' ? singlesPerRound : (checkpoint === null ? chunksPerRound : 1) * knows.batchSize;
  const due = await dueNames(ports, account, names.slice(next, next + most));
  const { results, left } = await volumesOf(caller.value, due, knows);
  const blind = [...results.values()].find((result) => !result.ok && concernsAccount(result.failure));
  if (blind !== undefined) return false;
  await storeVolumes(ports, new Map([...results].map(([name, result]) => [hostingId(account.region, name), result])));
  const reached = left.length > 0 ? names.indexOf(left[0] as string) : next + most;
  const done = reached >= names.length;
  const bars: Bars = done ? { readAt: ports.now(), next: 0 } : { readAt: null, next: reached };
  await commit(ports, [], () => ({ others: { [barsKey(account.id)]: bars } }));
  return !done;
}

/** Runs a round for every account. Answers whether there is more to read. */
export async function readVolumes(ports: Ports): Promise<boolean> {
  const more = await ports.lock('volumes', 'skip', async () => {
    const { accounts } = await read(ports);
    return Promise.all(accounts.map((account) => roundOf(ports, account)));
  });
  return more === null || more.includes(true);
}
