// How old a figure is: never shown younger than when it was last confirmed.
import { expect, it } from 'vitest';
import { type Account, type AccountId, readAt } from '../../src/core/model.ts';

const account = (id: string, sweptAt: number | null): Account => ({
  id: id as AccountId, kind: 'session', region: 'eu', nichandle: id, name: id, rights: 'write', endsAt: null, endTold: false, checkedAt: null, failure: null, failingSince: null, blindTold: false, sweptAt,
});
const accounts = [account('one', 50), account('other', 90), account('new', null)];
const seenBy = (...ids: string[]) => ({ accounts: ids as AccountId[], mailAt: 10, failure: null });

it('is as old as the last whole look of an account that sees it', () => {
  expect(readAt(seenBy('one'), accounts)).toBe(50);
  expect(readAt(seenBy('one', 'other'), accounts)).toBe(90);
});

it('is as old as its own reading, where that is newer or no account has looked', () => {
  expect(readAt({ ...seenBy('one'), mailAt: 70 }, accounts)).toBe(70);
  expect(readAt(seenBy('new'), accounts)).toBe(10);
  expect(readAt(seenBy('gone'), accounts)).toBe(10);
});

it('is as old as its last good reading where the last one failed, however often the others were looked at since', () => {
  expect(readAt({ ...seenBy('one', 'other'), failure: { kind: 'unreadable', status: 200 } }, accounts)).toBe(10);
});

it('is not known where it was never read', () => {
  expect(readAt({ ...seenBy('one'), mailAt: null }, accounts)).toBeNull();
});
