// Mails a day for the little bars, and bounces: read rarely, since they change slowly and no decision waits for them.
import { concernsAccount, type Result } from '../core/failure.ts';
import { type Account, type Bounce, type Hosting, type HostingId, type Volume, hostingId } from '../core/model.ts';
import { bounces, volumes } from '../provider/calls.ts';
import { readVolumesOf } from '../provider/many.ts';
import type { Caller } from '../provider/session.ts';
import { decodeWatch, freshWatch, watchKey } from './account-watch.ts';
import type { Ports } from './ports.ts';
import { commit, read, readOther } from './store.ts';

const dayMs = 86_400_000;
/** Requests that one sweep may spend on volumes. */
const chunksPerSweep = 2;
const keptDays = 60;
const mostBounces = 100;

type Volumes = ReadonlyMap<HostingId, Result<readonly Volume[]>>;

async function storeVolumes(ports: Ports, read: Volumes): Promise<void> {
  await commit(ports, [...read.keys()], (stored) => {
    const hostings = new Map<HostingId, Hosting>();
    for (const [id, result] of read) {
      const before = stored.hosting(id);
      if (before === null) continue;
      const kept = result.ok ? result.value.slice(-keptDays) : before.volumes;
      hostings.set(id, { ...before, volumes: kept, volumesAt: ports.now() });
    }
    return { hostings };
  });
}

/** Reads the volumes of hostings whose bars are older than a day, a few at a time. A failure waits for the next sweep. */
export async function sweepVolumes(ports: Ports, account: Account, caller: Caller, names: readonly string[]): Promise<void> {
  const { knows } = (await readOther(ports, watchKey(account.id), decodeWatch)) ?? freshWatch;
  const ids = names.map((name) => hostingId(account.region, name));
  const stored = await read(ports, ids);
  const due = names.filter((_, at) => {
    const readAt = stored.hosting(ids[at] as HostingId)?.volumesAt ?? 0;
    return Math.abs(ports.now() - readAt) > dayMs;
  });
  const size = knows.batch === 'no' ? 5 : knows.batchSize;
  for (let chunk = 0; chunk < chunksPerSweep && chunk * size < due.length; chunk += 1) {
    const { results } = await readVolumesOf(caller, due.slice(chunk * size, (chunk + 1) * size), knows);
    const found = [...results].filter(([, result]) => result.ok || !concernsAccount(result.failure));
    await storeVolumes(ports, new Map(found.map(([name, result]) => [hostingId(account.region, name), result])));
  }
}

/** Reads a hosting's volumes and bounces for its detail. What fails leaves what is stored. */
export async function readDetail(ports: Ports, caller: Caller, hosting: Hosting): Promise<void> {
  const [sent, errors] = await Promise.all([volumes(caller, hosting.serviceName), bounces(caller, hosting.serviceName, mostBounces)]);
  if (sent.ok) await storeVolumes(ports, new Map([[hosting.id, sent]]));
  if (errors.ok) await storeBounces(ports, hosting.id, errors.value);
}

async function storeBounces(ports: Ports, id: HostingId, found: readonly Bounce[]): Promise<void> {
  await ports.journal.keepBounces(id, found);
  await commit(ports, [id], (stored) => {
    const before = stored.hosting(id);
    return before === null ? {} : { hostings: new Map([[id, { ...before, bouncesAt: ports.now() }]]) };
  });
}
