// The nouns of Sluice: region, account, hosting, mail state, figures, journal. Plain data, as it is stored.
import type { Failure } from './failure.ts';
import type { ActionProgress } from './actions.ts';

export type Region = 'eu' | 'ca';
export const regions: readonly Region[] = ['eu', 'ca'];

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `region/serviceName`, for example `eu/example.com`. One hosting has one id, through however many accounts it is seen. */
export type HostingId = Branded<'HostingId'>;
/** For example `session:eu:ab12345-ovh`. */
export type AccountId = Branded<'AccountId'>;
/** Milliseconds since 1970, as `Date.now()` gives them. */
export type Time = number;

/** The states of the schema's `hosting.web.mail.StateEnum`. */
export const knownStates = ['ok', 'force', 'ko', 'bounce', 'spam', 'purging'] as const;
export type KnownState = (typeof knownStates)[number];
/** What Sluice knows to do with a state; a word that the schema does not have is `unknown`, never dropped. */
export type StateKind = KnownState | 'unknown';

/** Maps a state, as the provider spelt it, to its kind. */
export function stateKind(state: string): StateKind {
  return (knownStates as readonly string[]).includes(state) ? (state as KnownState) : 'unknown';
}

/** Whether scripts' mail leaves the hosting in this state. An unknown state is assumed to be a stop. */
export function sends(state: string): boolean {
  return state === 'ok' || state === 'force';
}

/** Whether mail is held in the queue: stopped, by whomever. `purging` is neither sending nor stopped. */
export function stopped(state: string): boolean {
  return !sends(state) && state !== 'purging';
}

/** `hosting.web.email` of the schema, decoded. Counts are mails. */
export interface Mail {
  /** As it came; see `stateKind`. */
  readonly state: string;
  /** Since the hosting was made. */
  readonly sent: number;
  readonly sentToday: number;
  /** Errors since the hosting was made; the provider never resets it. */
  readonly bounce: number;
  /** Mails a day; null where the provider gives none (0 or less: the panel hides it). */
  readonly maxPerDay: number | null;
  /** Who gets the provider's error report; null when nobody does. */
  readonly email: string | null;
}

/** One entry of `/email/bounces`: what a receiving server said. */
export interface Bounce {
  readonly date: Time | null;
  readonly to: string | null;
  readonly message: string | null;
}

/** One entry of `/email/volumes`, oldest first once decoded. */
export interface Volume {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly sent: number;
}

/** When sending was stopped, as far as Sluice saw. The provider gives no time of stopping. */
export interface Stop {
  /** First seen stopped. */
  readonly seenAt: Time;
  /** Last seen sending before; null when Sluice never saw it send ("stopped since before …"). */
  readonly sendingAt: Time | null;
  /** True when it followed a block that was confirmed in Sluice. */
  readonly own: boolean;
  /** The state in which the stop began. */
  readonly state: string;
  /** The last reminder of the queue clock that was told, as milliseconds left; null before the first. */
  readonly remindedMs: number | null;
}

/** `snoozed`: silent until then. `acknowledged`: the user knows; silent until it recovers or becomes something else. */
export type Hush =
  | { readonly kind: 'snoozed'; readonly until: Time }
  | { readonly kind: 'acknowledged' };

/** The figures as they were at a moment, for rates and shares over time. */
export interface Sample {
  readonly at: Time;
  readonly sentToday: number;
  readonly sent: number;
  readonly bounce: number;
}

