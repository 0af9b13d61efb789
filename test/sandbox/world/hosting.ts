// One hosting as the provider keeps it: its contract, its mail, its tasks.
import type { Region } from '../web/places.ts';
import type { HostingMail } from './hosting-mail.ts';

export interface Task {
  readonly id: number;
  /** A word of the schema's `hosting.web.task.FunctionEnum`. */
  readonly function: string;
  readonly startDate: number;
  /** When it is done. */
  readonly doneAt: number;
}

export interface Hosting {
  readonly serviceName: string;
  readonly region: Region;
  readonly nichandle: string;
  displayName: string | null;
  offer: string;
  /** `cluster` and its number, up to 255. Hostings of one cluster share its addresses. */
  cluster: string;
  readonly login: string;
  readonly serviceId: number;
  readonly createdAt: number;
  readonly domains: readonly string[];
  expired: boolean;
  readonly mail: HostingMail;
  readonly tasks: Task[];
  mailsoutState: string | null;
  outState: string;
  spoofing: string[];
}

export interface TaskBody {
  readonly id: number;
  readonly status: string;
}

/** `hosting.web.PublicTask`. */
export function taskBody(task: Task, now: number): TaskBody & Readonly<Record<string, unknown>> {
  const done = now >= task.doneAt;
  return {
    id: task.id, function: task.function, status: done ? 'done' : 'doing', startDate: iso(task.startDate),
    lastUpdate: iso(done ? task.doneAt : task.startDate), doneDate: done ? iso(task.doneAt) : null, objectType: 'Web', objectId: null,
  };
}

/** Names, offers and clusters are ordinary ones; addresses are those kept for documentation (RFC 5737, RFC 3849). */
export function serviceBody(hosting: Hosting): Readonly<Record<string, unknown>> {
  const { serviceName, displayName, offer, cluster, login } = hosting;
  const number = cluster.replace(/\D/g, '');
  const performance = /perf/i.test(offer);
  return {
    serviceName, displayName, offer, cluster, state: 'active', resourceType: performance ? 'dedicated' : 'shared', datacenter: hosting.region === 'eu' ? 'gra3' : 'bhs1',
    operatingSystem: 'linux', primaryLogin: login, home: `/home/${login}`, filer: null, hasCdn: false, hasHostedSsl: true,
    clusterIp: `192.0.2.${number}`, clusterIpv6: `2001:db8::${number}`, hostingIp: `192.0.2.${number}`, hostingIpv6: `2001:db8::${number}`, countriesIp: [],
    availableBoostOffer: [], boostOffer: null, recommendedOffer: null, lastOvhConfigScan: null, token: null, updates: [],
    phpVersions: [{ version: '8.3', support: 'SUPPORTED' }, { version: '7.4', support: 'END_OF_LIFE' }],
    quotaSize: { unit: 'GB', value: 100 }, quotaUsed: { unit: 'GB', value: 11.4 }, trafficQuotaSize: null, trafficQuotaUsed: null,
    serviceManagementAccess: {
      ftp: { url: `ftp.${cluster}.hosting.ovh.net`, port: 21 }, ssh: { url: `ssh.${cluster}.hosting.ovh.net`, port: 22 },
      http: { url: `${login}.${cluster}.hosting.ovh.net`, port: 80 },
    },
    iam: { id: uuidOf(hosting.serviceId), urn: `urn:v1:${hosting.region}:resource:webHosting:${serviceName}`, displayName, tags: {} },
  };
}

/** `services.Service`. */
export function serviceInfos(hosting: Hosting, now: number): Readonly<Record<string, unknown>> {
  const yearMs = 365 * 86_400_000;
  const end = hosting.expired ? now - 3 * 86_400_000 : hosting.createdAt + Math.ceil((now - hosting.createdAt) / yearMs) * yearMs;
  return {
    domain: hosting.serviceName, serviceId: hosting.serviceId, status: hosting.expired ? 'expired' : 'ok', creation: day(hosting.createdAt), expiration: day(end),
    contactAdmin: hosting.nichandle, contactBilling: hosting.nichandle, contactTech: hosting.nichandle, canDeleteAtExpiration: true, engagedUpTo: null,
    possibleRenewPeriod: [1, 12, 24, 36], renewalType: 'automaticV2016',
    renew: { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: 12 },
  };
}

/** `hosting.web.email`. */
export function mailBody({ mail }: Hosting): Readonly<Record<string, unknown>> {
  const { state, sent, sentToday, bounce, maxPerDay, email } = mail;
  return { state, sent, sentToday, bounce, maxPerDay, email };
}

const abuseStates: readonly string[] = ['ok', 'ko', 'spam', 'bounce'];

/** `hosting.web.AbuseState`, in no published schema. */
export function abuseBody(hosting: Hosting): Readonly<Record<string, unknown>> {
  const seen = abuseStates.includes(hosting.mail.state) ? hosting.mail.state : 'ok';
  return { mailsoutState: hosting.mailsoutState ?? seen, outState: hosting.outState, webState: 'active', accessState: 'active' };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function day(at: number): string {
  return iso(at).slice(0, 10);
}

function uuidOf(serviceId: number): string {
  return `00000000-0000-4000-8000-${String(serviceId).padStart(12, '0')}`;
}
