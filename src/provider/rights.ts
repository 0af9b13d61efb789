// The rights that Sluice asks for, and the provider's pages that give them.
import type { Region } from '../core/model.ts';
import { apiOrigin, panelOrigin } from './regions.ts';

/** `auth.AccessRuleRequest` of the schema; `*` stands for anything. */
export interface Rule {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

export type Rights = 'full' | 'read';

const reading: readonly Rule[] = [
  // `/hosting/web/*` does not hold `/hosting/web`: rules match exactly (go-ovh, AddRecursiveRules).
  { method: 'GET', path: '/hosting/web' }, { method: 'GET', path: '/hosting/web/*' },
  // Who it is, and until when.
  { method: 'GET', path: '/auth/details' }, { method: 'GET', path: '/auth/currentCredential' },
];

const writing: readonly Rule[] = [
  { method: 'PUT', path: '/hosting/web/*/email' }, { method: 'POST', path: '/hosting/web/*/email/request' },
  { method: 'POST', path: '/hosting/web/*/unblockTCPOut' },
  // Forgetting an account ends its key.
  { method: 'POST', path: '/auth/logout' },
];

/** No more than what Sluice does: reading alone, or reading and what it can be asked to do. */
export function rulesFor(rights: Rights): readonly Rule[] {
  return rights === 'read' ? reading : [...reading, ...writing];
}

/** The page that makes all three keys at once, filled in with exactly the rights needed. Source: the official clients' guides. */
export function tokenPageUrl(region: Region, rights: Rights): string {
  return `${apiOrigin(region)}/createToken/?${rulesFor(rights).map(({ method, path }) => `${method}=${path}`).join('&')}`;
}

/** The page that makes an application key and its secret. */
export function applicationPageUrl(region: Region): string {
  return `${apiOrigin(region)}/createApp/`;
}

/** The panel's page of local users, who may have personal access tokens. Source: the provider's guide to these tokens. */
export function localUsersUrl(region: Region): string {
  return `${panelOrigin(region)}/#/iam/identities/users`;
}

/** Whether a list of rules lets a call through; null, as `/auth/details` gives it, lets everything through. */
export function allows(rules: readonly Rule[] | null, method: Rule['method'], path: string): boolean {
  return rules === null || rules.some((rule) => rule.method === method && matches(rule.path, path));
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === path;
  if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length) return false;
  return holdsInOrder(path.slice(first.length, path.length - last.length), parts.slice(1, -1));
}

/** Plain search, no expression made of the provider's text. */
function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
