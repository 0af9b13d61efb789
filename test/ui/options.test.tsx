// @vitest-environment jsdom
// The options page: accounts and how they are left, what is chosen, what is asked of the browser, what a report gives away.
import axe from 'axe-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultSettings } from '../../src/core/settings.ts';
import { account, gone, headWith, heads, hostile, now, spam } from './canned.ts';
import { speakEnglish } from './english.ts';
import { all, find, nameOf, gone as closed, key, openOptions, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);
const head = headWith([spam]);

describe('an account', () => {
  test('is forgotten only after a yes, once', async () => {
    const { sent } = openOptions({ head });
    await press('button', `Forget… ${account.name}`);
    await find('alertdialog', `Forget ${account.name}?`);
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    expect(sent).toEqual([]);
    const yes = await find('button', 'Forget account');
    for (let click = 0; click < 3; click += 1) yes.click();
    await closed('alertdialog');
    expect(sent).toEqual([{ command: 'forget', args: { account: account.id } }]);
  });

  test('stays after Escape, and the focus goes back', async () => {
    const { sent } = openOptions({ head });
    const opener = await press('button', /^Forget…/);
    await find('alertdialog', /./);
    key('Escape');
    await closed('alertdialog');
    await vi.waitFor(() => expect(document.activeElement).toBe(opener));
    expect(sent).toEqual([]);
  });

  test('that cannot see says why, and what to do', async () => {
    const { sent } = openOptions({ head: heads['blind'] ?? head });
    await see('Nobody is logged in to the control panel');
    await press('button', 'Log in');
    expect(sent).toEqual([{ command: 'openPanel', args: { region: 'eu', hosting: null } }]);
  });

  test('that is locked takes the passphrase, and says when it is the wrong one', async () => {
    const { sent } = openOptions({
      head: { ...head, accounts: [{ ...account, kind: 'keys', failure: { kind: 'locked' }, failingSince: now }] },
      replies: { unlock: () => ({ ok: false, refusal: { kind: 'wrongPassphrase' } }) },
    });
    const field = (await find('textbox', 'Passphrase')) as HTMLInputElement;
    field.value = 'not it';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await vi.waitFor(() => expect((all('button', 'Unlock')[0] as HTMLButtonElement).disabled).toBe(false));
    await press('button', 'Unlock');
    await see('This is not the passphrase');
    expect(sent).toEqual([{ command: 'unlock', args: { passphrase: 'not it' } }]);
    expect(says()).not.toContain('not it');
  });
});

describe('what is chosen', () => {
  test('is sent as it is changed, and nothing else with it', async () => {
    const { sent } = openOptions({ head });
    const select = (await find('combobox', 'Look at all hostings every')) as HTMLSelectElement;
    select.value = '15';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await press('checkbox', 'a hosting sends again');
    expect(sent).toEqual([
      { command: 'changeSettings', args: { changes: { intervalMinutes: 15 } } },
      { command: 'changeSettings', args: { changes: { notify: { ...defaultSettings.notify, recovered: false } } } },
    ]);
  });

  test('is shown as it is stored, also when it is none of the usual intervals', async () => {
    openOptions({ head, settings: { ...defaultSettings, intervalMinutes: 7 } });
    expect(((await find('combobox', /./)) as HTMLSelectElement).value).toBe('7');
  });
});

describe('permissions', () => {
  const hosts = [{ origin: 'https://manager.eu.ovhcloud.com/*', granted: false }, { origin: 'https://eu.api.ovh.com/*', granted: true }, { origin: 'https://ca.api.ovh.com/*', granted: false }];

  test('that were taken back are asked for again, and only those', async () => {
    const { granted } = openOptions({ head, hosts });
    await press('button', 'Allow…');
    expect(granted).toEqual([['https://manager.eu.ovhcloud.com/*', 'https://ca.api.ovh.com/*']]);
  });

  test('that are there are not asked for', () => {
    openOptions({ head, hosts: hosts.map((host) => ({ ...host, granted: true })) });
    expect(all('button', 'Allow…')).toEqual([]);
  });
});

describe('the report for support', () => {
  test('tells versions, counts and failures, and no name, address or account', async () => {
    const named = { ...account, name: 'My agency', failure: { kind: 'refused', status: 400, message: 'about ops@agence-lumiere.example' }, failingSince: now } as const;
    const { copied } = openOptions({ head: headWith([spam, gone, hostile], { accounts: [named] }) });
    await press('button', 'Copy');
    await see('Copied');
    const [report] = copied;
    expect(report).toContain('Sluice 9.8.7 in Lynx 2');
    expect(report).toContain('spam 1');
    expect(report).toContain('failing: refused');
    expect(report).toContain('gone');
    for (const secret of ['My agency', account.nichandle, '@', spam.serviceName, 'lumiere', 'img', 'about']) expect(report).not.toContain(secret);
  });
});

test.each(['usual', 'blindInPart', 'first'])('%s has no fault that axe finds', async (name) => {
  document.documentElement.lang = 'en';
  document.title = 'Sluice';
  openOptions({ head: heads[name] ?? head, hosts: [{ origin: 'https://ca.ovh.com/*', granted: false }] });
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  expect(all('heading').map(nameOf)).toContain('Accounts');
});
