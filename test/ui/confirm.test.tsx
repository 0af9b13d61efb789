// @vitest-environment jsdom
// The question before an action: what it shows, where the focus is, what leaves and how often.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ActionKind } from '../../src/core/actions.ts';
import type { Hosting } from '../../src/core/model.ts';
import { bounce, fine, headWith, ko, now, spam } from './canned.ts';
import { speakEnglish } from './english.ts';
import { type OpenPopup, type Replies, all, find, gone, key, nameOf, openPopup, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);

function answering(hosting: Hosting, seen = hosting.mail?.state ?? ''): Replies {
  let asks = 0;
  return { ask: ({ kind }: { kind: ActionKind }) => ({ ok: true, value: { ask: `q${(asks += 1)}`, hosting: hosting.id, kind, seen, readAt: now } }) };
}

async function asked(hosting: Hosting, button: string, replies: Replies = {}): Promise<OpenPopup> {
  const popup = openPopup({ head: headWith([hosting]), hosting, start: hosting.id, replies: { ...answering(hosting), ...replies } });
  await press('button', button);
  return popup;
}

const confirmations = ({ sent }: OpenPopup): unknown[] => sent.filter(({ command }) => command === 'confirm').map(({ args }) => args);
const focused = (): string => (document.activeElement === null ? '' : nameOf(document.activeElement));

describe('the question', () => {
  test('is a dialog named by what is asked, with the safe answer focused and the act named on its button', async () => {
    await asked(spam, 'Purge emails…');
    const dialog = await find('alertdialog', `Purge emails of ${spam.serviceName}?`);
    expect(dialog.getAttribute('aria-modal')).toBe('true');
    expect(focused()).toBe('Cancel');
    await see('The queue is deleted for good.');
    await see('Secure the site first');
    await see('State read just now.');
    expect(all('button').map(nameOf)).toEqual(['Cancel', 'Purge emails']);
  });

  test('that deletes nothing is a plain dialog', async () => {
    await asked(ko, 'Unblock the sending of emails…');
    await find('dialog', /^Unblock/);
    expect(all('alertdialog')).toEqual([]);
  });

  test('shows the consequences of the state that was just read, not of the stored one', async () => {
    await asked(ko, 'Unblock the sending of emails…', answering(ko, 'bounce'));
    await see('tolerates twice as many errors');
  });

  test('says that the state is being read, and cannot be confirmed before', async () => {
    await asked(ko, 'Purge emails…', { ask: () => new Promise(() => undefined) });
    await see('Reading the state…');
    expect(((await find('button', 'Purge emails')) as HTMLButtonElement).disabled).toBe(true);
  });

  test('takes everything behind it out of reach', async () => {
    await asked(ko, 'Purge emails…');
    await find('alertdialog', /./);
    expect(all('button', /All hostings|Check|Read the state/)).toEqual([]);
  });
});

