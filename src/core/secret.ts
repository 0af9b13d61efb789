// What proves an account by key or token. Never leaves the background's reach once it is stored.
import { isText, oneOf, shaped } from './shape.ts';

export type Secret =
  | { readonly kind: 'keys'; readonly applicationKey: string; readonly applicationSecret: string; readonly consumerKey: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'oauth2'; readonly clientId: string; readonly clientSecret: string };

const isKeys = shaped<Extract<Secret, { kind: 'keys' }>>({ kind: oneOf('keys'), applicationKey: isText, applicationSecret: isText, consumerKey: isText });
const isToken = shaped<Extract<Secret, { kind: 'token' }>>({ kind: oneOf('token'), token: isText });
const isClient = shaped<Extract<Secret, { kind: 'oauth2' }>>({ kind: oneOf('oauth2'), clientId: isText, clientSecret: isText });

export function decodeSecret(stored: unknown): Secret | null {
  return isKeys(stored) || isToken(stored) || isClient(stored) ? stored : null;
}
