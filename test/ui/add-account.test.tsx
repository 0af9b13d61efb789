// @vitest-environment jsdom
// Adding an account: what each way asks for, what is sent once, where a refusal is said, and that no secret stays in the page.
import { signal } from '@preact/signals';
import axe from 'axe-core';
import { render } from 'preact';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Asking } from '../../src/core/asking.ts';
import { type Region, addedAccountId } from '../../src/core/model.ts';
import { AddAccount } from '../../src/ui/options/add-account.tsx';
import type { Send } from '../../src/ui/door.ts';
import { now } from './canned.ts';
import { speakEnglish } from './english.ts';
import { all, find, nameOf, press, says, see } from './screen.tsx';

beforeAll(speakEnglish);

const secrets = { 'Application secret': 's3cretOfApplication', 'Consumer key': 's3cretOfConsumer', 'Personal access token': 's3cret.of.token', 'Client secret': 's3cretOfClient' } as const;
const asking: Asking = { account: addedAccountId('keys', 'eu', 'a'), region: 'eu', name: '', askedAt: now + 1000, state: 'pendingValidation', failure: null };

interface Opened { readonly sent: { command: string; args: Record<string, unknown> }[]; readonly said: string[]; readonly asking: ReturnType<typeof signal<Asking | null>> }

/** The part on a background that answers with these replies in turn, the last one again and again. */
function open(...replies: readonly unknown[]): Opened {
  const made: Opened = { sent: [], said: [], asking: signal<Asking | null>(null) };
  const send = (async (command: string, args: Record<string, unknown>) => {
    made.sent.push({ command, args });
    return replies[Math.min(made.sent.length, replies.length) - 1] ?? { ok: true, value: null };
  }) as Send;
  const pages = {
    token: (region: Region, rights: string) => `https://${region}.example/createToken/?${rights}`, application: (region: Region) => `https://${region}.example/createApp/`,
    localUsers: (region: Region) => `https://${region}.example/users`,
  };
  const View = () => <AddAccount send={send} pages={pages} asking={made.asking.value ?? null} openedAt={now} say={(words) => made.said.push(words)} grant={() => undefined} />;
  render(null, document.body);
  document.body.replaceChildren();
  render(<View />, document.body);
  return made;
}

