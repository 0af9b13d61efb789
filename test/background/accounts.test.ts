// Several accounts side by side: added once the provider knows them, watched, acted through the one that may, forgotten without a trace.
import { describe, expect, it } from 'vitest';
import { answerAccounts } from '../../src/background/accounts/account-commands.ts';
import { addAccount, forget, sweepAway } from '../../src/background/accounts/accounts.ts';
import { startAsking, waitForAnswer } from '../../src/background/accounts/asking.ts';
import type { Asking } from '../../src/core/asking.ts';
import type { Account, Head } from '../../src/core/model.ts';
import { actionOf, driveToEnd, hostingOf, sweepNow, sweptWorld, wish } from './stories.ts';
import { World } from './world.ts';

const good = 'good.token.value';
const accounts = (world: World): Account[] => world.get<Account[]>('accounts') ?? [];
const head = (world: World): Head => world.get<Head>('head') as Head;

/** A world where nobody is logged in, with one hosting behind a token. */
async function tokenWorld(rights: 'write' | 'read' = 'write', expiration?: string): Promise<World> {
  const world = new World();
  world.provider.add('example.com', 'ok');
  world.provider.loggedIn = false;
  world.provider.tokens.set(good, expiration === undefined ? { rights } : { rights, expiration });
  await addAccount(world.worker().ports, { region: 'eu', name: 'Agency', secret: { kind: 'token', token: ` ${good}\n` } });
  await sweepNow(world.worker().ports);
  return world;
}

describe('an account by token', () => {
  it('sees and acts though nobody is logged in to the panel', async () => {
    const world = await tokenWorld();
    expect(accounts(world)).toMatchObject([{ name: 'Agency', nichandle: 'ab12345-ovh', rights: 'write', failure: null }]);
    expect(head(world)).toMatchObject({ total: 1, needs: 0 });
    await wish(world.worker().ports, 'block');
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(world.provider.executed).toEqual(['BLOCK example.com']);
  });

  it.each([
    ['of no such shape', 'eu', 'nonsense', { kind: 'badShape', field: 'token' }],
    ['that nobody knows', 'eu', 'other.token.value', { kind: 'badToken' }],
    ['of the other region', 'ca', good, { kind: 'wrongRegion', region: 'eu' }],
  ] as const)('%s is refused, and nothing is kept', async (_, region, token, refusal) => {
    const world = await tokenWorld();
    const before = JSON.stringify([...world.stored]);
    expect(await addAccount(world.worker().ports, { region, name: '', secret: { kind: 'token', token } })).toMatchObject({ ok: false, refusal });
    expect(JSON.stringify([...world.stored])).toBe(before);
    expect(world.secrets.size).toBe(1);
  });

  it('without write rights offers no action, and names the missing right', async () => {
    const world = await tokenWorld('read');
    expect(accounts(world)[0]?.rights).toBe('read');
    expect(await wish(world.worker().ports, 'block')).toEqual({ ok: false, refusal: { kind: 'noRights', actions: ['webHosting:apiovh:email/request/create'] } });
    expect(world.provider.executed).toEqual([]);
  });

  it('whose policy refuses an act is known to read only from then on, and the refusal names the right', async () => {
    const world = await tokenWorld();
    world.provider.fault = (method) => (method !== 'POST' ? null : new Response(JSON.stringify({
      class: 'Client::Forbidden', message: 'User not granted for this request', details: { unauthorizedActionsByIAM: 'webHosting:apiovh:email/request/create' },
    }), { status: 403 }));
    await wish(world.worker().ports, 'block');
    expect(await driveToEnd(world)).toMatchObject({ outcome: 'refused', failure: { kind: 'noRights', actions: ['webHosting:apiovh:email/request/create'] } });
    expect(accounts(world)[0]?.rights).toBe('read');
    expect(await wish(world.worker().ports, 'block')).toMatchObject({ ok: false, refusal: { kind: 'noRights' } });
  });

  it('is told once a week before it ends', async () => {
    const world = await tokenWorld('write', new Date(1_800_000_000_000 + 9 * 86_400_000).toISOString());
    expect(world.ids()).toEqual([]);
    for (let day = 0; day < 5; day += 1) {
      world.now += 86_400_000;
      await sweepNow(world.worker().ports);
    }
    expect(world.ids().filter((id) => id.startsWith('ends|'))).toHaveLength(1);
  });

  it('whose token was revoked is blind, and says so', async () => {
    const world = await tokenWorld();
    world.provider.tokens.clear();
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(accounts(world)[0]?.failure).toEqual({ kind: 'badToken' });
    expect(world.ids()).toHaveLength(1);
  });

  it('under a passphrase is blind while locked, and sees again when unlocked', async () => {
    const world = await tokenWorld();
    world.locked = true;
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(accounts(world)[0]?.failure).toEqual({ kind: 'locked' });
    const { ports } = world.worker();
    const desk = { ports, say: () => '', later: () => undefined, tell: async () => undefined, checkNow: () => undefined, sweepNow: () => undefined };
    expect(await answerAccounts(desk, { command: 'unlock', args: { passphrase: 'wrong' } })).toMatchObject({ refusal: { kind: 'wrongPassphrase' } });
    expect(await answerAccounts(desk, { command: 'unlock', args: { passphrase: 'open sesame' } })).toEqual({ ok: true, value: null });
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(accounts(world)[0]?.failure).toBeNull();
  });

  it('that lives no longer than a day is told at once, and once', async () => {
    const world = await tokenWorld('write', new Date(1_800_000_000_000 + 86_400_000).toISOString());
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(world.ids().filter((id) => id.startsWith('ends|'))).toHaveLength(1);
  });

  it('does not come back when it is forgotten while its list is read', async () => {
    const world = await tokenWorld();
    const id = accounts(world)[0]?.id as Account['id'];
    let forgotten: Promise<void> | null = null;
    world.provider.fault = (_method, path) => {
      if (path === '/hosting/web') forgotten ??= forget(world.worker().ports, id);
      return null;
    };
    world.now += 2 * 86_400_000;
    await sweepNow(world.worker().ports);
    await forgotten;
    expect(forgotten).not.toBeNull();
    expect([...world.stored.keys()].filter((key) => key.startsWith('hosting/'))).toEqual([]);
    await sweepAway(world.worker().ports);
    expect([...world.stored.keys()].filter((key) => key.includes(id))).toEqual([]);
  });

  it('leaves nothing behind that a start does not sweep away', async () => {
    const world = await tokenWorld();
    world.stored.set('watch/token:eu:lost', '{}');
    world.stored.set('secret/token:eu:lost', '{}');
    world.secrets.set('token:eu:lost', { kind: 'token', token: good });
    await sweepAway(world.worker().ports);
    expect([...world.stored.keys()].some((key) => key.startsWith('watch/') && key.endsWith('lost'))).toBe(false);
    expect([...world.secrets.keys()]).toEqual([accounts(world)[0]?.id]);
  });

  it('is forgotten with its secret and its hostings', async () => {
    const world = await tokenWorld();
    const id = accounts(world)[0]?.id as Account['id'];
    await forget(world.worker().ports, id);
    expect(world.secrets.size).toBe(0);
    expect(JSON.stringify([...world.stored])).not.toContain('example.com');
  });
});

