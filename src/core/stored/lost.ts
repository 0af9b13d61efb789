// What of the common items cannot be read as it should be, and accounts found again by the keys that are kept for them.
import { type Account, type AccountId, regions } from '../model.ts';
import type { Lost } from '../notices.ts';
import { fields, oneOf } from '../shape.ts';
import { decodeAccounts, decodeHead } from './decode-head.ts';
import { decodeOutbox } from './outbox.ts';

/** Whether the list is one, and nothing of it was left out. */
const isWhole = (stored: unknown, decoded: readonly unknown[] | undefined): boolean => Array.isArray(stored) && stored.length === decoded?.length;

const losses: { readonly [K in Exclude<Lost, 'hostings' | 'actions'>]: (stored: unknown) => boolean } = {
  accounts: (stored) => !isWhole(stored, decodeAccounts(stored) ?? undefined),
  settings: (stored) => fields(stored) === null,
  outbox: (stored) => {
    const decoded = decodeOutbox(stored);
    return (['notices', 'journal'] as const).some((list) => !isWhole(fields(stored)?.[list], decoded?.[list]));
  },
};

/** The items that are there and not whole. The head is not told of: all of it is made anew. */
export function lostIn(found: Readonly<Record<string, unknown>>): { readonly told: readonly Lost[]; readonly head: boolean } {
  const told = (Object.keys(losses) as (keyof typeof losses)[]).filter((key) => found[key] !== undefined && losses[key](found[key]));
  return { told, head: found['head'] !== undefined && decodeHead(found['head']) === null };
}

const isKind = oneOf('session', 'keys', 'token', 'oauth2');
const isRegion = oneOf(...regions);

/** The accounts that storage's keys tell of: those added by the secret that is kept for them, the panel's logins by their list of hostings. An added one's names are asked for again. */
export function accountsByKeys(keys: readonly string[]): readonly Account[] {
  return keys.flatMap((key) => {
    const [, item, id, kind, region, unique = ''] = /^(secret|roster)\/((\w+):(\w+):(.+))$/.exec(key) ?? [];
    if (!isKind(kind) || !isRegion(region) || (kind === 'session') !== (item === 'roster')) return [];
    const nichandle = kind === 'session' ? unique : '';
    return [{
      id: id as AccountId, kind, region, nichandle, name: nichandle, rights: null, endsAt: null, endTold: false,
      checkedAt: null, failure: null, failingSince: null, blindTold: false, sweptAt: null,
    }];
  });
}
