// Promise: a hosting in a story shows figures that fit each other, its bounces say what happens to it, and it goes on as the clock runs.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongSenders } from '../../src/core/bounce/wrong-sender.ts';
import { recentReasons } from '../../src/core/bounce/recent-reasons.ts';
import { ask, loggedIn, type Panel } from './web/ask.ts';
import { type BounceRow, type HostingView, type StoryName, storyNames, type VolumeRow } from './control/control-calls.ts';
import { controlClient } from './control/control-client.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { faultsOf, responseType } from './api/schema-check.ts';

const name = 'studio-nord.pl';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => {
  sandbox = await startSandbox();
  panel = await loggedIn(sandbox);
});
afterAll(() => sandbox.close());
/** Ten in the morning of a day to come: early enough for half an hour, late enough for two hours ago. */
beforeEach(() => atHour(10));

type Mail = Pick<HostingView, 'state' | 'sent' | 'sentToday' | 'bounce' | 'maxPerDay'>;

async function atHour(hour: number): Promise<void> {
  const { now } = await sandbox.calls.clock();
  await sandbox.calls.clock({ setTo: (Math.floor(now / dayMs) + 1) * dayMs + hour * hourMs });
}
const pass = (advanceMs: number): Promise<unknown> => sandbox.calls.clock({ advanceMs });
const told = (story: StoryName, serviceName = name): Promise<HostingView> => sandbox.calls.story({ serviceName, story });
async function got<T>(end: string, serviceName = name): Promise<T> {
  const { status, value } = await panel.get(`/hosting/web/${serviceName}${end}`);
  expect(status, end).toBe(200);
  return value as T;
}
const mailNow = (serviceName = name): Promise<Mail> => got('/email', serviceName);
const bouncesNow = (serviceName = name): Promise<BounceRow[]> => got('/email/bounces?limit=100', serviceName);
const volumesNow = (): Promise<VolumeRow[]> => got('/email/volumes');
const sum = (rows: readonly VolumeRow[]): number => rows.reduce((total, { volume }) => total + (volume ?? 0), 0);
const dated = (rows: readonly { date: string }[]): string[] => rows.map(({ date }) => date);

/** Reasons of the last days' bounces as the product reads them, most frequent first. */
async function reasonsNow(serviceName = name): Promise<string[]> {
  const { now } = await sandbox.calls.clock();
  const rows = (await bouncesNow(serviceName)).map(({ date, ...row }) => ({ ...row, date: Date.parse(date) }));
  return recentReasons(rows, now).flatMap(({ reason, count }) => Array.from({ length: count }, () => reason));
}
const shareOf = (reasons: readonly string[], ...wanted: string[]): number => reasons.filter((reason) => wanted.includes(reason)).length / reasons.length;

describe.each(storyNames)('%s', (story) => {
  it.each([0.5, 10, 23.9])('has figures that fit each other, at hour %d', async (hour) => {
    await atHour(hour);
    const before = await mailNow();
    const view = await told(story);
    const [mail, rows, bounces, { now }] = [await mailNow(), await volumesNow(), await bouncesNow(), await sandbox.calls.clock()];
    expect(view).toMatchObject({ state: 'ok', queued: 0, coming: [], sent: mail.sent, sentToday: mail.sentToday, bounce: mail.bounce });
    expect(mail.sent).toBeGreaterThanOrEqual(sum(rows) + mail.sentToday);
    expect(mail.sent).toBeGreaterThanOrEqual(before.sent);
    expect(mail.bounce).toBeGreaterThanOrEqual(Math.max(before.bounce, bounces.length));
    expect(mail.bounce).toBeLessThan(mail.sent / 4);
    const today = Math.floor(now / dayMs) * dayMs;
    expect(dated(rows)).toEqual(Array.from({ length: 40 }, (_, index) => new Date(today - (index + 1) * dayMs).toISOString()));
    expect(dated(bounces)).toEqual(dated(bounces).sort().reverse());
    expect(bounces.every(({ date, to, message }) => Date.parse(date) <= now && to?.endsWith('.example') === true && message !== null && !/[{}]/.test(message))).toBe(true);
    expect(bounces.length).toBeGreaterThan(10);
    expect(bounces.length).toBeLessThanOrEqual(100);
    for (const [value, end] of [[mail, '/email'], [rows, '/email/volumes'], [bounces, '/email/bounces']] as const) {
      expect(faultsOf(responseType('GET', `/hosting/web/{serviceName}${end}`), value), end).toEqual([]);
    }
  });

  it('counts each day as its volume when it is over, and each error once', async () => {
    await told(story);
    const { sent, bounce } = await mailNow();
    const errors = new Set(dated(await bouncesNow()));
    await pass(14 * minuteMs);
    const later = await mailNow();
    const anew = (await bouncesNow()).filter(({ date }) => !errors.has(date));
    expect(later.bounce - bounce).toBe(anew.length);
    const { now } = await sandbox.calls.clock();
    await sandbox.calls.clock({ setTo: (Math.floor(now / dayMs) + 1) * dayMs + minuteMs });
    const [atEnd, [yesterday]] = [await mailNow(), await volumesNow()];
    expect((yesterday?.volume ?? 0) + atEnd.sentToday).toBe(later.sentToday + atEnd.sent - later.sent);
    expect(later.sent).toBeGreaterThanOrEqual(sent);
  });
});

