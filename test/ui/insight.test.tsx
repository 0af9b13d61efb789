// @vitest-environment jsdom
// What Sluice makes of figures, as a person reads it: the cause, what stands out with its source, the guard, the test mail, the user's own marks and data.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Hosting } from '../../src/core/model.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { settingsFile } from '../../src/core/stored/settings-file.ts';
import { busy, details, fine, headWith, now, silent } from './canned.ts';
import { speakEnglish } from './english.ts';
import { type OpenPopup, all, find, gone, nameOf, openOptions, openPopup, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);

async function shown(hosting: Hosting): Promise<OpenPopup> {
  const question = { ok: true, value: { ask: 'q1', hosting: hosting.id, kind: 'lift', seen: hosting.mail?.state ?? '', readAt: now } } as const;
  const popup = openPopup({ head: headWith([hosting]), hosting, start: hosting.id, replies: { ask: () => question } });
  await find('heading', hosting.serviceName);
  return popup;
}

async function fill(role: string, name: string | RegExp, value: string): Promise<void> {
  const field = (await find(role, name)) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('the detail', () => {
  test('says what stands out, the worst first, each with where its figures come from', async () => {
    await shown(busy);
    await see('412 mails today; usual is at most 189 a day.');
    await see(/At this rate the limit of 1,000 mails a day is reached at \d\d:\d\d/);
    await see(/more than the 100 that the plan allows/);
    await see(/38 of 513 mails of the last two days came back: 7\.4%\./);
    expect(document.querySelectorAll('.insight li').length).toBe(4);
    expect([...document.querySelectorAll('.insight li')].every((line) => (line.querySelectorAll('p')[1]?.textContent ?? '').length > 10)).toBe(true);
  });

  test('says nothing of a hosting that is as always', async () => {
    await shown(fine);
    expect(says()).not.toContain('What stands out');
  });

  test('puts the cause of a stop on top, with how sure it is', async () => {
    await shown((details['bounce'] as { hosting: Hosting }).hosting);
    await see('Why? Receivers refuse the address from which the provider sends: most mails came back for that. (likely)');
    await see('2 more of your hostings have the same trouble on the same address of the provider (5.135.0.1)');
  });

  test('shows what the provider has closed, and lifts it only after a question', async () => {
    const popup = await shown((details['closed'] as { hosting: Hosting }).hosting);
    await see('Mail from scripts: blocked');
    await see('Connections to the outside: hardBlocked');
    await press('button', 'Lift the security measures…');
    await find('dialog', "Lift the provider's security measures on auberge-du-lac.example?");
    await see('If anything is found again, the provider blocks it again.');
    expect(popup.sent.some((one) => one.command === 'confirm')).toBe(false);
  });

  test('names a sender that is not the hosting\'s', async () => {
    const hosting: Hosting = { ...fine, background: { ...fine.background, attached: ['agence-lumiere.example'] } };
    openPopup({ head: headWith([hosting]), hosting, start: hosting.id, bounces: { list: [], groups: [], senders: [{ domain: 'lettre.example', count: 7 }] } });
    await see(/7 mails were refused because they are sent from lettre\.example.*Its domains: agence-lumiere\.example/);
  });
});

describe('the list', () => {
  test('has a group of its own for what stands out, which does not count as needing somebody', async () => {
    openPopup({ head: headWith([busy, silent, fine]) });
    await find('heading', 'Worth a look · 2');
    expect(all('button', /boulangerie\.example/).map(nameOf)).toEqual(['boulangerie.example No mail today']);
    expect(says()).not.toContain('needs you');
  });
});

describe('the guard', () => {
  test('is off, proposes a limit, and refuses what is none', async () => {
    const popup = await shown({ ...busy, guard: null });
    await press('checkbox', 'Block at a limit of mine');
    expect(popup.sent.at(-1)).toEqual({ command: 'guard', args: { hosting: busy.id, guard: { per: 'day', limit: 285, firedOn: null } } });
    popup.hosting.value = busy;
    await see('Now: 412');
    await fill('spinbutton', /Mails/, '0');
    await find('alert', 'Give a number from 1 to 1,000,000.');
    expect(popup.sent.filter((one) => one.command === 'guard')).toHaveLength(1);
    await fill('combobox', /in/, 'hour');
    expect(popup.sent.at(-1)?.args).toEqual({ hosting: busy.id, guard: { per: 'hour', limit: 600, firedOn: null } });
  });
});

describe('the test mail', () => {
  test('gives the line, waits, and says when a mail has left, came back, or is held', async () => {
    const popup = await shown(fine);
    await press('button', 'Copy the line');
    expect(popup.calls[0]).toMatch(/^copy <\?php mail\('you@example\.com'/);
    await press('button', 'Watch for it');
    await see(/Waiting for a mail to leave/);
    const mail = fine.mail as NonNullable<Hosting['mail']>;
    popup.hosting.value = { ...fine, mail: { ...mail, sent: mail.sent + 1 } };
    await see('1 mail has left since then.');
    popup.hosting.value = { ...fine, mail: { ...mail, sent: mail.sent + 1, bounce: mail.bounce + 1 } };
    await see('It came back: look at the emails in error.');
    popup.hosting.value = { ...fine, mail: { ...mail, state: 'ko' } };
    await see('the mail waits in the queue');
  });
});

describe('the options', () => {
  test('change from when figures stand out, within bounds', async () => {
    const { sent } = openOptions({});
    await fill('spinbutton', /A limit is near/, '80');
    expect(sent.at(-1)?.args).toEqual({ changes: { thresholds: { quota: 0.8, errors: 0.05 } } });
    await fill('spinbutton', /Too many come back/, '0');
    await find('alert', 'Give a number from 1 to 100.');
    expect(sent).toHaveLength(1);
  });

  test('save the settings as a file, and take them from one; what is no such file changes nothing', async () => {
    const { sent, saved } = openOptions({});
    await press('button', 'Save the settings as a file');
    expect(saved).toEqual([['sluice-settings.json', settingsFile(defaultSettings)]]);
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    const give = (text: string): void => {
      Object.defineProperty(input, 'files', { configurable: true, value: [{ text: () => Promise.resolve(text) }] });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    give('{');
    await find('alert', /could not be read/);
    give('{"kind":"bookmarks"}');
    await find('alert', /not a file with Sluice's settings/);
    expect(sent).toEqual([]);
    give(settingsFile({ ...defaultSettings, intervalMinutes: 15 }));
    await vi.waitFor(() => expect(sent.at(-1)?.args['changes']).toMatchObject({ intervalMinutes: 15 }));
  });

  test('erase everything only after a yes', async () => {
    const { sent } = openOptions({});
    await press('button', 'Erase everything…');
    await find('alertdialog', 'Erase everything that Sluice keeps?');
    expect(sent).toEqual([]);
    await press('button', 'Erase everything');
    await gone('alertdialog');
    expect(sent).toEqual([{ command: 'erase', args: {} }]);
  });
});

test('a day without bars above what is usual draws no line for it', async () => {
  await shown({ ...silent, volumes: silent.volumes.map((one) => ({ ...one, sent: 2 })) });
  expect(document.querySelector('.chart .usual')).toBeNull();
  await shown({ ...busy, insight: { ...busy.insight, usual: { watch: 20, warn: 31 } } });
  expect(document.querySelector('.chart .usual')).not.toBeNull();
  expect(now).toBeGreaterThan(0);
});
