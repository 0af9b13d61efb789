// The journal: an entry is there once, the newest come first, it is pruned by age and by number, and what is forgotten is gone.
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { type HostingId, type JournalEntry, hostingId } from '../../src/core/model.ts';
import { bouncesOf, journal, journalKeptMs, journalOf } from '../../src/platform/journal.ts';

const entry = (hosting: HostingId, at: number, to = 'ko'): JournalEntry => ({
  id: `state|${hosting}|${at}`, hosting, account: null, at, what: { kind: 'state', from: 'ok', to, source: 'sweep' },
});
const times = async (hosting: HostingId, most = 100): Promise<number[]> => (await journalOf(hosting, most)).map((one) => one.at);

describe('the journal', () => {
  it('holds an entry once, however often it is written, newest first', async () => {
    const site = hostingId('eu', 'once.example');
    await journal.add([entry(site, 1), entry(site, 3), entry(site, 2)]);
    await journal.add([entry(site, 2), entry(site, 3)]);
    expect(await times(site)).toEqual([3, 2, 1]);
    expect(await times(site, 2)).toEqual([3, 2]);
  });

  it('does not mix hostings', async () => {
    const [one, other] = [hostingId('eu', 'mix.example'), hostingId('ca', 'mix.example')];
    await journal.add([entry(one, 1), entry(other, 2)]);
    expect(await times(one)).toEqual([1]);
  });

  it('loses what is older than a year, and nothing else', async () => {
    const site = hostingId('eu', 'old.example');
    const now = 2 * journalKeptMs;
    await journal.add([entry(site, now - journalKeptMs - 1), entry(site, now - journalKeptMs + 1), entry(site, now)]);
    await journal.prune(now);
    expect(await times(site)).toEqual([now, now - journalKeptMs + 1]);
  });

  it('keeps the newest of a hosting, and all of its neighbours', async () => {
    const [full, other] = [hostingId('eu', 'full.example'), hostingId('eu', 'fuller.example')];
    const now = 3 * journalKeptMs;
    await journal.add([...Array.from({ length: 55 }, (_, n) => entry(full, now - 50 + n)), entry(other, now)]);
    await journal.prune(now, 50);
    expect(await times(other)).toEqual([now]);
    const left = await times(full);
    expect([left.length, left.at(-1)]).toEqual([50, now - 45]);
  });

  it('keeps the last bounces of a hosting, and forgets them with it', async () => {
    const [site, other] = [hostingId('eu', 'bounced.example'), hostingId('eu', 'stays.example')];
    await journal.add([entry(site, 1), entry(other, 1)]);
    await journal.keepBounces(site, [{ date: 1, to: 'a@example.org', message: '550 no' }]);
    await journal.keepBounces(site, [{ date: 2, to: null, message: null }]);
    expect(await bouncesOf(site)).toEqual([{ date: 2, to: null, message: null }]);
    await journal.forget([site]);
    expect(await times(site)).toEqual([]);
    expect(await bouncesOf(site)).toEqual([]);
    expect(await times(other)).toEqual([1]);
  });
});