/** What stands out although nothing is stopped: an unusual volume, a limit that is near, too many errors, silence of a site that always sends. */
export const alertKinds = ['errors', 'volume', 'quota', 'silence'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What Sluice makes of a hosting's figures over time. */
export interface Insight {
  /** Oldest first: those of the last two hours, and the last one of each of the days before. */
  readonly samples: readonly Sample[];
  /** Mails a day from which a day is unusual; null while too few days are known. */
  readonly usual: { readonly watch: number; readonly warn: number } | null;
  /** The share of errors, 0 to 1, at which the provider stopped it last; null where that was not seen. */
  readonly stoppedShare: number | null;
  /** What stands out now. */
  readonly alerts: readonly AlertKind[];
  /** The provider's day on which each was last told. */
  readonly told: Readonly<Partial<Record<AlertKind, string>>>;
}

/** "Block by itself at a limit": mails a day, or mails an hour. */
export interface Guard {
  readonly per: 'day' | 'hour';
  readonly limit: number;
  /** The provider's day on which it last blocked; it does so once a day. */
  readonly firedOn: string | null;
}

/** The provider's abuse measures, `/abuseState`: words as they came; the enums are not settled. */
export interface Abuse {
  readonly mailsout: string | null;
  readonly out: string | null;
}

/** What was read of a hosting beside its mail, when its detail was opened or it was stopped. */
export interface Background {
  /** Reasons of the bounces of the last three days, most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** Domains attached to the hosting, `/attachedDomain`; null while they were not asked for. */
  readonly attached: readonly string[] | null;
  /** Null where the account does not know them, or there are none. */
  readonly abuse: Abuse | null;
  /** Other hostings on the same address of the provider whose mail is refused for that address too. */
  readonly sharedFault: number;
}

/** One hosting as it is stored, under its own key. Written by the background only. */
export interface Hosting {
  readonly id: HostingId;
  readonly region: Region;
  /** The provider's name of the service, as the API takes it. */
  readonly serviceName: string;
  /** The customer's own name for it, where one was given. */
  readonly displayName: string | null;
  readonly offer: string | null;
  /** Accounts through which it is seen, the one to act through first. */
  readonly accounts: readonly AccountId[];
  /** The last good figures, however old. */
  readonly mail: Mail | null;
  /** When they were first read as they are; a sweep that finds them unchanged writes nothing, see `readAt`. */
  readonly mailAt: Time | null;
  /** Why the last reading failed; null after a good one. */
  readonly failure: Failure | null;
  readonly stop: Stop | null;
  /** Mails a day, oldest first, at most 60 days, today's last. */
  readonly volumes: readonly Volume[];
  readonly volumesAt: Time | null;
  readonly bouncesAt: Time | null;
  /** Whether the user asked for silence about it. */
  readonly hush: Hush | null;
  /** The address of the provider's from which it is served, and sends; null where the list did not say. */
  readonly clusterIp: string | null;
  readonly insight: Insight;
  readonly background: Background;
  readonly guard: Guard | null;
}

export const noInsight: Insight = { samples: [], usual: null, stoppedShare: null, alerts: [], told: {} };
export const noBackground: Background = { reasons: [], attached: null, abuse: null, sharedFault: 0 };

/** The ways to be somebody at the provider: the panel's own login, application keys, a personal access token, a service account. */
export type AccountKind = 'session' | 'keys' | 'token' | 'oauth2';

/** Whose eyes Sluice has at the provider. Secrets are stored elsewhere. */
export interface Account {
  readonly id: AccountId;
  readonly kind: AccountKind;
  readonly region: Region;
  /** The customer's nichandle, as the provider gives it. */
  readonly nichandle: string;
  /** What the customer calls it; the nichandle until then. */
  readonly name: string;
  /** Whether it may act: `read` hides the actions and says why; null while it is not known. */
  readonly rights: 'write' | 'read' | null;
  /** When its key or token ends; null where it does not, or nothing is said. */
  readonly endsAt: Time | null;
  /** Whether the user has been told that it ends soon. */
  readonly endTold: boolean;
  /** When identity, rights and end were last asked for. */
  readonly checkedAt: Time | null;
  /** Why it cannot see; null while it can. */
  readonly failure: Failure | null;
  readonly failingSince: Time | null;
  /** Whether the user has been told that Sluice cannot see through it. */
  readonly blindTold: boolean;
  /** The last sweep that ended well. */
  readonly sweptAt: Time | null;
}

/** A line of the popup's list: all that it draws of a hosting. */
export interface Row {
  readonly id: HostingId;
  /** The service name: what the panel's addresses and the provider's mails call it. */
  readonly name: string;
  /** The customer's own name for it, where it is another one. */
  readonly displayName: string | null;
  /** As it came; empty while it was never read. */
  readonly state: string;
  readonly sentToday: number;
  readonly maxPerDay: number | null;
  /** Mails of the last 30 days at most, oldest first. */
  readonly bars: readonly number[];
  readonly mailAt: Time | null;
  readonly failure: Failure | null;
  readonly stop: Stop | null;
  /** Whether the user asked for silence about it: it is shown, and does not count as needing somebody. */
  readonly hush: Hush | null;
  /** What stands out although it sends. */
  readonly alerts: readonly AlertKind[];
  /** The action under way or just ended, for "Working on it". */
  readonly action: ActionProgress | null;
}

/** The popup's first screen, in one small record whatever the number of hostings. Badge and toolbar title come from it too. */
export interface Head {
  /** Those that need somebody first, then by name; at most `headRows`. */
  readonly rows: readonly Row[];
  readonly total: number;
  /** How many hostings need somebody; may be more than `rows` holds. */
  readonly needs: number;
  readonly counts: Readonly<Record<StateKind | 'unread', number>>;
  readonly accounts: readonly Account[];
  /** When Sluice last looked whether somebody is logged in to a panel; null before the first look. */
  readonly probedAt: Time | null;
  /** What the look found while no account is known: nobody logged in, offline and so on. */
  readonly probeFailure: Failure | null;
  /** When the sweep under way began; null when none is. */
  readonly sweepingSince: Time | null;
  readonly sweepDone: number;
}

export const headRows = 50;

/** What happened, for the journal. `id` is made from what happened, so writing it again changes nothing. */
export interface JournalEntry {
  readonly id: string;
  /** Null for what concerns an account. */
  readonly hosting: HostingId | null;
  readonly account: AccountId | null;
  readonly at: Time;
  readonly what:
    | { readonly kind: 'state'; readonly from: string | null; readonly to: string; readonly source: 'sweep' | 'panel' | 'popup' | 'action' }
    | { readonly kind: 'action'; readonly action: string; readonly step: string; readonly life: string }
    | { readonly kind: 'notice'; readonly notice: string }
    | { readonly kind: 'sight'; readonly failure: string | null };
}

/** When a hosting's figures were last confirmed: by its own reading, or by a whole sweep of one of its accounts that found them unchanged. */
export function readAt(hosting: Pick<Hosting, 'accounts' | 'mailAt' | 'failure'>, accounts: readonly Account[]): Time | null {
  if (hosting.mailAt === null || hosting.failure !== null) return hosting.mailAt;
  const swept = accounts.filter((account) => hosting.accounts.includes(account.id)).map((account) => account.sweptAt ?? 0);
  return Math.max(hosting.mailAt, ...swept);
}

/** Makes a hosting's id. `serviceName` is lower-cased: service names are host names. */
export function hostingId(region: Region, serviceName: string): HostingId {
  return `${region}/${serviceName.toLowerCase()}` as HostingId;
}

/** Makes the id of the account that is the panel's own login. */
export function sessionAccountId(region: Region, nichandle: string): AccountId {
  return `session:${region}:${nichandle}` as AccountId;
}

/** Makes the id of an account that was added; `unique` tells two of the same kind apart. */
export function addedAccountId(kind: Exclude<AccountKind, 'session'>, region: Region, unique: string): AccountId {
  return `${kind}:${region}:${unique}` as AccountId;
}

/** The region and service name that an id was made of, or null when it is not an id. */
export function partsOf(id: string): { region: Region; serviceName: string } | null {
  const slash = id.indexOf('/');
  const region = id.slice(0, slash);
  const serviceName = id.slice(slash + 1);
  if ((region !== 'eu' && region !== 'ca') || serviceName === '') return null;
  return { region, serviceName };
}