describe('slowLeak', () => {
  it('came to about 12 % in ten days, from 1 %', async () => {
    await told('slowLeak');
    const { now } = await sandbox.calls.clock();
    const [rows, bounces] = [await volumesNow(), await bouncesNow()];
    const on = (from: number, to: number): number => bounces.filter(({ date }) => Date.parse(date) >= now - from * dayMs && Date.parse(date) < now - to * dayMs).length;
    expect(rows.every(({ volume }) => volume !== null && volume >= 54 && volume <= 66)).toBe(true);
    expect(on(40, 10) / (30 * 60)).toBeLessThan(0.02);
    expect(on(3, 0) / (3 * 60)).toBeGreaterThan(0.09);
    expect(on(3, 0) / (3 * 60)).toBeLessThan(0.13);
    expect(shareOf(await reasonsNow(), 'recipient', 'full', 'disabled')).toBe(1);
    expect(new Set(bounces.map(({ to }) => to?.split('@')[1])).size).toBeGreaterThanOrEqual(4);
  });

  it('ends in bounce when 15 % came back since yesterday, not before', async () => {
    await told('slowLeak');
    let hours = 0;
    let last = await mailNow();
    for (let mail = last; mail.state === 'ok' && hours < 240; mail = await mailNow()) {
      last = mail;
      hours += 1;
      await pass(hourMs);
    }
    expect((await mailNow()).state).toBe('bounce');
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(6 * 24);
    const stopped = await sandbox.calls.hosting({ serviceName: name });
    const { now } = await sandbox.calls.clock();
    const yesterday = (Math.floor(now / dayMs) - 1) * dayMs;
    const errors = (await bouncesNow()).filter(({ date }) => Date.parse(date) >= yesterday).length;
    const share = errors / (stopped.sentToday + ((await volumesNow())[0]?.volume ?? 0));
    expect(share).toBeGreaterThanOrEqual(0.15);
    expect(share).toBeLessThan(0.165);
    await pass(5 * hourMs);
    const later = await sandbox.calls.hosting({ serviceName: name });
    expect(later).toMatchObject({ state: 'bounce', sent: stopped.sent, bounce: stopped.bounce });
    expect(later.queued).toBeGreaterThan(stopped.queued + 8);
  });

  it('ends the same whether one looks or not, and is tolerated twice as much after an unblock', async () => {
    await told('slowLeak');
    await pass(8 * dayMs);
    expect((await mailNow()).state).toBe('bounce');
    expect((await panel.send('POST', `/hosting/web/${name}/email/request`, { action: 'UNBLOCK' })).status).toBe(200);
    await pass(dayMs);
    expect((await mailNow()).state).toBe('force');
    await pass(20 * dayMs);
    expect((await mailNow()).state).toBe('bounce');
  });

  it('stands still while no mail is sent', async () => {
    const { sent, bounce } = await told('slowLeak');
    await sandbox.calls.options({ traffic: false });
    await pass(20 * dayMs);
    expect(await mailNow()).toMatchObject({ state: 'ok', sent, bounce });
    await sandbox.calls.options({ traffic: true });
  });

  it('ends with a rate of one\'s own', async () => {
    await told('slowLeak');
    await sandbox.calls.setHosting({ serviceName: name, mailsPerDay: 60 });
    await pass(20 * dayMs);
    expect((await mailNow()).state).toBe('ok');
  });
});

