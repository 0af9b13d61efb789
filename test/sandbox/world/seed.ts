// A hosting made from its plan: figures, history and bounces that fit each other, the same in every run.
import type { VolumeRow } from '../control/control-calls.ts';
import type { Clock } from './clock.ts';
import type { Hosting } from './hosting.ts';
import { HostingMail } from './hosting-mail.ts';
import type { Region } from '../web/places.ts';
import { between, type Random, randomOf } from './random.ts';
import { bouncesOf } from './seed-bounces.ts';
import type { Plan } from './seed-names.ts';

const dayMs = 86_400_000;
const historyDays = 35;

export interface Owner {
  readonly nichandle: string;
  readonly region: Region;
}

export function hostingOf(plan: Plan, owner: Owner, serviceId: number, clock: Clock): Hosting {
  const random = randomOf(plan.serviceName);
  const now = clock.now();
  const login = (plan.serviceName.split('.')[0] ?? 'site').replace(/[^a-z]/g, '').slice(0, 7) || 'site';
  return {
    serviceName: plan.serviceName, ...owner, displayName: plan.displayName, offer: plan.offer,
    cluster: `cluster${between(random, 2, 131)}`, login, serviceId, createdAt: now - between(random, 400, 2500) * dayMs,
    domains: plan.serviceName.endsWith('.hosting.ovh.net') ? [plan.serviceName] : [plan.serviceName, `www.${plan.serviceName}`],
    expired: false, mail: mailOf(plan, random, now), tasks: [], mailsoutState: null, outState: 'active', spoofing: [],
  };
}

function mailOf(plan: Plan, random: Random, now: number): HostingMail {
  const volumes = historyOf(plan.mailsPerDay, random, now);
  const sentToday = Math.round(plan.mailsPerDay * ((now % dayMs) / dayMs));
  const sent = volumes.reduce((sum, { volume }) => sum + (volume ?? 0), sentToday) * 9 + between(random, 0, 400);
  const bounce = plan.state === 'bounce' ? Math.round(sent * 0.14) : Math.round(sent * 0.012) + plan.bounces;
  const mail = new HostingMail({ ...plan, sent, sentToday, bounce, volumes, bounces: bouncesOf(random, plan.bounces, now) }, now);
  const stopped = plan.state !== 'ok' && plan.state !== 'force';
  if (stopped) mail.queue.add(now - 5 * 3_600_000, Math.max(1, Math.round(plan.mailsPerDay / 5)));
  return mail;
}

/** Whole days, newest first; fewer mails at weekends, and a day the provider knows nothing of. */
function historyOf(mailsPerDay: number, random: Random, now: number): VolumeRow[] {
  const today = Math.floor(now / dayMs) * dayMs;
  return Array.from({ length: historyDays }, (_, index) => {
    const at = today - (index + 1) * dayMs;
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    const volume = Math.round(mailsPerDay * (weekend ? 0.6 : 1) * (0.6 + random() * 0.8));
    return { date: new Date(at).toISOString(), volume: index === 19 ? null : volume };
  });
}
