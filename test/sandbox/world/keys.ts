// Application keys, consumer keys and the signature of the public API (first steps of the API's documentation; official clients).
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccessRule, CredentialStatus } from '../control/control-calls.ts';
import { type Answer, denied, refused } from '../api/answer.ts';
import type { CallerOf } from '../api/callers.ts';
import type { Clock } from './clock.ts';
import { places, type Region } from '../web/places.ts';

export interface Application {
  readonly id: number;
  readonly key: string;
  readonly secret: string;
  readonly region: Region;
  readonly name: string;
}

export interface Credential {
  readonly id: number;
  readonly consumerKey: string;
  /** Names it in the address of the validation page. */
  readonly token: string;
  readonly application: Application;
  readonly nichandle: string;
  readonly redirection: string | null;
  readonly createdAt: number;
  rules: readonly AccessRule[];
  status: CredentialStatus;
  expiresAt: number | null;
  lastUseAt: number | null;
}

export interface Signed {
  readonly region: Region;
  readonly method: string;
  /** As the client sees it, with its query. */
  readonly url: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

/** How far a client's clock may be off; the provider's own figure is not known. */
const clockLimitMs = 60_000;

export class Keys {
  readonly #applications = new Map<string, Application>();
  readonly #credentials = new Map<string, Credential>();
  readonly #clock: Clock;
  #lastId = 7_000_000;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  addApplication(region: Region, name: string): Application {
    const made = { id: this.#nextId(), key: randomBytes(8).toString('hex'), secret: randomBytes(16).toString('hex'), region, name };
    this.#applications.set(made.key, made);
    return made;
  }

  application(key: string | undefined): Application | undefined {
    return key === undefined ? undefined : this.#applications.get(key);
  }

  addCredential(application: Application, rules: readonly AccessRule[], redirection: string | null): Credential {
    const made: Credential = {
      id: this.#nextId(), consumerKey: randomBytes(16).toString('hex'), token: randomBytes(24).toString('hex'), application,
      nichandle: places[application.region].nichandle, redirection, createdAt: this.#clock.now(), rules, status: 'pendingValidation',
      expiresAt: null, lastUseAt: null,
    };
    this.#credentials.set(made.consumerKey, made);
    return made;
  }

  credential(consumerKey: string | undefined): Credential | undefined {
    const found = consumerKey === undefined ? undefined : this.#credentials.get(consumerKey);
    if (found?.status === 'validated' && found.expiresAt !== null && found.expiresAt <= this.#clock.now()) found.status = 'expired';
    return found;
  }

  credentialByToken(token: string): Credential | undefined {
    return [...this.#credentials.values()].find((credential) => credential.token === token);
  }

  /** The answer of the validation page; null keeps the key for ever. */
  validate(credential: Credential, validForMs: number | null): void {
    credential.status = 'validated';
    credential.expiresAt = validForMs === null ? null : this.#clock.now() + validForMs;
  }

  /** Who signed a request, or why it is refused. */
  callerOf(signed: Signed): CallerOf | Answer {
    const application = this.application(signed.header('x-ovh-application'));
    if (signed.header('x-ovh-application') === undefined) return denied(403, 'NOT_CREDENTIAL', 'You must login first');
    if (application === undefined) return denied(403, 'INVALID_KEY', 'This application key is invalid');
    if (application.region !== signed.region) return refused(403, 'Client::Forbidden', 'Forbidden');
    if (signed.header('x-ovh-consumer') === undefined) return denied(403, 'NOT_CREDENTIAL', 'You must login first');
    const credential = this.credential(signed.header('x-ovh-consumer'));
    return this.#refusal(credential, application, signed) ?? callerFrom(credential as Credential, this.#clock.now());
  }

  #refusal(credential: Credential | undefined, application: Application, signed: Signed): Answer | null {
    if (credential === undefined || credential.application !== application) return denied(403, 'INVALID_CREDENTIAL', 'This credential does not exist');
    const time = Number(signed.header('x-ovh-timestamp'));
    // A key that nobody has validated yet is answered as if it were wrong (php-ovh 62).
    if (credential.status === 'pendingValidation' || !isSignedBy(credential, signed)) return denied(400, 'INVALID_SIGNATURE', 'Invalid signature');
    if (!(Math.abs(time * 1000 - this.#clock.now()) <= clockLimitMs)) return denied(400, 'QUERY_TIME_OUT', 'Query out of time');
    if (credential.status === 'refused') return denied(403, 'FORBIDDEN', 'This credential has been refused');
    if (credential.status === 'expired') return denied(403, 'INVALID_CREDENTIAL', 'This credential is not valid');
    return null;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

/** `$1$` and the SHA-1 of secret, consumer key, method, address, body and time, joined by `+`. */
export function signatureOf(secret: string, consumerKey: string, method: string, url: string, body: string, timestamp: string): string {
  return `$1$${createHash('sha1').update([secret, consumerKey, method, url, body, timestamp].join('+')).digest('hex')}`;
}

function isSignedBy({ application, consumerKey }: Credential, { method, url, body, header }: Signed): boolean {
  const given = Buffer.from(header('x-ovh-signature') ?? '');
  const right = Buffer.from(signatureOf(application.secret, consumerKey, method, url, body, header('x-ovh-timestamp') ?? ''));
  return given.length === right.length && timingSafeEqual(given, right);
}

function callerFrom(credential: Credential, now: number): CallerOf {
  credential.lastUseAt = now;
  const { application, nichandle, rules } = credential;
  return {
    region: application.region, nichandle, method: 'account', user: null, actions: null, rules,
    end: () => { credential.status = 'expired'; }, credential: credentialBody(credential),
  };
}

/** `auth.ApiCredential`. */
function credentialBody(credential: Credential): Readonly<Record<string, unknown>> {
  const { id, application, status, rules, createdAt, expiresAt, lastUseAt } = credential;
  return {
    credentialId: id, applicationId: application.id, status, rules, creation: iso(createdAt), expiration: expiresAt === null ? null : iso(expiresAt),
    lastUse: lastUseAt === null ? null : iso(lastUseAt), allowedIPs: null, ovhSupport: false,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
