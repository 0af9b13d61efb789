// What the user is told without asking: badge and notifications after a change made behind Sluice's back, and when Sluice cannot see.
import { describe, expect, test } from 'vitest';
import { panelRoute } from './drive/panel.ts';
import { openHosting } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { kind, world } from './world.ts';

const here = world();

const noticeOf = (name: string, topic: string): Promise<{ id: string; title: string }> => waitFor(async () => {
  const found = Object.entries(await here.notices(name)).find(([id]) => id.startsWith(`${topic}|`));
  return found !== undefined && { id: found[0], title: found[1].title };
}, { what: `the notice "${topic}" of ${name}`, timeoutMs: 20_000 });
const badgeIs = (text: string): Promise<unknown> => waitFor(async () => {
  const badge = await here.badge();
  if (badge === text) return true;
  throw new Error(`it is "${badge}"`);
}, { what: `the badge "${text}"`, timeoutMs: 20_000 });
const needs = async (): Promise<number> => (await here.head()).needs;

describe('a change behind its back', () => {
  test('is told once by a notification and the badge; so is the recovery', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const before = await needs();
    expect(await here.notices(name)).toEqual({});
    await here.control.setHosting({ serviceName: name, state: 'spam' });
    await here.ring('sweep');
    const { id, title } = await noticeOf(name, 'stopped');
    if (kind === 'firefox') expect(title).toBe(word('notice_stopped_spam', { name }));
    await badgeIs(String(before + 1));
    await here.ring('sweep');
    await waitFor(async () => (await here.head()).sweepingSince === null, { what: 'the sweep to end' });
    expect(Object.keys(await here.notices(name))).toEqual([id]);
    await here.control.setHosting({ serviceName: name, state: 'ok' });
    await here.ring('sweep');
    await noticeOf(name, 'recovered');
    await badgeIs(before === 0 ? '' : String(before));
  });

  test('is seen by a worker that had ended', async () => {
    const name = await here.newHosting({ state: 'ok' });
    await here.browser.killWorker();
    await here.control.setHosting({ serviceName: name, state: 'bounce' });
    await here.ring('sweep');
    await noticeOf(name, 'stopped');
  });

  test('a click on the notification shows the hosting in the panel, in the tab that is there', async () => {
    const name = await here.newHosting({ state: 'ok' });
    const page = await here.tab(panelRoute(name));
    await here.tab(panelRoute());
    await here.control.setHosting({ serviceName: name, state: 'bounce' });
    await here.ring('sweep');
    const { id } = await noticeOf(name, 'stopped');
    const tabs = (): Promise<number> => here.browser.inExtension(async (api) => (await api.tabs.query({})).length);
    const before = await tabs();
    await here.browser.killWorker();
    await here.browser.clickNotice(id);
    await waitFor(() => page.evaluate(() => document.visibilityState === 'visible'), { what: 'the tab to be shown' });
    expect(await tabs()).toBe(before);
    await waitFor(async () => !(id in await here.notices(name)), { what: 'the notification to go' });
  });
});

describe('when Sluice cannot see', () => {
  test.each([
    ['expired', 'loggedOut'], ['forbidden', 'loggedOut'], ['invalid', 'loggedOut'], ['weak', 'weakSession'],
  ] as const)('%s: badge, popup and one notification say so, with the last figures kept', async (is, failure) => {
    const name = await here.newHosting({ state: 'ok', sentToday: 77 });
    const before = new Set(Object.keys(await here.notices()));
    await here.control.session({ is });
    await here.ring('sweep');
    await waitFor(async () => (await here.badge()).includes('?'), { what: 'the badge "?"', timeoutMs: 20_000 });
    const blind = await waitFor(async () => {
      const ids = Object.keys(await here.notices()).filter((id) => id.startsWith('blind|') && !before.has(id));
      return ids.length > 0 && ids;
    }, { what: 'the notification', timeoutMs: 20_000 });
    expect(blind).toHaveLength(1);
    const { screen } = await here.popup();
    await screen.see(word(`failure_${failure}`));
    await screen.see(name);
    expect((await here.hosting(name))?.mail?.sentToday).toBe(77);
    await here.control.session({ is: 'alive' });
    await here.ring('sweep');
    await waitFor(async () => !(await here.badge()).includes('?'), { what: 'the badge without "?"', timeoutMs: 20_000 });
  });

  test('maintenance is told apart, and Sluice leads nobody anywhere by itself', async () => {
    await here.control.session({ is: 'maintenance' });
    await waitFor(async () => {
      await here.checkNow();
      return waitFor(async () => (await here.head()).accounts.some((account) => account.failure?.kind === 'maintenance'), { what: 'maintenance', timeoutMs: 1_000 });
    }, { what: 'the maintenance to be seen', timeoutMs: 20_000 });
    const { page, screen } = await here.popup();
    await screen.see(word('failure_maintenance'), 20_000);
    expect(await page.evaluate(() => location.pathname)).toBe('/popup.html');
  });
});

describe('a bad answer', () => {
  const bad: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['HTML', { status: 200, text: '<!doctype html><title>Log in</title>' }, 'unreadable'],
    ['empty', { status: 200, text: '' }, 'unreadable'],
    ['cut off', { status: 200, text: '{"state":"ok","se' }, 'unreadable'],
    ['wrongly typed', { status: 200, body: { state: 7, sent: 'many', sentToday: null, bounce: {}, maxPerDay: [], email: 3 } }, 'unreadable'],
    ['null', { status: 200, body: null }, 'unreadable'],
    ['oversized', { status: 200, text: `{"state":"${'x'.repeat(6_000_000)}"}` }, 'oversized'],
    ['404', { status: 404, body: { message: 'not there' } }, 'gone'],
    ['460', { status: 460, body: { message: 'expired' } }, 'expired'],
    ['429', { status: 429, body: { message: 'slowly' }, headers: { 'retry-after': '7' } }, 'tooManyRequests'],
    ['500', { status: 500, body: { message: 'oh' } }, 'providerDown'],
  ];
  test.each(bad)('%s: the hosting keeps its last figures, and the popup says what is wrong', async (_what, answer, failure) => {
    const name = await here.newHosting({ state: 'ok', sentToday: 55 });
    const { screen } = await here.popup();
    await openHosting(screen, name);
    await screen.see('55');
    await here.control.nextAnswer({ path: `/hosting/web/${name}/email`, times: 50, ...answer });
    const reply = await here.command('readHosting', { hosting: `eu/${name}` }) as { ok: boolean; refusal?: { kind: string } };
    expect([reply.ok, reply.refusal?.kind]).toEqual([false, failure]);
    await screen.see(word(`failure_${failure}` as 'failure_gone'));
    expect((await here.hosting(name))?.mail?.sentToday).toBe(55);
    await screen.see('55');
    await here.control.clearAnswers();
    expect(await here.command('readHosting', { hosting: `eu/${name}` })).toMatchObject({ ok: true });
    await screen.unsee(word(`failure_${failure}` as 'failure_gone'));
  });
});
