// An action is asked on a fresh state, written down, sent once, followed to its state; what is unclear is never sent again.
import { describe, expect, it } from 'vitest';
import { ask, confirm } from '../../src/background/act.ts';
import { actionOf, driveOn, driveToEnd, hostingOf, site, sweptWorld, wish } from './stories.ts';

const posts = (world: Awaited<ReturnType<typeof sweptWorld>>): string[] => world.provider.executed;

describe('an action', () => {
  it.each([
    ['block', 'ok', ['BLOCK example.com'], 'ko'],
    ['block', 'force', ['BLOCK example.com'], 'ko'],
    ['unblock', 'ko', ['UNBLOCK example.com'], 'ok'],
    ['unblock', 'bounce', ['UNBLOCK example.com'], 'force'],
    ['purge', 'ko', ['PURGE example.com'], 'ok'],
    ['purge', 'bounce', ['PURGE example.com'], 'ok'],
    ['purge', 'spam', ['PURGE example.com'], 'ok'],
    ['empty', 'ok', ['BLOCK example.com', 'PURGE example.com'], 'ok'],
  ] as const)('%s in state %s sends what it says, once, and ends when the state is seen', async (kind, state, executed, after) => {
    const world = await sweptWorld(state);
    await wish(world.worker().ports, kind);
    const action = await driveToEnd(world);
    expect(action.outcome).toBe('done');
    expect(posts(world)).toEqual(executed);
    expect(hostingOf(world).mail?.state).toBe(after);
  });

  it('"and stay blocked" blocks again at the end', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'empty', { stayBlocked: true });
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(posts(world)).toEqual(['BLOCK example.com', 'PURGE example.com', 'BLOCK example.com']);
    expect(hostingOf(world)).toMatchObject({ mail: { state: 'ko' }, stop: { own: true } });
  });

  it('changes the recipient, and refuses what is no address before anything is asked', async () => {
    const world = await sweptWorld('ok');
    expect(await wish(world.worker().ports, 'recipient', { recipient: 'nobody' })).toEqual({ ok: false, refusal: { kind: 'badAddress' } });
    await wish(world.worker().ports, 'recipient', { recipient: ' new@example.org ' });
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(hostingOf(world).mail?.email).toBe('new@example.org');
  });

  it.each([['unblock', 'ok'], ['unblock', 'spam'], ['purge', 'ok'], ['block', 'ko'], ['block', 'purging'], ['purge', 'blocked'], ['empty', 'ko']] as const)(
    '%s is not offered in state %s', async (kind, state) => {
      const world = await sweptWorld(state);
      expect(await ask(world.worker().ports, { hosting: site, kind }, 'popup')).toEqual({ ok: false, refusal: { kind: 'stateChanged', state } });
      expect(posts(world)).toEqual([]);
    });

  it('asking changes nothing, and confirming the same question twice acts once', async () => {
    const world = await sweptWorld('ok');
    const { ports } = world.worker();
    const asked = await ask(ports, { hosting: site, kind: 'block' }, 'popup');
    expect(posts(world)).toEqual([]);
    if (!asked.ok) throw new Error('refused');
    const yes = { ...asked.value, stayBlocked: false, recipient: null };
    await Promise.all([confirm(ports, yes), confirm(ports, yes)]);
    await Promise.all([driveOn(ports), driveOn(ports)]);
    await driveToEnd(world);
    await confirm(ports, yes);
    await driveOn(ports);
    expect(posts(world)).toEqual(['BLOCK example.com']);
  });

  it('is refused while another is under way on the hosting', async () => {
    const world = await sweptWorld('ok');
    const { ports } = world.worker();
    await wish(ports, 'block');
    expect(await wish(ports, 'empty')).toEqual({ ok: false, refusal: { kind: 'busy' } });
  });

  it('is not sent when the state changed between the question and the answer, or after it', async () => {
    const world = await sweptWorld('ko');
    const { ports } = world.worker();
    await wish(ports, 'purge');
    (world.provider.hostings.get('example.com') as { state: string }).state = 'spam';
    expect((await driveToEnd(world)).outcome).toBe('notSent');
    expect(posts(world)).toEqual([]);
  });

  it('is not sent when its confirmation has grown old', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'block');
    world.now += 3_600_000;
    expect((await driveToEnd(world)).outcome).toBe('notSent');
    expect(posts(world)).toEqual([]);
  });

  it('is not sent under another login', async () => {
    const world = await sweptWorld('ok');
    await wish(world.worker().ports, 'block');
    world.provider.nichandle = 'zz99999-ovh';
    expect(await driveToEnd(world)).toMatchObject({ outcome: 'notSent', failure: { kind: 'otherUser' } });
    expect(posts(world)).toEqual([]);
  });

  it.each(['cut', 'cutAfter'] as const)('whose answer is lost (%s) is never sent again, and what it did is found out', async (fault) => {
    const world = await sweptWorld('ok');
    world.provider.fault = (method) => (method === 'POST' ? fault : null);
    await wish(world.worker().ports, 'block');
    const action = await driveToEnd(world);
    expect(world.provider.requests.filter((request) => request.method === 'POST')).toHaveLength(1);
    expect(action.outcome).toBe(fault === 'cut' ? 'unknown' : 'done');
  });

  it('is refused in the provider\'s own words', async () => {
    const world = await sweptWorld('bounce');
    world.provider.fault = (method) => (method === 'POST' ? new Response(JSON.stringify({ message: 'Purge first' }), { status: 400 }) : null);
    await wish(world.worker().ports, 'unblock');
    expect(await driveToEnd(world)).toMatchObject({ outcome: 'refused', failure: { kind: 'refused', message: 'Purge first' } });
  });

  it('waits out a session that ends while it is followed', async () => {
    const world = await sweptWorld('ok');
    const { ports } = world.worker();
    await wish(ports, 'block');
    world.provider.fault = (method) => { if (method === 'POST') queueMicrotask(() => { world.provider.loggedIn = false; }); return null; };
    await driveOn(ports);
    expect(actionOf(world).outcome).toBeNull();
    world.provider.loggedIn = true;
    expect((await driveToEnd(world)).outcome).toBe('done');
  });

  it('whose state never comes ends as slow after 15 minutes', async () => {
    const world = await sweptWorld('ok');
    world.provider.blockMs = 86_400_000;
    await wish(world.worker().ports, 'block');
    expect((await driveToEnd(world)).outcome).toBe('slow');
    expect(posts(world)).toEqual(['BLOCK example.com']);
  });
});

