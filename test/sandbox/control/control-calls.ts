// The control calls of the sandbox: what goes in and what comes out of each. The same in this process and over HTTP.
import type { Region } from '../web/places.ts';

export type Action = 'BLOCK' | 'UNBLOCK' | 'PURGE';

export interface BounceRow {
  /** ISO 8601. */
  readonly date: string;
  readonly to: string | null;
  readonly message: string | null;
}

export interface VolumeRow {
  /** ISO 8601. */
  readonly date: string;
  readonly volume: number | null;
}

/** What may be set of a hosting. Everything left out stays as it is. */
export interface HostingChange {
  /** Any text: a word that the schema does not have is sent as it is. Ends what was under way. */
  readonly state?: string;
  readonly email?: string | null;
  readonly sent?: number;
  readonly sentToday?: number;
  readonly bounce?: number;
  readonly maxPerDay?: number;
  /** Empty: `/email/bounces` answers 404, as the provider does. */
  readonly bounces?: readonly BounceRow[];
  /** Newest first. Empty: `/email/volumes` answers 404. */
  readonly volumes?: readonly VolumeRow[];
  /** Mails in the queue, as of now. */
  readonly queued?: number;
  /** Mails a day that the site's scripts send from now on. */
  readonly mailsPerDay?: number;
  readonly displayName?: string | null;
  /** A word of the schema's `hosting.web.OfferCapabilitiesEnum`. */
  readonly offer?: string;
  /** `mailsoutState` and `outState` of `/abuseState`, when that is on. */
  readonly mailsoutState?: string;
  readonly outState?: string;
  /** Domains that send without authentication, `/spoofing` of API v2. */
  readonly spoofing?: readonly string[];
}

/** A hosting as it is now. */
export interface HostingView {
  readonly serviceName: string;
  readonly region: Region;
  readonly nichandle: string;
  readonly displayName: string | null;
  readonly offer: string;
  readonly expired: boolean;
  readonly state: string;
  readonly email: string | null;
  readonly sent: number;
  readonly sentToday: number;
  readonly bounce: number;
  readonly maxPerDay: number;
  /** Mails waiting; nobody can ask the provider for this. */
  readonly queued: number;
  /** Mails dropped after 72 h, and mails deleted by purges. */
  readonly dropped: number;
  readonly purged: number;
  /** States that are to come, with milliseconds until then. */
  readonly coming: readonly { readonly state: string; readonly inMs: number }[];
}

/** Provider milliseconds, divided by `speed`. */
export interface Delays {
  readonly blockMs: number;
  readonly unblockMs: number;
  /** How long `purging` lasts. */
  readonly purgeMs: number;
  /** How long after the request `purging` is not yet seen. */
  readonly purgeHiddenMs: number;
}

export interface Options {
  /** `panel`: writes with another `Origin` than the panel's get a 403 that is no refusal of rights. */
  readonly origin: 'any' | 'panel';
  /** False: `X-Ovh-Batch` is ignored, and `a,b` is a hosting that does not exist. */
  readonly batch: boolean;
  readonly batchMax: number;
  /** What an entry's `error` holds: an error body, or its message alone. */
  readonly batchErrors: 'body' | 'text';
  /** False: `X-Pagination-*` is ignored, and the list is one of names. */
  readonly paging: boolean;
  /** What an UNBLOCK in `bounce` brings: `force`, or a refusal. */
  readonly unblockInBounce: 'force' | 400 | 403;
  /** `/abuseState` and `/unblockTCPOut` exist. */
  readonly abuse: boolean;
  readonly metricsToken: boolean;
  /** `connect-src` of the panel's pages. */
  readonly connectSrc: 'self' | 'none';
  /** Of the session cookie, from the next login on. */
  readonly sameSite: 'Lax' | 'Strict' | 'None';
  /** What `https://www.ovh.com/manager/` does. */
  readonly oldPanel: 'serve' | 'redirect';
  /** API requests a minute; the next gets a 429. Null: no limit. */
  readonly limitPerMinute: number | null;
  /** The `Retry-After` of a 429, as it is to be sent. Null: none. */
  readonly retryAfter: string | null;
  /** Whether sites send mail as time goes by. */
  readonly traffic: boolean;
}

/** What a request must be like. `*` stands for any characters. */
export interface Match {
  readonly method?: string;
  /** The path below the API's base, for example `/hosting/web/example.com/email`, or the whole path; no query. */
  readonly path?: string;
  readonly host?: string;
}

/** What the next requests that match get instead of their answer. */
export interface NextAnswer extends Match {
  readonly path: string;
  readonly status?: number;
  /** Sent as JSON; `text` is sent as it is. */
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many requests; 1 unless told. */
  readonly times?: number;
  readonly delayMs?: number;
  /** Ends the connection: `before` anything is done, or `after` the action was carried out. */
  readonly cut?: 'before' | 'after';
  /** Never an answer. Nothing is done unless `execute`. */
  readonly silence?: boolean;
  /** The real request is carried out too, whatever is answered. */
  readonly execute?: boolean;
  /** The body comes in pieces. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
}

/** `alive`; `expired`: 401; `forbidden`, `invalid`: the two 403 of a dead session; `weak`: 471; `maintenance`: 500; `restricted`: 403 for the configuration. */
export type SessionIs = 'alive' | 'expired' | 'forbidden' | 'invalid' | 'weak' | 'maintenance' | 'restricted';

export interface SessionCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: '/';
  readonly secure: true;
  readonly httpOnly: boolean;
  readonly sameSite: 'Lax' | 'Strict' | 'None';
}

