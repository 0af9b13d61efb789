// @vitest-environment jsdom
// Silence that was asked for: offered where something is wrong, said in words while it lasts, ended by a press.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Hosting, Hush } from '../../src/core/model.ts';
import { account, details, headWith, now } from './canned.ts';
import { speakEnglish } from './english.ts';
import { type OpenPopup, all, find, nameOf, openOptions, openPopup, press, see } from './screen.tsx';

beforeAll(speakEnglish);

async function shown(name: string, hush: Hush | null, accounts = [account]): Promise<OpenPopup> {
  const hosting: Hosting = { ...(details[name] as { hosting: Hosting }).hosting, hush };
  const popup = openPopup({ head: headWith([hosting], { accounts }), hosting, start: hosting.id });
  await find('heading', hosting.serviceName);
  return popup;
}

const hushes = (popup: OpenPopup): unknown[] => popup.sent.filter((one) => one.command === 'hush').map((one) => one.args['hush']);

describe('a hosting that is stopped', () => {
  test('can be acknowledged, or made silent for as long as is chosen', async () => {
    const popup = await shown('ko', null);
    await press('button', 'I know about it');
    const length = (await find('combobox', 'Silent for…')) as HTMLSelectElement;
    expect([...length.options].slice(1).map((option) => option.text)).toEqual(['2h', '8h', '24h', '7 days']);
    length.value = '24';
    length.dispatchEvent(new Event('change', { bubbles: true }));
    expect(hushes(popup)).toEqual([{ kind: 'acknowledged' }, { kind: 'snoozed', until: now + 86_400_000 }]);
  });

  test('says that it is silent and until when, and ends it', async () => {
    const popup = await shown('ko', { kind: 'acknowledged' });
    await see(/You know about it: Sluice is silent until it recovers/);
    await press('button', 'End the silence');
    expect(hushes(popup)).toEqual([null]);
  });
});

describe('a hosting that is fine', () => {
  test('offers no silence', async () => {
    await shown('fine', null);
    expect(all('button').map(nameOf)).not.toContain('I know about it');
  });
});

describe('a hosting behind two accounts', () => {
  test('can be acted on when one of them may, whichever comes first', async () => {
    const reader = { ...account, id: 'token:eu:reader' as typeof account.id, rights: 'read' as const };
    const { hosting } = details['ko'] as { hosting: Hosting };
    const seen = { ...hosting, accounts: [reader.id, account.id] };
    openPopup({ head: headWith([seen], { accounts: [reader, account] }), hosting: seen, start: seen.id });
    await find('button', 'Unblock the sending of emails…');
    openPopup({ head: headWith([seen], { accounts: [reader] }), hosting: { ...seen, accounts: [reader.id] }, start: seen.id });
    await find('heading', seen.serviceName);
    await vi.waitFor(() => expect(all('button', /…$/)).toEqual([]));
  });
});

describe('quiet hours', () => {
  test('are switched on for the night, and changed by their fields', async () => {
    const options = openOptions({});
    await press('checkbox', /Hold notifications back/);
    expect(options.sent.at(-1)).toEqual({ command: 'changeSettings', args: { changes: { quiet: { from: 1320, to: 420, stopsBreakThrough: true } } } });
  });
});