describe('a provider that refuses the extension\'s origin', () => {
  it('gets the same write from an open panel tab, once', async () => {
    const world = await sweptWorld('ok');
    world.provider.refusesOrigin = true;
    world.tabs = [{ id: 7, url: 'https://manager.eu.ovhcloud.com/#/web/hosting/example.com', active: true }];
    await wish(world.worker().ports, 'empty');
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(posts(world)).toEqual(['BLOCK example.com', 'PURGE example.com']);
    expect(world.provider.requests.filter((request) => request.method === 'POST')).toHaveLength(1);
  });

  it('makes the action wait for a panel tab, and say so; it goes on when one is open', async () => {
    const world = await sweptWorld('ok');
    world.provider.refusesOrigin = true;
    await wish(world.worker().ports, 'block');
    await driveOn(world.worker().ports);
    expect(actionOf(world)).toMatchObject({ outcome: null, failure: { kind: 'needsPanel' } });
    world.tabs = [{ id: 7, url: 'https://manager.eu.ovhcloud.com/#/web', active: false }];
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(posts(world)).toEqual(['BLOCK example.com']);
  });

  it('does not have a write carried by a panel of the other region', async () => {
    const world = await sweptWorld('ok');
    world.provider.refusesOrigin = true;
    world.tabs = [{ id: 7, url: 'https://manager.ca.ovhcloud.com/#/web', active: true }];
    await wish(world.worker().ports, 'block');
    expect((await driveToEnd(world)).outcome).toBe('notSent');
    expect(posts(world)).toEqual([]);
  });

  it('takes a tab that does not answer for a lost answer', async () => {
    const world = await sweptWorld('ok');
    world.provider.refusesOrigin = true;
    world.carry = () => Promise.resolve(null);
    world.tabs = [{ id: 7, url: 'https://manager.eu.ovhcloud.com/#/web', active: true }];
    await wish(world.worker().ports, 'block');
    expect((await driveToEnd(world)).outcome).toBe('unknown');
    expect(world.told.filter(({ message }) => message.sluice === 'carry')).toHaveLength(1);
  });
});
