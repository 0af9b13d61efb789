// Many writers at the same moment: each decision is made on what the one before has written, so nothing that was decided is lost.
import { expect, it } from 'vitest';
import { commit, read } from '../../src/background/store.ts';
import { sweptWorld } from './stories.ts';

it('twenty writers at once lose nothing of each other', async () => {
  const world = await sweptWorld('ok');
  const { ports } = world.worker();
  await Promise.all(Array.from({ length: 20 }, (_, n) => commit(ports, [], (stored) => ({
    settings: { ...stored.settings, intervalMinutes: (stored.settings.intervalMinutes % 60) + 1 },
    journal: [{ id: `e${n}`, hosting: null, account: null, at: n, what: { kind: 'sight', failure: null } }],
  }))));
  const { settings, outbox } = await read(ports);
  expect(settings.intervalMinutes).toBe(25);
  expect(new Set(outbox.journal.map((one) => one.id)).size).toBeGreaterThanOrEqual(20);
});
