// Settings: changed, carried to other computers by choice, and everything erased with nothing left behind.
import { describe, expect, it } from 'vitest';
import { changeSettings, erase, takeSynced } from '../../src/background/settings.ts';
import { addAccount } from '../../src/background/accounts/accounts.ts';
import type { Settings } from '../../src/core/settings.ts';
import { sweepNow, sweptWorld } from './stories.ts';
import type { World } from './world.ts';

const settings = (world: World): Settings => world.get<Settings>('settings') as Settings;

describe('settings', () => {
  it('change what is named, within bounds, and the sweep keeps to the new pace', async () => {
    const world = await sweptWorld();
    await changeSettings(world.worker().ports, { intervalMinutes: 15, thresholds: { quota: 7, errors: 0.2 }, nonsense: true });
    expect(settings(world)).toMatchObject({ intervalMinutes: 15, thresholds: { quota: 0.9, errors: 0.2 } });
    expect(settings(world)).not.toHaveProperty('nonsense');
    expect(world.alarms.get('sweep')).toBe(15);
  });

  it('go nowhere unless the user wants it; then without what is of this browser alone', async () => {
    const world = await sweptWorld();
    const { ports } = world.worker();
    await changeSettings(ports, { intervalMinutes: 15 });
    expect(world.synced).toBeUndefined();
    await changeSettings(ports, { sync: true });
    expect(world.synced).toMatchObject({ intervalMinutes: 15 });
    expect(world.synced).not.toHaveProperty('snoozedUntil');
    await changeSettings(ports, { intervalMinutes: 30 });
    expect(world.synced).toMatchObject({ intervalMinutes: 30 });
  });

  it('of the other computers win when this one joins, and follow them from then on', async () => {
    const world = await sweptWorld();
    const { ports } = world.worker();
    world.synced = { intervalMinutes: 60, notify: { recovered: false } };
    await changeSettings(ports, { sync: true });
    expect(settings(world)).toMatchObject({ intervalMinutes: 60, notify: { recovered: false, stopped: true }, sync: true });
    await takeSynced(ports, { intervalMinutes: 2 });
    expect(settings(world).intervalMinutes).toBe(2);
    expect(world.alarms.get('sweep')).toBe(2);
    await takeSynced(ports, 'rubbish');
    await changeSettings(ports, { sync: false });
    await takeSynced(ports, { intervalMinutes: 10 });
    expect(settings(world).intervalMinutes).toBe(2);
  });
});

describe('erasing', () => {
  it('leaves nothing: no account, no secret, no hosting, no journal, no synced copy; then it begins anew', async () => {
    const world = await sweptWorld('spam');
    world.provider.tokens.set('eyJhbGciOiJFZERTQSJ9.e30.s', { rights: 'write' });
    const { ports } = world.worker();
    await addAccount(ports, { region: 'eu', name: 'Agency', secret: { kind: 'token', token: 'eyJhbGciOiJFZERTQSJ9.e30.s' } });
    await changeSettings(ports, { sync: true });
    await sweepNow(ports);
    expect(world.stored.size).toBeGreaterThan(4);
    expect(world.journal.size).toBeGreaterThan(0);
    await erase(ports);
    expect([...world.stored.keys()]).toEqual([]);
    expect([world.journal.size, world.bounces.size, world.secrets.size, world.synced]).toEqual([0, 0, 0, undefined]);
    expect(world.badge?.text).toBe('');
    await sweepNow(world.worker().ports);
    expect(world.get<{ total: number }>('head')?.total).toBe(1);
  });
});