describe('two accounts', () => {
  it('that see the same hosting show it once, and act through the one that may', async () => {
    const world = await sweptWorld('ok');
    world.provider.tokens.set(good, { rights: 'read' });
    await addAccount(world.worker().ports, { region: 'eu', name: 'Watcher', secret: { kind: 'token', token: good } });
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(head(world).total).toBe(1);
    expect(hostingOf(world).accounts).toHaveLength(2);
    world.provider.requests.length = 0;
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(world.provider.requests.filter((request) => request.path.endsWith('/email'))).toHaveLength(1);
    await wish(world.worker().ports, 'block');
    expect(actionOf(world).account).toBe('session:eu:ab12345-ovh');
    expect((await driveToEnd(world)).outcome).toBe('done');
  });

  it('go on seeing through the token when the panel is logged out', async () => {
    const world = await sweptWorld('ok');
    world.provider.tokens.set(good, { rights: 'write' });
    await addAccount(world.worker().ports, { region: 'eu', name: 'Agency', secret: { kind: 'token', token: good } });
    await sweepNow(world.worker().ports);
    world.provider.loggedIn = false;
    (world.provider.hostings.get('example.com') as { state: string }).state = 'spam';
    world.now += 300_000;
    await sweepNow(world.worker().ports);
    expect(hostingOf(world).mail?.state).toBe('spam');
    expect(world.ids().some((id) => id.startsWith('stopped|'))).toBe(true);
  });
});

describe('a consumer key that is asked for', () => {
  const application = { region: 'eu', name: 'Mine', applicationKey: 'a'.repeat(16), applicationSecret: 's'.repeat(32), rights: 'full' } as const;
  const key = `key.${'c'.repeat(32)}.s`;

  it('opens the provider\'s page, waits, and becomes an account when it is validated, also for a worker that was started anew', async () => {
    const world = new World();
    world.provider.tokens.set(key, { rights: 'pending' });
    expect(await startAsking(world.worker().ports, application)).toEqual({ ok: true, value: null });
    expect(world.opened).toHaveLength(1);
    expect(await waitForAnswer(world.worker().ports)).toBe(false);
    world.provider.tokens.set(key, { rights: 'write' });
    expect(await waitForAnswer(world.worker().ports)).toBe(true);
    expect(accounts(world)).toMatchObject([{ kind: 'keys', name: 'Mine', rights: 'write' }]);
    expect(world.get<Asking>('asking')?.state).toBe('validated');
    expect(world.alarms.has('asking')).toBe(false);
  });

  it('is given up after ten minutes, and its key is not kept', async () => {
    const world = new World();
    world.provider.tokens.set(key, { rights: 'pending' });
    await startAsking(world.worker().ports, application);
    for (let turn = 0; turn < 14; turn += 1) await waitForAnswer(world.worker().ports);
    expect(world.get<Asking>('asking')?.state).toBe('expired');
    expect(world.secrets.size).toBe(0);
    expect(accounts(world)).toEqual([]);
  });
});