/** A request as it came. Secrets are replaced by `***`; of cookies only the names are kept. */
export interface Received {
  readonly id: number;
  /** Sandbox time. */
  readonly at: number;
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
  /** Null while it is under way, and when the connection was cut or nothing was answered. */
  readonly status: number | null;
  /** Null while it is under way. */
  readonly tookMs: number | null;
  /** Whether the request changed something. */
  readonly executed: boolean;
}

/** Something that was carried out. `email` is a change of the recipient. */
export interface Executed {
  readonly serviceName: string;
  readonly action: Action | 'email' | 'unblockTCPOut' | 'spoofing';
  readonly at: number;
  readonly request: number;
}

export interface AccessRule {
  readonly method: string;
  readonly path: string;
}

export interface Keys {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}

export type CredentialStatus = 'pendingValidation' | 'validated' | 'refused' | 'expired';

/**
 * What a hosting's figures can tell. `slowLeak`: a contact list decays, until the provider stops it as `bounce`. `hackedForm`: a quiet site that sends
 * spam since two hours, until the provider stops it as `spam`. `wrongSender`: mails with a From domain that is not attached are refused.
 * `listedAddress`: receivers refuse the provider's own address, for every hosting of a cluster. `silentShop`: a site that sends every day has fallen silent.
 */
export const storyNames = ['slowLeak', 'hackedForm', 'wrongSender', 'listedAddress', 'silentShop'] as const;
export type StoryName = (typeof storyNames)[number];

/** Every call takes one object and gives one value. */
export interface Control {
  /** All hostings, or those of one account. */
  hostings(args?: { readonly nichandle?: string }): Promise<readonly HostingView[]>;
  hosting(args: { readonly serviceName: string }): Promise<HostingView>;
  setHosting(args: { readonly serviceName: string } & HostingChange): Promise<HostingView>;
  addHosting(args: { readonly serviceName: string; readonly region?: Region } & HostingChange): Promise<HostingView>;
  /** Gives the hosting a story's past, which goes on as mails are sent until another story or `mailsPerDay` is set. `listedAddress`: two more of the account that send, on one cluster. */
  story(args: { readonly serviceName: string; readonly story: StoryName }): Promise<HostingView>;
  removeHosting(args: { readonly serviceName: string }): Promise<null>;
  /** 460 from now on, or no longer. */
  expireHosting(args: { readonly serviceName: string; readonly expired?: boolean }): Promise<HostingView>;
  delays(args?: Partial<Delays>): Promise<Delays>;
  options(args?: Partial<Options>): Promise<Options>;
  /** Reads, moves or sets the clock; sets what delays are divided by. */
  clock(args?: { readonly advanceMs?: number; readonly setTo?: number; readonly speed?: number }): Promise<{ readonly now: number; readonly offsetMs: number; readonly speed: number }>;
  nextAnswer(args: NextAnswer): Promise<{ readonly id: number }>;
  clearAnswers(): Promise<null>;
  /** Holds requests that match until `release`: `after` they were carried out (unless told otherwise) or `before`. */
  pause(args?: Match & { readonly when?: 'before' | 'after' }): Promise<null>;
  /** Ids of the requests that are held now. */
  held(): Promise<readonly number[]>;
  /** Ends the pause; says how many requests were let go. */
  release(): Promise<{ readonly released: number }>;
  /** What becomes of every session of a region from now on. `alive` brings ended ones back. */
  session(args: { readonly is: SessionIs; readonly region?: Region }): Promise<null>;
  /** Logs in without the page; the cookies are for the panel's host. */
  login(args?: { readonly region?: Region; readonly nichandle?: string }): Promise<{ readonly cookies: readonly SessionCookie[] }>;
  /** Every session of the region is somebody else's from now on; a new customer gets that many hostings. */
  switchUser(args: { readonly nichandle: string; readonly region?: Region; readonly hostings?: number }): Promise<null>;
  requests(args?: Match & { readonly sinceId?: number }): Promise<readonly Received[]>;
  clearRequests(): Promise<null>;
  executed(args?: { readonly serviceName?: string }): Promise<readonly Executed[]>;
  /** Hosts that the proxy was asked for and refused, each once. */
  refusedHosts(): Promise<readonly string[]>;
  /** An application and a consumer key of it, validated; every right unless there are rules. */
  makeKeys(args?: { readonly region?: Region; readonly rules?: readonly AccessRule[]; readonly validForMs?: number | null }): Promise<Keys>;
  credential(args: { readonly consumerKey: string; readonly status?: CredentialStatus; readonly rules?: readonly AccessRule[] }): Promise<{ readonly status: CredentialStatus }>;
  /** A personal access token of a local user with these IAM actions (`*` stands for any characters). */
  makeToken(args?: { readonly region?: Region; readonly user?: string; readonly actions?: readonly string[]; readonly validForMs?: number | null }): Promise<{ readonly token: string }>;
  /** A service account: client credentials of OAuth2. */
  makeClient(args?: { readonly region?: Region; readonly actions?: readonly string[] }): Promise<{ readonly clientId: string; readonly clientSecret: string }>;
  /** Ends a token, or all tokens that a client got. */
  revoke(args: { readonly token?: string; readonly clientId?: string }): Promise<{ readonly revoked: number }>;
}

export const controlNames = [
  'hostings', 'hosting', 'setHosting', 'addHosting', 'story', 'removeHosting', 'expireHosting', 'delays', 'options', 'clock', 'nextAnswer',
  'clearAnswers', 'pause', 'held', 'release', 'session', 'login', 'switchUser', 'requests', 'clearRequests', 'executed', 'refusedHosts',
  'makeKeys', 'credential', 'makeToken', 'makeClient', 'revoke',
] as const satisfies readonly (keyof Control)[];
export type ControlName = (typeof controlNames)[number];