describe('hackedForm', () => {
  it('was quiet, and sends four times what its plan allows since two hours', async () => {
    const { offer } = await told('hackedForm');
    const [rows, mail] = [await volumesNow(), await mailNow()];
    expect(offer).toBe('hosting-perso');
    expect(rows.every(({ volume }) => volume !== null && volume >= 5 && volume <= 15)).toBe(true);
    expect(mail.sentToday).toBeGreaterThanOrEqual(800);
    expect(mail.sentToday).toBeLessThan(820);
    expect(mail.maxPerDay).toBeGreaterThan(mail.sentToday * 1.5);
    const domains = (await bouncesNow()).map(({ to }) => to?.split('@')[1]);
    expect(domains).toHaveLength(100);
    expect(new Set(domains).size).toBeGreaterThan(95);
    const reasons = await reasonsNow();
    expect(shareOf(reasons, 'spam', 'reputation', 'recipient')).toBe(1);
    expect(new Set(reasons).size).toBe(3);
  });

  it('what it sent in two hours is counted, with its errors', async () => {
    const before = await told('silentShop');
    const { sent, sentToday, bounce } = await told('hackedForm');
    expect(sent - before.sent).toBe(sentToday);
    expect(bounce - before.bounce).toBeGreaterThanOrEqual(195);
    expect(bounce - before.bounce).toBeLessThanOrEqual(205);
  });

  it('shortly after midnight its two hours are of both days', async () => {
    await atHour(1);
    await told('hackedForm');
    expect((await mailNow()).sentToday).toBeLessThan(420);
    expect((await volumesNow())[0]?.volume).toBeGreaterThan(400);
  });

  it('ends in spam after half an hour, and again after each purge', async () => {
    const { sent } = await told('hackedForm');
    await pass(29 * minuteMs);
    const going = await mailNow();
    expect(going.state).toBe('ok');
    expect(going.sent - sent).toBeGreaterThan(185);
    await pass(2 * minuteMs);
    expect((await mailNow()).state).toBe('spam');
    await pass(hourMs);
    expect((await sandbox.calls.hosting({ serviceName: name })).queued).toBeGreaterThan(350);
    expect((await panel.send('POST', `/hosting/web/${name}/email/request`, { action: 'PURGE' })).status).toBe(200);
    await pass(12 * minuteMs);
    expect((await mailNow()).state).toBe('ok');
    await pass(31 * minuteMs);
    expect((await mailNow()).state).toBe('spam');
  });

  it('ends at the same mail when nobody looks', async () => {
    const { sent } = await told('hackedForm');
    await pass(5 * hourMs);
    expect(await mailNow()).toMatchObject({ state: 'spam', sent: sent + 200 });
  });

  it('what was under way when the provider stopped it is so no more', async () => {
    await told('hackedForm');
    await pass(28 * minuteMs);
    expect((await panel.send('POST', `/hosting/web/${name}/email/request`, { action: 'BLOCK' })).status).toBe(200);
    await pass(hourMs);
    expect(await sandbox.calls.hosting({ serviceName: name })).toMatchObject({ state: 'spam', coming: [] });
  });

  it('is stopped in time by a block', async () => {
    await told('hackedForm');
    expect((await panel.send('POST', `/hosting/web/${name}/email/request`, { action: 'BLOCK' })).status).toBe(200);
    await pass(2 * hourMs);
    expect((await mailNow()).state).toBe('ko');
  });
});

describe('wrongSender', () => {
  it('names a sender domain that is not attached, in both APIs', async () => {
    await told('wrongSender');
    const rows = (await bouncesNow()).map(({ date, ...row }) => ({ ...row, date: Date.parse(date) }));
    const attached = await got<string[]>('/attachedDomain');
    expect(attached).toEqual([name, `www.${name}`]);
    const { token } = await sandbox.calls.makeToken();
    const open = await ask(sandbox, `https://eu.api.ovh.com/1.0/hosting/web/${name},velo-club.nl/attachedDomain`, { headers: { authorization: `Bearer ${token}`, 'x-ovh-batch': ',' } });
    expect(open.value).toEqual([{ key: name, value: attached, error: null }, { key: 'velo-club.nl', value: ['velo-club.nl', 'www.velo-club.nl'], error: null }]);
    const blamed = wrongSenders(rows, attached);
    expect(blamed.map(({ domain }) => domain)).toEqual(['newsletter-studio-nord.example']);
    expect(blamed[0]?.count).toBeGreaterThan(8);
    expect(shareOf(await reasonsNow(), 'authentication', 'policy')).toBe(1);
    expect(rows.some(({ message }) => message?.includes('not attached to this hosting'))).toBe(true);
  });

  it('goes on', async () => {
    const { bounce } = await told('wrongSender');
    await pass(3 * dayMs);
    const mail = await mailNow();
    expect(mail.state).toBe('ok');
    expect(mail.bounce - bounce).toBeGreaterThan(15);
  });
});

