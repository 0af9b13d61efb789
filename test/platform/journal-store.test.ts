// The journal's versions: an old one is made up to the new, one that cannot be stays as it was, and nothing of either is lost.
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { hostingId } from '../../src/core/model.ts';
import { type Step, openJournal, steps } from '../../src/platform/journal-store.ts';

const row = (n: number) => ({
  id: `state|eu/example.com|${n}`, hosting: hostingId('eu', 'example.com'), account: null, at: n, subject: 'eu/example.com',
  what: { kind: 'state' as const, from: 'ok', to: 'ko', source: 'sweep' as const },
});
const lost = (): void => undefined;
const breaks: Step = (db) => { if (!db.name.endsWith('-aside')) throw new Error('this step cannot read what is there'); };
const mends: Step = (db) => { db.createObjectStore('more' as never); };

async function with1(name: string): Promise<void> {
  const db = await openJournal(lost, name);
  await db.put('entries', row(1));
  db.close();
}

describe('the journal\'s database', () => {
  it('is made up to a newer version with everything in it', async () => {
    await with1('grows');
    const db = await openJournal(lost, 'grows', [...steps, mends]);
    expect([db.version, await db.getAllKeys('entries')]).toEqual([2, [row(1).id]]);
    db.close();
  });

  it('keeps what is there, and goes on beside it, where a step breaks; takes it back once it is mended', async () => {
    await with1('breaks');
    const beside = await openJournal(lost, 'breaks', [...steps, breaks]);
    await beside.put('entries', row(2));
    beside.close();
    const mended = await openJournal(lost, 'breaks', [...steps, mends]);
    expect(await mended.getAllKeys('entries')).toEqual([row(1).id, row(2).id]);
    mended.close();
  });

  it('of a newer Sluice is left alone, and what happens meanwhile is in it again later', async () => {
    await with1('newer');
    (await openJournal(lost, 'newer', [...steps, mends])).close();
    const older = await openJournal(lost, 'newer');
    await older.put('entries', row(2));
    expect(await older.getAllKeys('entries')).toEqual([row(2).id]);
    older.close();
    const again = await openJournal(lost, 'newer', [...steps, mends]);
    expect(await again.getAllKeys('entries')).toEqual([row(1).id, row(2).id]);
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain('newer-aside');
    again.close();
  });
});