const field = (name: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('input')].find((input) => nameOf(input) === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
};
const textField = (name: string): HTMLInputElement | undefined => [...document.querySelectorAll('input')].find((input) => input.type !== 'radio' && nameOf(input) === name);
async function enter(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const input = await vi.waitFor(() => textField(name) ?? Promise.reject(new Error(`no field ${name}`)));
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
async function choose(label: string): Promise<void> {
  field(label).click();
  await vi.waitFor(() => expect(field(label).checked).toBe(true));
}
const inFields = (): string => [...document.querySelectorAll('input')].map((input) => input.value).join(' ');
const keysOf = { 'Application key': 'k3yOfApplication', 'Application secret': secrets['Application secret'], 'Consumer key': secrets['Consumer key'] };

describe('the form', () => {
  test('is opened by a button, takes the focus, and gives it back when it is left', async () => {
    open();
    await press('button', 'Add an account…');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Add an account'));
    await press('button', 'Cancel');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Add an account…'));
  });

  test.each([
    ['API keys', keysOf, { command: 'addAccount', args: { region: 'eu', name: 'Mine', secret: { kind: 'keys', applicationKey: 'k3yOfApplication', applicationSecret: secrets['Application secret'], consumerKey: secrets['Consumer key'] } } }],
    ['API keys, with an application of your own', { 'Application key': 'k3yOfApplication', 'Application secret': secrets['Application secret'] }, { command: 'askCredential', args: { region: 'eu', name: 'Mine', rights: 'full', applicationKey: 'k3yOfApplication', applicationSecret: secrets['Application secret'] } }],
    ['Personal access token', { 'Personal access token': secrets['Personal access token'] }, { command: 'addAccount', args: { region: 'eu', name: 'Mine', secret: { kind: 'token', token: secrets['Personal access token'] } } }],
    ['Service account', { 'Client ID': 'EU.client', 'Client secret': secrets['Client secret'] }, { command: 'addAccount', args: { region: 'eu', name: 'Mine', secret: { kind: 'oauth2', clientId: 'EU.client', clientSecret: secrets['Client secret'] } } }],
  ] as const)('hands over what "%s" needs, once, and keeps none of it', async (way, values, sent) => {
    const opened = open();
    await press('button', 'Add an account…');
    await choose(way);
    await enter({ ...values, Name: 'Mine' });
    const form = document.querySelector('form');
    const submit = await find('button', /^(Add account|Ask for the consumer key)$/);
    for (let click = 0; click < 3; click += 1) submit.click();
    await find('button', 'Add an account…');
    expect(opened.sent).toEqual([sent]);
    expect(opened.said.at(-1)).toMatch(/^(The account is added|Waiting for your yes)$/);
    const left = `${document.documentElement.outerHTML} ${inFields()} ${[...form?.querySelectorAll('input') ?? []].map((input) => input.value).join()}`;
    for (const secret of Object.values(secrets)) expect(left).not.toContain(secret);
  });

  test('hides every secret while it is typed, and asks the browser not to remember it', async () => {
    open();
    await press('button', 'Add an account…');
    for (const [way, names] of [['API keys', ['Application secret', 'Consumer key']], ['Personal access token', ['Personal access token']], ['Service account', ['Client secret']]] as const) {
      await choose(way);
      for (const name of names) {
        const [input] = [...document.querySelectorAll<HTMLInputElement>('input[type=password]')].filter((one) => nameOf(one) === name);
        expect([name, input?.type, input?.autocomplete]).toEqual([name, 'password', 'off']);
      }
    }
  });

  test('forgets what was typed for another way, and when the page goes', async () => {
    open();
    await press('button', 'Add an account…');
    await enter(keysOf);
    await choose('Personal access token');
    await choose('API keys');
    expect(inFields()).not.toContain('s3cret');
    await enter(keysOf);
    window.dispatchEvent(new Event('pagehide'));
    expect(inFields()).not.toContain('s3cret');
  });
});

describe('the provider\'s pages', () => {
  test('open in a new tab, for the region and the rights that are chosen', async () => {
    open();
    await press('button', 'Add an account…');
    const link = async (): Promise<HTMLAnchorElement> => (await find('link', /\(opens in a new tab\)$/)) as HTMLAnchorElement;
    expect([(await link()).href, (await link()).target, (await link()).rel]).toEqual(['https://eu.example/createToken/?full', '_blank', 'noreferrer noopener']);
    await choose('Canada');
    await choose('Watch only');
    expect((await link()).href).toBe('https://ca.example/createToken/?read');
    await choose('Personal access token');
    expect((await link()).href).toBe('https://ca.example/users');
    expect(says()).toContain('webHosting:apiovh:email/get');
    expect(says()).not.toContain('email/request/create');
    await choose('Watch and act');
    expect(says()).toContain('webHosting:apiovh:email/request/create');
  });
});

describe('a refusal', () => {
  test('of one field is said at that field, which gets the focus; the others keep what they hold', async () => {
    open({ ok: false, refusal: { kind: 'badShape', field: 'consumerKey' } });
    await press('button', 'Add an account…');
    await enter(keysOf);
    await press('button', 'Add account');
    await see('This is not a consumer key');
    const wrong = field('Consumer key');
    await vi.waitFor(() => expect(document.activeElement).toBe(wrong));
    expect(wrong.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(wrong.getAttribute('aria-describedby') ?? '')?.textContent).toContain('32 letters and digits');
    expect(field('Application key').value).toBe('k3yOfApplication');
    expect(says()).not.toContain('s3cret');
  });

  test('for the other region offers it, and one press adds the account there', async () => {
    const opened = open({ ok: false, refusal: { kind: 'wrongRegion', region: 'ca' } }, { ok: true, value: null });
    await press('button', 'Add an account…');
    await enter(keysOf);
    await press('button', 'Add account');
    await see('This belongs to an account in Canada.');
    await press('button', 'Use Canada');
    await find('button', 'Add an account…');
    expect(opened.sent.map(({ args }) => args['region'])).toEqual(['eu', 'ca']);
    expect(opened.sent[1]?.args['secret']).toEqual(opened.sent[0]?.args['secret']);
    expect(inFields()).not.toContain('s3cret');
  });

  test.each([
    [{ kind: 'badSignature' }, 'The keys do not fit together'], [{ kind: 'badCredential' }, 'The consumer key is not valid'], [{ kind: 'badKey' }, 'The provider does not know this application key'],
    [{ kind: 'badToken' }, 'The access token is not valid'], [{ kind: 'badClient' }, 'The service account is not accepted'], [{ kind: 'clockOff' }, 'This computer\'s clock is wrong'],
    [{ kind: 'noRights', actions: ['webHosting:apiovh:get'] }, 'webHosting:apiovh:get'], [{ kind: 'locked' }, 'Your keys are locked'], [{ kind: 'offline' }, 'No connection to the provider'],
  ])('%j has its own words', async (refusal, words) => {
    open({ ok: false, refusal });
    await press('button', 'Add an account…');
    await enter(keysOf);
    await press('button', 'Add account');
    expect((await find('alert', /./)).textContent).toContain(words);
  });

  test('that passes by can be tried again with what stands there', async () => {
    const opened = open({ ok: false, refusal: { kind: 'timeOut' } }, { ok: true, value: null });
    await press('button', 'Add an account…');
    await enter(keysOf);
    await press('button', 'Add account');
    await press('button', 'Try again');
    await find('button', 'Add an account…');
    expect(opened.sent).toHaveLength(2);
  });
});

describe('a consumer key that was asked for', () => {
  test.each([
    ['pendingValidation', 'Waiting for your yes.'], ['validated', 'The consumer key is valid.'], ['refused', 'The consumer key was refused.'], ['expired', 'Nobody said yes in time.'],
  ] as const)('%s is said in a live region', async (state, words) => {
    const opened = open();
    opened.asking.value = { ...asking, state };
    await vi.waitFor(() => expect(all('status').map((one) => one.textContent).join()).toContain(words));
  });

  test('that failed says why', async () => {
    const opened = open();
    opened.asking.value = { ...asking, state: 'failed', failure: { kind: 'locked' } };
    await see('Your keys are locked');
  });

  test('whose answer is older than the page is not news', async () => {
    const opened = open();
    opened.asking.value = { ...asking, askedAt: now - 86_400_000, state: 'expired' };
    await find('button', 'Add an account…');
    expect(says()).not.toContain('Nobody said yes');
  });

  test('that this page saw pending is told to its end, however old', async () => {
    const opened = open();
    opened.asking.value = { ...asking, askedAt: now - 300_000 };
    await see('Waiting for your yes');
    opened.asking.value = { ...asking, askedAt: now - 300_000, state: 'validated' };
    await see('The consumer key is valid');
  });
});

test.each(['API keys', 'API keys, with an application of your own', 'Personal access token', 'Service account'])('"%s" has no fault that axe finds', async (way) => {
  open({ ok: false, refusal: { kind: 'wrongRegion', region: 'ca' } });
  await press('button', 'Add an account…');
  await choose(way);
  await press('button', /^(Add account|Ask for the consumer key)$/);
  await see('Canada');
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'heading-order': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