describe('listedAddress', () => {
  const clusterOf = (serviceName: string): Promise<{ clusterIp: string; cluster: string }> => got('', serviceName);
  const together = async (ip: string): Promise<string[]> => {
    const names = (await sandbox.calls.hostings({ nichandle: 'ab12345-ovh' })).map(({ serviceName }) => serviceName);
    const found = await Promise.all(names.map(async (serviceName) => ({ serviceName, ...(await clusterOf(serviceName)) })));
    return found.filter(({ clusterIp }) => clusterIp === ip).map(({ serviceName }) => serviceName);
  };

  it('puts three hostings on one address that receivers refuse, the same three when told twice', async () => {
    for (const _telling of [1, 2]) {
      await told('listedAddress');
      const { clusterIp } = await clusterOf(name);
      const names = await together(clusterIp);
      expect(names).toHaveLength(3);
      expect(names).toContain(name);
      for (const one of names) {
        const { state } = await mailNow(one);
        const refused = (await bouncesNow(one)).filter(({ message }) => message?.includes('198.51.100.24'));
        expect(state).toBe('ok');
        expect(refused.length).toBeGreaterThan(8);
        expect(shareOf(await reasonsNow(one), 'reputation')).toBeGreaterThan(0.5);
      }
      const messages = (await bouncesNow()).map(({ message }) => message).join('\n');
      for (const mark of ['spamhaus', 'S3150', 'OFR_506']) expect(messages).toContain(mark);
    }
  });

  it('is one cluster in every field, and others are on others', async () => {
    await told('listedAddress');
    const one = await got<Record<string, string>>('');
    expect(faultsOf(responseType('GET', '/hosting/web/{serviceName}'), one)).toEqual([]);
    expect(one['clusterIp']).toBe(`192.0.2.${one['cluster']?.replace('cluster', '') ?? ''}`);
    const all = await Promise.all((await sandbox.calls.hostings()).map(({ serviceName }) => clusterOf(serviceName)));
    expect(new Set(all.map(({ clusterIp }) => clusterIp)).size).toBeGreaterThan(5);
  });
});

describe('silentShop', () => {
  it('sent every day, and sends nothing from today on', async () => {
    await told('silentShop');
    expect((await volumesNow()).every(({ volume }) => volume !== null && volume >= 30 && volume <= 60)).toBe(true);
    const { sent } = await mailNow();
    for (const ms of [hourMs, 10 * hourMs, 2 * dayMs]) {
      await pass(ms);
      expect(await mailNow()).toMatchObject({ state: 'ok', sentToday: 0, sent });
    }
    expect((await volumesNow()).slice(0, 3).map(({ volume }) => volume)).toEqual([0, 0, expect.any(Number)]);
  });
});

describe('the call', () => {
  it('is there over HTTP, and refuses what is no story or no hosting', async () => {
    const calls = controlClient(sandbox.control);
    expect(await calls.story({ serviceName: name, story: 'silentShop' })).toMatchObject({ serviceName: name, state: 'ok', sentToday: 0 });
    await expect(calls.story({ serviceName: name, story: 'flood' as StoryName })).rejects.toThrow(/must be with "story", which must be one of "slowLeak"/);
    await expect(calls.story({ serviceName: 'nobody.example', story: 'silentShop' })).rejects.toThrow('There is no hosting nobody.example.');
  });

  it('gives a new hosting totals that hold its past', async () => {
    await sandbox.calls.addHosting({ serviceName: 'new.example', sent: 0, sentToday: 0, bounce: 0, volumes: [], bounces: [] });
    const { sent, sentToday, bounce } = await told('slowLeak', 'new.example');
    expect(sent).toBe(sum(await got('/email/volumes', 'new.example')) + sentToday);
    const listed = (await bouncesNow('new.example')).length;
    expect(bounce).toBe(listed);
    await sandbox.calls.setHosting({ serviceName: 'new.example', sent: 90_000, bounce: 0 });
    const again = await told('slowLeak', 'new.example');
    // How many of a day's mails came back by now hangs on the hour: what is listed is what is counted.
    expect(again.bounce).toBe((await bouncesNow('new.example')).length);
    // The site goes on sending while it is looked at.
    expect(again.sent).toBeGreaterThanOrEqual(90_000);
    expect(again.sent).toBeLessThan(90_100);
  });

  it('ends a stop and what waits', async () => {
    await sandbox.calls.setHosting({ serviceName: name, state: 'spam', queued: 7 });
    expect(await told('slowLeak')).toMatchObject({ state: 'ok', queued: 0 });
  });
});
