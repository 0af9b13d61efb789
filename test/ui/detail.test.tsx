// @vitest-environment jsdom
// A hosting's detail in every state: what it says, what it offers, and that hostile text stays text.
import axe from 'axe-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { groupBounces } from '../../src/core/bounce/bounce-groups.ts';
import { bounces, details, headWith, journal } from './canned.ts';
import { speakEnglish } from './english.ts';
import { type OpenPopup, all, find, nameOf, openPopup, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);

async function shown(name: string): Promise<OpenPopup> {
  const one = details[name];
  if (one === undefined) throw new Error(`no detail ${name}`);
  const { hosting, action, accounts } = one;
  const popup = openPopup({
    head: headWith([hosting], accounts === undefined ? {} : { accounts }), hosting, start: hosting.id, ...(action === undefined ? {} : { action }),
    bounces: { list: bounces, groups: groupBounces(bounces), senders: [] }, journal,
  });
  await find('heading', hosting.serviceName);
  return popup;
}

const offers = (): string[] => all('button', /…$/).map(nameOf);

describe('what can be done', () => {
  test.each([
    ['fine', ['Block the sending of emails…', 'Empty the queue…', 'Change…']], ['force', ['Block the sending of emails…', 'Empty the queue…', 'Change…']],
    ['ko', ['Unblock the sending of emails…', 'Purge emails…', 'Change…']], ['bounce', ['Unblock the sending of emails…', 'Purge emails…', 'Change…']],
    ['spam', ['Purge emails…', 'Change…']], ['purging', ['Change…']], ['unknown', ['Change…']], ['unread', []], ['following', []], ['lost', []], ['readOnly', []], ['gone', []],
  ])('%s: %j', async (name, expected) => {
    await shown(name);
    expect(offers()).toEqual(expected);
  });

  test('after spam, why a purge comes first is a press away', async () => {
    await shown('spam');
    const why = await press('button', "Why can't I unblock?");
    await vi.waitFor(() => expect(why.getAttribute('aria-expanded')).toBe('true'));
    expect(document.getElementById('why-purge')?.hidden).toBe(false);
  });

  test('where the account only reads, that is said', async () => {
    await shown('readOnly');
    await see('Sluice may only read through this account');
  });
});

describe('what it says', () => {
  test('of an unknown state: the word as it came', async () => {
    await shown('unknown');
    await see('Unknown state: spamLegalBlocked');
  });

  test('of a stop older than its first look: only a bound', async () => {
    await shown('bounce');
    await see('Stopped since before');
    await see('at most');
  });

  test('when it cannot see: what is wrong, and from when the figures are', async () => {
    await shown('blind');
    await see('Nobody is logged in to the control panel');
    await see(/What you see is from/);
    await see('38 / 2,000');
  });

  test('of the thirty days: one sentence for who cannot see the chart', async () => {
    await shown('spam');
    expect(nameOf(await find('img', /./))).toMatch(/^Emails sent a day over 30 days\. Today: 38\. most: 2,140 on 21 Nov usual: at most 119$/);
  });

  test('of an action under way: the steps, the one that is going on, and that it goes on by itself', async () => {
    await shown('following');
    const step = document.querySelector('[aria-current=step]');
    expect(step?.textContent).toContain('Purge the queue');
    await see('Request sent. You can close this');
    await see('Sending starts by itself');
  });

  test('of a lost answer: that nothing is sent again', async () => {
    await shown('lost');
    await see('No answer came to the request. Sluice watches the state and sends nothing again by itself.');
  });

  test('of what keeps an action: the way out', async () => {
    const { sent } = await shown('waitsForLogin');
    await press('button', 'Log in');
    await vi.waitFor(() => expect(sent.some(({ command }) => command === 'openPanel')).toBe(true));
  });

  test.each([
    ['refused', 'The provider refused; nothing has changed'], ['done', 'Sending is unblocked'], ['slow', 'after 15 minutes the state is still the same'], ['notSent', 'The state had changed, so nothing was sent.'],
  ])('of an action that ended (%s), until it was read', async (name, words) => {
    const popup = await shown(name);
    await see(words);
    await press('button', 'Dismiss');
    expect(popup.sent).toContainEqual({ command: 'dismiss', args: { hosting: details[name]?.hosting.id } });
  });

  test('aloud, when an action ends', async () => {
    const popup = await shown('following');
    popup.action.value = { ...details['following']?.action, outcome: 'done', endedAt: 1 } as never;
    await vi.waitFor(() => expect(document.querySelector('p.spoken[role=status]')?.textContent).toBe('The queue was emptied; the site sends again'));
  });
});

describe('text from outside', () => {
  test("a refusal's message is words", async () => {
    await shown('refused');
    await see('The state <b>bounce</b> does not allow this');
  });

  test('bounces are grouped by reason, then each with its date, address and message, cut with a way to see all', async () => {
    await shown('bounce');
    await see('No such mailbox · nulle-part.example');
    await press('button', 'Show all 6');
    await see('"<script>alert(1)</script>"@evil.example');
    await see('No address given');
    expect(says()).not.toContain('END');
    await press('button', 'Show all');
    await press('button', 'Show all');
    await see('END');
    expect(document.querySelectorAll('script, img')).toHaveLength(0);
  });
});

describe('for who uses a keyboard or a screen reader', () => {
  test.each(Object.keys(details))('%s has no fault that axe finds', async (name) => {
    document.documentElement.lang = 'en';
    document.title = 'Sluice';
    await shown(name);
    await vi.waitFor(() => expect(document.querySelector('.hero')).not.toBeNull());
    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });
});

