// Asking for a consumer key, waiting until the customer grants it, seeing who it is and until when, and ending it.
import { bad, good } from '../core/failure.ts';
import type { Region, Time } from '../core/model.ts';
import { fields } from '../core/shape.ts';
import { callApi, type KeyedCaller } from './api.ts';
import type { Keyed } from './key-failure.ts';
import { plainText } from './plain.ts';
import { isProviderPage } from './regions.ts';
import type { Wire } from './request.ts';
import { rulesFor, type Rights, type Rule } from './rights.ts';

/** `auth.CredentialStateEnum` of the schema. */
export const credentialStates = ['expired', 'pendingValidation', 'refused', 'validated'] as const;
export type CredentialState = (typeof credentialStates)[number];

/** `consumerKey` is a secret, and so is the page's address: it holds a token. */
export interface AskedCredential {
  readonly consumerKey: string;
  readonly validationUrl: string;
}

export interface Credential {
  readonly state: CredentialState;
  /** Null where it never ends, or nothing is said. */
  readonly endsAt: Time | null;
  /** Null where nothing is said. */
  readonly rules: readonly Rule[] | null;
}

/** Whom a key or token stands for. */
export interface Identity {
  /** The nichandle. */
  readonly account: string;
  /** The local user, where it is one. */
  readonly user: string | null;
  /** `account`, `oauth2_client_credentials`, `provider`, `user`, or a word that is not known yet. */
  readonly method: string | null;
  /** Null: everything. */
  readonly allowedRoutes: readonly Rule[] | null;
}

/** `POST /auth/credential`: a consumer key that becomes valid when the customer agrees on the page. `redirection`: where the page leads then. */
export async function askCredential(region: Region, applicationKey: string, rights: Rights, wire: Wire, redirection?: string): Promise<Keyed<AskedCredential>> {
  const body = { accessRules: rulesFor(rights), ...(redirection === undefined ? {} : { redirection }) };
  const headersFor = (): Promise<Record<string, string>> => Promise.resolve({ 'X-Ovh-Application': applicationKey });
  const answer = await callApi({ region, proof: 'keys', headersFor }, { method: 'POST', path: '/auth/credential', body }, wire);
  if (!answer.ok) return answer;
  const { consumerKey, validationUrl } = fields(answer.value.value) ?? {};
  const whole = typeof consumerKey === 'string' && /^[\x21-\x7e]{8,128}$/.test(consumerKey) && typeof validationUrl === 'string' && isProviderPage(validationUrl);
  return whole ? good({ consumerKey, validationUrl }) : bad({ kind: 'unreadable', status: answer.value.status });
}

/** `GET /auth/currentCredential`. */
export async function credential(caller: KeyedCaller, signal?: AbortSignal): Promise<Keyed<Credential>> {
  const answer = await caller({ method: 'GET', path: '/auth/currentCredential' }, signal);
  if (!answer.ok) return answer;
  const read = decodeCredential(answer.value.value);
  return read === null ? bad({ kind: 'unreadable', status: answer.value.status }) : good(read);
}

/**
 * What became of a consumer key that was asked for. While the customer has not agreed, the provider calls the signature invalid
 * (php-ovh #62, python-ovh #103) or the credential not valid: until `validated` was seen, both mean that it is pending.
 */
export async function credentialState(caller: KeyedCaller, signal?: AbortSignal): Promise<Keyed<CredentialState>> {
  const read = await credential(caller, signal);
  if (read.ok) return good(read.value.state);
  return read.failure.kind === 'badSignature' || read.failure.kind === 'badCredential' ? good('pendingValidation') : read;
}

/** `GET /auth/details`. */
export async function identity(caller: KeyedCaller, signal?: AbortSignal): Promise<Keyed<Identity>> {
  const answer = await caller({ method: 'GET', path: '/auth/details' }, signal);
  if (!answer.ok) return answer;
  const read = decodeIdentity(answer.value.value);
  return read === null ? bad({ kind: 'unreadable', status: answer.value.status }) : good(read);
}

/** `POST /auth/logout`: ends the consumer key for good. */
export async function endCredential(caller: KeyedCaller, signal?: AbortSignal): Promise<Keyed<null>> {
  const answer = await caller({ method: 'POST', path: '/auth/logout' }, signal);
  return answer.ok ? good(null) : answer;
}

/** Whether another region knows the key or token that this one calls unknown: it belongs there. */
export async function isKnownBy(otherRegion: KeyedCaller, signal?: AbortSignal): Promise<boolean> {
  const read = await credential(otherRegion, signal);
  return read.ok || knowing.has(read.failure.kind);
}

/** Failures that nobody answers to a stranger. */
const knowing: ReadonlySet<string> = new Set(['noRights', 'badSignature', 'badCredential', 'gone', 'expired']);

export function decodeCredential(value: unknown): Credential | null {
  const { status, expiration, rules } = fields(value) ?? {};
  const state = credentialStates.find((known) => known === status);
  const endsAt = typeof expiration === 'string' ? Date.parse(expiration) : NaN;
  return state === undefined ? null : { state, endsAt: Number.isNaN(endsAt) ? null : endsAt, rules: decodeRules(rules) };
}

export function decodeIdentity(value: unknown): Identity | null {
  const given = fields(value) ?? {};
  const account = plainText(given['account'], 64);
  if (account === null) return null;
  return { account, user: plainText(given['user'], 253), method: plainText(given['method'], 64), allowedRoutes: decodeRules(given['allowedRoutes']) };
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

function decodeRules(value: unknown): readonly Rule[] | null {
  if (!Array.isArray(value)) return null;
  return value.slice(0, 1000).flatMap((given: unknown) => {
    const { method: said, path } = fields(given) ?? {};
    const method = methods.find((known) => known === said);
    return method === undefined || typeof path !== 'string' || path.length > 1000 ? [] : { method, path };
  });
}
