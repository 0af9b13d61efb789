// What can go wrong between Sluice and the provider: one closed union, each with what the user can do about it.
import type { Say, TextKey } from './text.ts';

/** Shapes: `retryAfterMs` in milliseconds; `message` is the provider's own sentence, hostile text, cut to 300 characters. */
export type Failure =
  /** Nothing answered: no network, DNS, a broken connection. */
  | { readonly kind: 'offline' }
  /** No complete answer within the time that a request may take. */
  | { readonly kind: 'timeOut' }
  /** 401, or 403 with one of the two texts of a dead session (the panel's own rule). */
  | { readonly kind: 'loggedOut' }
  /** 471: the panel asks to log in again ("low order session"). */
  | { readonly kind: 'weakSession' }
  /** Somebody else is logged in to the panel than when this account was seen. */
  | { readonly kind: 'otherUser' }
  /** A genuine refusal of rights; IAM names the missing actions. */
  | { readonly kind: 'noRights'; readonly actions: readonly string[] }
  /** 403 on a write that is no refusal of rights: the provider does not take writes from an extension's origin. */
  | { readonly kind: 'originRefused' }
  /** A write has to be carried by an open panel tab, and none is open. */
  | { readonly kind: 'needsPanel' }
  /** 404: the hosting is no longer there. */
  | { readonly kind: 'gone' }
  /** 460: the service has expired. */
  | { readonly kind: 'expired' }
  /** 400, 409 and other refusals of what was asked. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'tooManyRequests'; readonly retryAfterMs: number | null }
  /** 500 with class `Server::InternalServerError::ApiUnreachableMaintenance`. */
  | { readonly kind: 'maintenance' }
  | { readonly kind: 'providerDown'; readonly status: number }
  /** An answer that is not what the schema says: HTML, empty, cut, wrongly typed. */
  | { readonly kind: 'unreadable'; readonly status: number }
  /** More than 5 MB. */
  | { readonly kind: 'oversized' }
  /** The browser withholds the host from Sluice. */
  | { readonly kind: 'noPermission' }
  /** The application secret does not fit the keys, or the consumer key waits to be validated; the provider says the same of both. */
  | { readonly kind: 'badSignature' }
  /** The computer's clock is off, even after asking the provider for the time. */
  | { readonly kind: 'clockOff' }
  /** The consumer key is unknown, expired, revoked, or waits to be validated. */
  | { readonly kind: 'badCredential' }
  /** The application key is unknown in this region. */
  | { readonly kind: 'badKey' }
  /** The personal access token is wrong, expired or revoked. */
  | { readonly kind: 'badToken' }
  /** The service account's name or secret is wrong. */
  | { readonly kind: 'badClient' }
  /** The secrets are under a passphrase that was not given since the browser started. */
  | { readonly kind: 'locked' }
  /** Looks begin and none ends well, for no reason that was seen: the computer sleeps too much, or the browser's storage is full. */
  | { readonly kind: 'overdue' };

export type FailureKind = Failure['kind'];

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function good<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function bad(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}

/** Failures that concern one hosting; every other one concerns the account, and makes Sluice blind there. */
const ofOneHosting: ReadonlySet<FailureKind> = new Set(['gone', 'expired', 'noRights', 'refused', 'unreadable', 'oversized']);

export function concernsAccount(failure: Failure): boolean {
  return !ofOneHosting.has(failure.kind);
}

/** What the user can do about a failure, as one button. */
export type Remedy = 'logIn' | 'openPanel' | 'tryAgain' | 'grant' | 'unlock' | 'mendAccount' | 'none';

const remedies: Readonly<Record<FailureKind, Remedy>> = {
  offline: 'tryAgain', timeOut: 'tryAgain', loggedOut: 'logIn', weakSession: 'logIn', otherUser: 'logIn', noRights: 'none',
  originRefused: 'openPanel', needsPanel: 'openPanel', gone: 'none', expired: 'openPanel', refused: 'none',
  tooManyRequests: 'none', maintenance: 'tryAgain', providerDown: 'tryAgain', unreadable: 'tryAgain', oversized: 'tryAgain',
  noPermission: 'grant', badSignature: 'mendAccount', clockOff: 'tryAgain', badCredential: 'mendAccount', badKey: 'mendAccount',
  badToken: 'mendAccount', badClient: 'mendAccount', locked: 'unlock', overdue: 'tryAgain',
};

export function remedyFor(failure: Failure): Remedy {
  return remedies[failure.kind];
}

/** The failure in one sentence, for a title. */
export function failureTitle(failure: Failure): Say {
  return { key: `failure_${failure.kind}` as TextKey };
}

/** What to do about it, in one sentence; names what is missing or what the provider said. */
export function failureAdvice(failure: Failure): Say {
  const key = `failureAdvice_${failure.kind}` as TextKey;
  switch (failure.kind) {
    case 'noRights': return { key, args: { actions: failure.actions.join(', ') } };
    case 'refused': return { key, args: { message: failure.message } };
    case 'tooManyRequests': return { key, args: { wait: { ms: failure.retryAfterMs ?? 60_000 } } };
    case 'providerDown': case 'unreadable': return { key, args: { status: String(failure.status) } };
    default: return { key };
  }
}
