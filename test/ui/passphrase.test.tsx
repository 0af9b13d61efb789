// @vitest-environment jsdom
// The passphrase: each state said plainly, set twice alike, and never left in the page.
import axe from 'axe-core';
import { render } from 'preact';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Send } from '../../src/ui/door.ts';
import { Passphrase } from '../../src/ui/options/passphrase.tsx';
import { speakEnglish } from './english.ts';
import { all, find, nameOf, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);

type State = 'open' | 'locked' | 'unlocked';
interface Opened { state: State; readonly sent: { command: string; args: Record<string, unknown> }[]; readonly said: string[] }

/** The part on a vault that behaves as the background's does. */
function open(state: State, known = 'open sesame'): Opened {
  const made: Opened = { state, sent: [], said: [] };
  const answers: Record<string, (args: Record<string, unknown>) => unknown> = {
    vault: () => ({ ok: true, value: made.state }),
    setPassphrase: ({ passphrase }) => { made.state = passphrase === null ? 'open' : 'unlocked'; return { ok: true, value: null }; },
    lock: () => { made.state = 'locked'; return { ok: true, value: null }; },
    unlock: ({ passphrase }) => {
      if (passphrase !== known) return { ok: false, refusal: { kind: 'wrongPassphrase' } };
      made.state = 'unlocked';
      return { ok: true, value: null };
    },
  };
  const send = (async (command: string, args: Record<string, unknown>) => {
    if (command !== 'vault') made.sent.push({ command, args });
    return answers[command]?.(args);
  }) as Send;
  render(null, document.body);
  document.body.replaceChildren();
  render(<Passphrase send={send} say={(words) => made.said.push(words)} locked={false} answered={0} />, document.body);
  return made;
}

async function enter(name: string, value: string): Promise<HTMLInputElement> {
  const field = (await find('textbox', name)) as HTMLInputElement;
  expect([field.type, field.autocomplete]).toEqual(['password', 'off']);
  field.value = value;
  return field;
}
const inFields = (): string => [...document.querySelectorAll('input')].map((input) => input.value).join('');

describe('without a passphrase', () => {
  test('says how the keys are kept, and sets one that is given twice', async () => {
    const opened = open('open');
    await see('No passphrase is set.');
    await press('button', 'Set a passphrase…');
    await enter('New passphrase', 'correct horse');
    await enter('The same again', 'correct horse');
    const set = await find('button', 'Set passphrase');
    for (let click = 0; click < 3; click += 1) set.click();
    await see('A passphrase is set, and given.');
    expect(opened.sent).toEqual([{ command: 'setPassphrase', args: { passphrase: 'correct horse' } }]);
    expect(opened.said).toEqual(['The passphrase is set']);
    expect(`${says()}${inFields()}`).not.toContain('correct horse');
  });

  test.each([['short', 'short', 'Use at least 8 characters.', 'New passphrase'], ['long enough', 'long enougk', 'The two are not the same.', 'The same again']])('%s and %s are not sent; the reason is said at the field', async (first, second, words, at) => {
    const opened = open('open');
    await press('button', 'Set a passphrase…');
    await enter('New passphrase', first);
    await enter('The same again', second);
    await press('button', 'Set passphrase');
    await see(words);
    const field = (await find('textbox', at)) as HTMLInputElement;
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toBe(words);
    expect(opened.sent).toEqual([]);
    expect(inFields()).toBe('');
  });
});

describe('with a passphrase that is given', () => {
  test('can be locked, and the way back is there at once', async () => {
    const opened = open('unlocked');
    await press('button', 'Lock now');
    await see('Your keys are locked.');
    await find('textbox', 'Passphrase');
    expect(opened.said).toEqual(['Your keys are locked']);
  });

  test('can be changed and removed', async () => {
    const opened = open('unlocked');
    await press('button', 'Change passphrase…');
    await enter('New passphrase', 'another horse');
    await enter('The same again', 'another horse');
    await press('button', 'Set passphrase');
    await press('button', 'Remove passphrase');
    await see('No passphrase is set.');
    expect(opened.sent.map(({ args }) => args['passphrase'])).toEqual(['another horse', null]);
  });
});

describe('locked', () => {
  test('takes the passphrase, says when it is the wrong one, and keeps neither', async () => {
    const opened = open('locked');
    await enter('Passphrase', 'a wrong one');
    await press('button', 'Unlock');
    await see('This is not the passphrase.');
    expect(inFields()).toBe('');
    await enter('Passphrase', 'open sesame');
    await press('button', 'Unlock');
    await see('A passphrase is set, and given.');
    expect(opened.said).toEqual(['Your keys are unlocked']);
    expect(says()).not.toMatch(/sesame|wrong one/);
  });

  test('offers nothing that needs the old passphrase, and says what to do without it', async () => {
    open('locked');
    await see('Forgotten it?');
    expect(all('button').map(nameOf)).toEqual(['Unlock']);
  });
});

test.each(['open', 'locked', 'unlocked'] as const)('%s has no fault that axe finds', async (state) => {
  open(state);
  await vi.waitFor(() => expect(all('button').length).toBeGreaterThan(0));
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
