// Bearer tokens: personal access tokens of local users, and those that service accounts get with their client credentials.
import { randomBytes } from 'node:crypto';
import { type Answer, denied, refused } from '../api/answer.ts';
import type { CallerOf } from '../api/callers.ts';
import type { Clock } from './clock.ts';
import { places, type Region } from '../web/places.ts';

interface Token {
  readonly region: Region;
  readonly user: string;
  readonly clientId: string | null;
  readonly actions: readonly string[];
  readonly expiresAt: number | null;
  revoked: boolean;
}

interface Client {
  readonly secret: string;
  readonly region: Region;
  readonly actions: readonly string[];
}

/** An access token lives one hour (go-ovh README). */
export const tokenLifeMs = 3_600_000;

export class Tokens {
  readonly #tokens = new Map<string, Token>();
  readonly #clients = new Map<string, Client>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A personal access token; it looks like a JWT and is none. */
  addPersonal(region: Region, user: string, actions: readonly string[], validForMs: number | null): string {
    return this.#add({ region, user, clientId: null, actions, expiresAt: this.#end(validForMs), revoked: false });
  }

  addClient(region: Region, actions: readonly string[]): { readonly clientId: string; readonly clientSecret: string } {
    const clientId = `${region.toUpperCase()}.${randomBytes(8).toString('hex')}`;
    const clientSecret = randomBytes(16).toString('hex');
    this.#clients.set(clientId, { secret: clientSecret, region, actions });
    return { clientId, clientSecret };
  }

  /** The answer of the token endpoint (RFC 6749, 4.4 and 5.2). */
  grant(region: Region, form: URLSearchParams, authorization: string | undefined): Answer {
    const [id, secret] = clientOf(form, authorization);
    if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type', 'Only client_credentials is known');
    const client = this.#clients.get(id);
    if (client === undefined || client.secret !== secret || client.region !== region) return oauthError(401, 'invalid_client', 'Client authentication failed');
    if (![null, 'all'].includes(form.get('scope'))) return oauthError(400, 'invalid_scope', 'The scope is unknown');
    const token = this.#add({ region, user: id, clientId: id, actions: client.actions, expiresAt: this.#end(tokenLifeMs), revoked: false });
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenLifeMs / 1000, scope: 'all' } };
  }

  /** Who bears the token, or why it is refused. */
  callerOf(token: string, region: Region): CallerOf | Answer {
    const found = this.#tokens.get(token);
    if (found === undefined || found.revoked || (found.expiresAt !== null && found.expiresAt <= this.#clock.now())) {
      return denied(401, 'INVALID_TOKEN', 'Invalid or expired token');
    }
    if (found.region !== region) return refused(403, 'Client::Forbidden', 'Forbidden');
    return {
      region, nichandle: places[region].nichandle, method: found.clientId === null ? 'user' : 'oauth2_client_credentials', user: found.user,
      actions: found.actions, rules: null, end: () => { found.revoked = true; }, credential: null,
    };
  }

  revoke(which: { readonly token?: string; readonly clientId?: string }): number {
    const ended = [...this.#tokens].filter(([text, token]) => text === which.token || (token.clientId !== null && token.clientId === which.clientId));
    for (const [, token] of ended) token.revoked = true;
    return ended.length;
  }

  #add(token: Token): string {
    const part = (bytes: number): string => randomBytes(bytes).toString('base64url');
    const text = `eyJ${part(15)}.${part(48)}.${part(32)}`;
    this.#tokens.set(text, token);
    return text;
  }

  #end(validForMs: number | null): number | null {
    return validForMs === null ? null : this.#clock.now() + validForMs;
  }
}

function clientOf(form: URLSearchParams, authorization: string | undefined): [string, string] {
  if (authorization?.startsWith('Basic ') !== true) return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString().split(':').map(decoded);
  return [id, secret];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded as RFC 6749, 2.3.1 asks: taken as it is.
    return text;
  }
}

function oauthError(status: number, error: string, description: string): Answer {
  return { status, body: { error, error_description: description } };
}
