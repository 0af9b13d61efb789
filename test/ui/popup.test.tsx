// @vitest-environment jsdom
// The popup's first screen, and the way between it and a hosting.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { emptyHead } from '../../src/core/head.ts';
import { account, arabic, bounce, fine, force, gone, headWith, heads, hostile, hosting, hushed, ko, now, own, purging, refused, spam, unknown, unread } from './canned.ts';
import { speakEnglish } from './english.ts';
import { all, find, nameOf, openPopup, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);
const names = (role: string): string[] => all(role).map(nameOf);

describe('the list', () => {
  test('is drawn at once from the one stored record', () => {
    openPopup({ head: headWith([fine]) });
    expect(says()).toContain(fine.serviceName);
  });

  test('says the state of each hosting in words with its name', async () => {
    openPopup({ head: headWith([fine, force, ko, own, spam, bounce, purging, unknown, unread]) });
    await find('button', /^agence-lumiere/);
    const lines = names('button').filter((name) => name.includes('.example') && !name.includes('…') && !name.startsWith('Open'));
    expect(lines.sort()).toEqual([
      'agence-lumiere.example Sending 641 / 2,000 sent today', 'atelier-lin.example Stopped by you', 'boutique-oceane.example Stopped: spam was detected',
      'clinique-vega.example Stopped by the provider', 'dupont-traiteur.example Sending, doubled tolerance 12 / 2,000 sent today', 'erable-traiteur.example Stopped: too many mails came back',
      'hotel-x.example Unknown state: spamLegalBlocked', 'neuf.example Not read yet – sent today', 'studio-nord.example The queue is being emptied',
    ]);
  });

  test('puts first what needs somebody', () => {
    openPopup({ head: headWith([fine, spam, purging, hushed]) });
    expect(names('heading')).toEqual(['Sluice · 1 needs you', 'Needs you', 'Working on it', 'You know about it', 'Sending']);
  });

  test.each([[spam, 'Purge…'], [ko, 'Unblock…'], [bounce, 'Unblock…'], [unknown, 'Open panel'], [gone, 'Look…']])('offers one next action ($0.mail.state, $0.failure.kind)', (one, word) => {
    openPopup({ head: headWith([one]) });
    expect(names('button').slice(2, -1).map((name) => name.replace(/ (?=\S+\.example$).*/, ''))).toEqual([expect.stringContaining(one.serviceName), word]);
  });

  test('says how an action ended that did not go well, and the state', () => {
    openPopup({ head: headWith([bounce], {}, [refused]) });
    expect(says()).toContain('The provider refused the last request');
    expect(says()).toContain('Stopped: too many mails came back');
  });

  test('says how many more there are than it shows, those that fit at once and the others when they are painted', async () => {
    openPopup({ head: heads['many'] ?? emptyHead });
    expect(all('button', /^site-/)).toHaveLength(16);
    await vi.waitFor(() => expect(all('button', /^site-/)).toHaveLength(50));
    expect(says()).toContain('and 14 more hostings');
    expect(says()).toContain('Checking… 31 of 64');
  });

  test('shows names from outside as text, each on its own in both directions', () => {
    openPopup({ head: headWith([hostile, arabic]) });
    expect(document.querySelectorAll('img, script, b')).toHaveLength(0);
    expect([...document.querySelectorAll('bdi.name')].map((name) => name.textContent).sort()).toEqual([hostile.serviceName, arabic.serviceName].sort());
  });

  test('follows what is stored', async () => {
    const { head } = openPopup({ head: headWith([fine]) });
    head.value = headWith([{ ...fine, mail: fine.mail && { ...fine.mail, state: 'spam' } }]);
    await see('Stopped: spam was detected');
  });

  test('has what it shows read again when it opens, and everything when it is told to', async () => {
    const { sent } = openPopup({ head: headWith([fine]) });
    await vi.waitFor(() => expect(sent).toEqual([{ command: 'attend', args: { hosting: null } }]));
    await press('button', 'Check now');
    expect(sent.at(-1)).toEqual({ command: 'checkNow', args: {} });
  });
});

describe('when Sluice cannot see', () => {
  test('it says so, keeps the figures with their age, and offers the way out', async () => {
    const { sent, calls } = openPopup({ head: heads['blind'] ?? emptyHead });
    expect(says()).toContain('cannot see');
    expect(says()).toContain('Nobody is logged in to the control panel');
    expect(says()).toMatch(/What you see is from .*; changes since then are not known/);
    expect(says()).toContain(fine.serviceName);
    await press('button', 'Log in');
    await vi.waitFor(() => expect(calls).toEqual(['leave']));
    expect(sent).toContainEqual({ command: 'openPanel', args: { region: 'eu', hosting: null } });
  });

  test('through one account of two, the other is not called old', () => {
    openPopup({ head: heads['blindInPart'] ?? emptyHead });
    expect(says()).toContain("The provider's control panel is under maintenance");
    expect(says()).toContain('Québec');
    expect(names('heading')).not.toContain(expect.stringContaining('As of'));
    expect(says()).not.toContain('As of');
  });

  test('a withheld permission leads to the options', async () => {
    const { calls } = openPopup({ head: { ...emptyHead, probedAt: now, probeFailure: { kind: 'noPermission' } } });
    await press('button', 'Allow…');
    await vi.waitFor(() => expect(calls).toEqual(['options']));
  });
});

describe('when there is nothing to list', () => {
  test.each([['first', 'Looking for your hostings'], ['empty', 'No web hosting found in this account'], ['welcome', 'Nobody is logged in to the control panel']])('%s: it says why', async (name, words) => {
    openPopup({ head: heads[name] ?? emptyHead });
    await see(words);
  });

  test('an account that was never seen through to its end is still being looked at', async () => {
    openPopup({ head: headWith([], { accounts: [{ ...account, sweptAt: null }] }) });
    await see('Looking for your hostings');
  });
});

describe('the way', () => {
  test('to a hosting and back keeps the place, and the focus with it', async () => {
    const popup = openPopup({ head: headWith([fine, force]), hosting: force });
    await press('button', /^dupont-traiteur/);
    const heading = await find('heading', force.serviceName);
    await vi.waitFor(() => expect(document.activeElement).toBe(heading));
    await press('button', 'All hostings');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toContain(force.serviceName));
    expect(popup.places).toEqual([force.id, null]);
    await vi.waitFor(() => expect(popup.sent).toContainEqual({ command: 'attend', args: { hosting: force.id } }));
  });

  test('begins where the popup was closed, and reads that hosting afresh', async () => {
    const { sent } = openPopup({ head: headWith([fine]), hosting: fine, start: fine.id });
    await find('heading', fine.serviceName);
    await vi.waitFor(() => expect(sent).toContainEqual({ command: 'readHosting', args: { hosting: fine.id } }));
  });

  test('from the next action of a card goes straight to its question', async () => {
    const { sent } = openPopup({ head: headWith([spam]), hosting: spam, replies: { ask: () => new Promise(() => undefined) } });
    await press('button', /^Purge…/);
    await find('alertdialog', `Purge emails of ${spam.serviceName}?`);
    await vi.waitFor(() => expect(sent).toContainEqual({ command: 'ask', args: { hosting: spam.id, kind: 'purge' } }));
  });

  test('to a hosting that was forgotten meanwhile ends in words, with the way back', async () => {
    const left = hosting({ name: 'left.example' });
    openPopup({ head: headWith([fine]), hosting: null, start: left.id });
    await see('Sluice does not know this hosting');
    await press('button', 'All hostings');
    await see(fine.serviceName);
  });
});