describe('the answer', () => {
  test('is sent once, however often it is clicked', async () => {
    const popup = await asked(ko, 'Purge emails…');
    await see('deleted for good');
    const button = await find('button', 'Purge emails');
    for (let click = 0; click < 5; click += 1) button.click();
    await gone('alertdialog');
    expect(confirmations(popup)).toEqual([{ ask: 'q1', hosting: ko.id, kind: 'purge', seen: 'ko', stayBlocked: false, recipient: null }]);
  });

  test('stays one while the background takes its time', async () => {
    const popup = await asked(ko, 'Purge emails…', { confirm: () => new Promise(() => undefined) });
    await see('deleted for good');
    await press('button', 'Purge emails');
    const form = document.querySelector('form');
    form?.requestSubmit();
    await vi.waitFor(() => expect((all('button', 'Purge emails')[0] as HTMLButtonElement).disabled).toBe(true));
    form?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
    expect(confirmations(popup)).toHaveLength(1);
  });

  test('of Cancel or Escape sends nothing and gives the focus back', async () => {
    const popup = await asked(bounce, 'Purge emails…');
    await find('alertdialog', /./);
    // Not kept from it, the browser would close the popup.
    expect(key('Escape')).toBe(true);
    await gone('alertdialog');
    await vi.waitFor(() => expect(focused()).toBe('Purge emails…'));
    await press('button', 'Unblock the sending of emails…');
    await press('button', 'Cancel');
    await gone('dialog');
    await vi.waitFor(() => expect(focused()).toBe('Unblock the sending of emails…'));
    expect(confirmations(popup)).toEqual([]);
  });

  test('keeps the focus inside, in both directions', async () => {
    await asked(ko, 'Purge emails…');
    await see('deleted for good');
    (await find('button', 'Purge emails')).focus();
    expect(key('Tab')).toBe(true);
    expect(focused()).toBe('Cancel');
    expect(key('Tab', true)).toBe(true);
    expect(focused()).toBe('Purge emails');
  });

  test('carries "and stay blocked" when it is chosen', async () => {
    const popup = await asked(fine, 'Empty the queue…');
    await press('checkbox', /^And stay blocked/);
    await press('button', 'Empty the queue');
    await vi.waitFor(() => expect(confirmations(popup)).toMatchObject([{ kind: 'empty', stayBlocked: true }]));
  });
});

describe('a refusal', () => {
  test('to ask is said, with the button that helps', async () => {
    const popup = await asked(ko, 'Purge emails…', { ask: () => ({ ok: false, refusal: { kind: 'loggedOut' } }) });
    expect((await find('alert', /./)).textContent).toContain('Nobody is logged in to the control panel');
    await press('button', 'Log in');
    await vi.waitFor(() => expect(popup.sent.filter(({ command }) => command === 'openPanel')).toHaveLength(1));
  });

  test('to act is said as text, and looking again asks anew', async () => {
    let refusals = 0;
    const popup = await asked(ko, 'Purge emails…', { confirm: () => ((refusals += 1) === 1 ? { ok: false, refusal: { kind: 'stateChanged', state: 'ok' } } : { ok: true, value: null }) });
    await see('deleted for good');
    await press('button', 'Purge emails');
    await see('The state has changed in the meantime');
    expect(focused()).toBe('Cancel');
    await press('button', 'Try again');
    await see('deleted for good');
    await press('button', 'Purge emails');
    await gone('alertdialog');
    expect(confirmations(popup)).toMatchObject([{ ask: 'q1' }, { ask: 'q2' }]);
  });

  test("with the provider's own words shows them as words", async () => {
    await asked(ko, 'Purge emails…', { confirm: () => ({ ok: false, refusal: { kind: 'refused', status: 400, message: '<img src=x onerror=alert(1)>' } }) });
    await see('deleted for good');
    await press('button', 'Purge emails');
    await see('It said: <img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });

  test('because the background did not answer says so', async () => {
    await asked(ko, 'Purge emails…', { ask: () => ({ ok: false, refusal: { kind: 'noAnswer' } }) });
    await see('Sluice itself did not answer');
  });
});

describe('the recipient', () => {
  async function typed(address: string): Promise<OpenPopup> {
    const popup = await asked(ko, 'Change…');
    const field = (await find('textbox', 'Error report to')) as HTMLInputElement;
    field.value = address;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await press('button', 'Change the recipient');
    return popup;
  }

  test.each(['', '  ', 'not an address', 'a@b', 'a b@example.com', '@example.com'])('%j is refused before anything leaves', async (address) => {
    const popup = await typed(address);
    await see('This is not a complete mail address');
    const field = await find('textbox', 'Error report to');
    expect([field.getAttribute('aria-invalid'), field.getAttribute('aria-describedby')]).toEqual(['true', 'recipient-bad']);
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    expect(confirmations(popup)).toEqual([]);
  });

  test('is sent without its outer spaces', async () => {
    const popup = await typed(' new@example.org ');
    await gone('dialog');
    expect(confirmations(popup)).toMatchObject([{ kind: 'recipient', recipient: 'new@example.org' }]);
    expect(says()).not.toContain('not a complete mail address');
  });
});
