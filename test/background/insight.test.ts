// What stands out is told once a day, a stop is explained before anybody looks, the guard blocks once and says so.
import { describe, expect, it } from 'vitest';
import { sweepAndTell } from '../../src/background/watching/rounds.ts';
import { answerPage } from '../../src/background/commands.ts';
import type { Desk } from '../../src/background/desk.ts';
import { causeOf } from '../../src/core/insight/cause.ts';
import { hostingId } from '../../src/core/model.ts';
import type { FakeHosting } from './provider.ts';
import { actionOf, driveToEnd, hostingOf, site } from './stories.ts';
import { World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const sweepRound = (world: World): Promise<void> => sweepAndTell(world.worker().ports, { relist: false, byUser: false }, () => '');
/** Nine in the morning of the provider's day, in winter. */
const morning = Date.parse('2027-01-15T08:00:00Z');
const day = (back: number): string => new Date(morning - back * 24 * hour).toISOString().slice(0, 10);
const usualDays = (mails: number): FakeHosting['volumes'] => Array.from({ length: 30 }, (_, index) => ({ date: day(29 - index), volume: index === 29 ? 0 : mails + (index % 7) }));
const bounced = (message: string, times: number, at: number): NonNullable<FakeHosting['bounces']> => Array.from({ length: times }, (_, n) => ({ date: new Date(at - n * minute).toISOString(), to: `n${n}@example.net`, message }));

async function watched(more: Partial<FakeHosting> = {}): Promise<{ world: World; of: FakeHosting }> {
  const world = new World();
  world.now = morning;
  const of = Object.assign(world.provider.add('example.com', 'ok'), { volumes: usualDays(40), sentToday: 0 }, more);
  await sweepRound(world);
  return { world, of };
}

async function later(world: World, ms = 5 * minute): Promise<void> {
  world.now += ms;
  await sweepRound(world);
}

const alerts = (world: World): string[] => world.ids().filter((id) => id.startsWith('alert|'));
const desk = (world: World): Desk => {
  const { ports } = world.worker();
  return { ports, say: ({ key }) => key, later: (work) => void work.catch(() => undefined), tell: async () => undefined, checkNow: () => undefined, sweepNow: () => undefined };
};

describe('an unusual day', () => {
  it('is told once, also through later sweeps, and again on another day', async () => {
    const { world, of } = await watched();
    of.sentToday = 45;
    await later(world);
    expect(alerts(world)).toEqual([]);
    of.sentToday = 900;
    await later(world);
    of.sentToday = 1_200;
    await later(world);
    expect(alerts(world)).toEqual(['alert|eu/example.com|volume|2027-01-15']);
    expect(world.shown.at(-1)).toMatchObject({ title: { key: 'notice_alert_volume', args: { name: 'example.com' } }, body: { args: { today: 900 } } });
    expect(hostingOf(world).insight.alerts).toContain('volume');
    world.now += 24 * hour;
    of.sentToday = 1_100;
    await sweepRound(world);
    expect(alerts(world)).toHaveLength(2);
  });

  it('of a limit that is near, of errors, of silence are told each in its own words', async () => {
    const { world, of } = await watched({ maxPerDay: 50 });
    of.sentToday = 46;
    await later(world);
    expect(alerts(world)).toEqual(['alert|eu/example.com|quota|2027-01-15']);
    of.sent += 400;
    of.bounce += 120;
    await later(world, 30 * minute);
    expect(alerts(world)).toContain('alert|eu/example.com|errors|2027-01-15');
    world.now = morning + 24 * hour + 8 * hour;
    of.sentToday = 0;
    of.volumes = [...(usualDays(40) ?? []).slice(1, -1), { date: day(0), volume: 46 }];
    await sweepRound(world);
    await later(world);
    expect(alerts(world)).toContain('alert|eu/example.com|silence|2027-01-16');
  });

  it('is not told of what the user does not want to hear, nor of a hosting that is stopped', async () => {
    const { world, of } = await watched();
    await answerPage(desk(world), { command: 'changeSettings', args: { changes: { notify: { volume: false } } } });
    of.sentToday = 900;
    await later(world);
    expect(alerts(world)).toEqual([]);
    of.state = 'ko';
    await later(world);
    expect(hostingOf(world).insight.alerts).toEqual([]);
  });
});

describe('a stop', () => {
  it('is explained by itself: the bounces are read once, and say why', async () => {
    const { world, of } = await watched();
    of.state = 'bounce';
    of.bounces = bounced('550 5.1.1 User unknown', 12, world.now);
    await later(world);
    const hosting = hostingOf(world);
    expect(hosting.background.reasons).toEqual([{ reason: 'recipient', count: 12 }]);
    expect(causeOf(hosting, null)).toEqual({ text: { key: 'cause_bounce_list' }, sureness: 'likely' });
    world.provider.requests.length = 0;
    await later(world);
    expect(world.provider.requests.filter((request) => request.path.endsWith('/bounces'))).toEqual([]);
  });

  it('for speed is told from one for errors', async () => {
    const { world, of } = await watched();
    world.provider.hostings.set('example.com', of);
    const stored = hostingOf(world);
    expect(stored.offer).toBeNull();
    of.sentToday = 20;
    await later(world, 20 * minute);
    of.sent += 200;
    of.bounce += 60;
    of.sentToday = 60;
    await later(world, 20 * minute);
    of.state = 'ko';
    await later(world, 20 * minute);
    expect(causeOf(hostingOf(world), null)).toMatchObject({ text: { key: 'cause_koErrors' }, sureness: 'likely' });
    const fast = { ...hostingOf(world), offer: 'hosting-starter' };
    expect(causeOf(fast, null)).toMatchObject({ text: { key: 'cause_koFast', args: { limit: 20 } } });
  });

  it('on one address of the provider is seen on its neighbours', async () => {
    const world = new World();
    world.now = morning;
    const listed = '550 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using Spamhaus';
    for (const name of ['one.example', 'two.example']) {
      const of = world.provider.add(name, 'bounce');
      of.bounces = bounced(listed, 8, morning);
    }
    world.provider.clusterIp = '203.0.113.7';
    await sweepRound(world);
    await later(world);
    const shared = ['one.example', 'two.example'].map((name) => hostingOf(world, hostingId('eu', name)).background.sharedFault);
    expect(Math.max(...shared)).toBe(1);
  });
});

describe('the guard', () => {
  const set = (world: World, guard: unknown) => answerPage(desk(world), { command: 'guard', args: { hosting: site, guard } });

  it('blocks at the limit, once a day, tells it at once, and an undo stays undone', async () => {
    const { world, of } = await watched();
    expect(await set(world, { per: 'day', limit: 100, firedOn: null })).toMatchObject({ ok: true });
    of.sentToday = 99;
    await later(world);
    expect(world.provider.executed).toEqual([]);
    of.sentToday = 140;
    await later(world);
    expect((await driveToEnd(world)).outcome).toBe('done');
    expect(actionOf(world)).toMatchObject({ kind: 'block', by: 'guard' });
    expect(world.provider.executed).toEqual(['BLOCK example.com']);
    expect(world.ids().filter((id) => id.startsWith('guard|'))).toEqual(['guard|eu/example.com|2027-01-15']);
    expect(world.ids().filter((id) => id.startsWith('action|') || id.startsWith('stopped|'))).toEqual([]);
    expect(causeOf(hostingOf(world), actionOf(world))).toEqual({ text: { key: 'cause_guard' }, sureness: 'sure' });
    of.state = 'ok';
    of.next = [];
    of.sentToday = 150;
    await later(world);
    await later(world);
    expect(world.provider.executed).toEqual(['BLOCK example.com']);
  });

  it('survives a worker that is ended at any call: one block, one word of it', async () => {
    const tripped = async (): Promise<World> => {
      const { world, of } = await watched();
      await set(world, { per: 'day', limit: 100, firedOn: null });
      of.sentToday = 140;
      world.now += 5 * minute;
      return world;
    };
    const counting = (await tripped()).worker();
    await counting.run((ports) => sweepAndTell(ports, { relist: false, byUser: false }, () => ''));
    for (let k = 1; k <= counting.calls; k += 1) {
      const world = await tripped();
      await world.worker(k).run((ports) => sweepAndTell(ports, { relist: false, byUser: false }, () => ''));
      await later(world);
      const action = await driveToEnd(world);
      expect(world.provider.executed.length, `call ${k}`).toBeLessThanOrEqual(1);
      expect(action.by, `call ${k}`).toBe('guard');
      expect(world.ids().filter((id) => id.startsWith('guard|')), `call ${k}`).toHaveLength(1);
    }
  }, 60_000);

  it('refuses a limit that is none', async () => {
    const { world } = await watched();
    for (const guard of [{ per: 'day', limit: 0, firedOn: null }, { per: 'week', limit: 5, firedOn: null }, 'all', { per: 'hour', limit: 2e6, firedOn: null }]) expect(await set(world, guard)).toBeNull();
  });
});
