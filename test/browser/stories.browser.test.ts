// The sandbox's stories as the product tells them: what a site owner sees of a slow leak, a hacked form, a wrong sender, a listed address, a silent shop.
import { describe, expect, test } from 'vitest';
import type { StoryName } from '../sandbox/control/control-calls.ts';
import { openHosting } from './drive/popup.ts';
import { waitFor } from './drive/wait.ts';
import { word } from './drive/words.ts';
import { world } from './world.ts';

const here = world({ hostings: 8 });
const hourMs = 3_600_000;
let told = 0;

/** Tells the story of a hosting that has none yet, which Sluice then reads. */
async function play(story: StoryName): Promise<string> {
  const sending = (await here.control.hostings()).filter(({ state }) => state === 'ok' || state === 'force');
  const name = (sending[told % sending.length] as { serviceName: string }).serviceName;
  told += 1;
  await towardsNoon();
  await here.control.story({ serviceName: name, story });
  await here.checkNow();
  await here.command('readHosting', { hosting: `eu/${name}` });
  return name;
}

/** The provider counts a day's mails from midnight: a burst just before it is none of the new day's. */
async function towardsNoon(): Promise<void> {
  const { now } = await here.control.clock({});
  const hour = new Date(now).getUTCHours();
  if (hour < 3 || hour > 20) await here.control.clock({ advanceMs: ((27 - hour) % 24) * hourMs });
}

async function says(name: string, words: string | RegExp): Promise<void> {
  const { page, screen } = await here.popup();
  await openHosting(screen, name);
  await screen.see(words, 20_000);
  await page.close();
}

describe('a story', () => {
  test('of a hacked form: unusual at once, then stopped for spam with its cause', async () => {
    const name = await play('hackedForm');
    await waitFor(async () => Object.keys(await here.notices(name)).some((id) => id.startsWith('alert|') && id.includes('|volume|')), { what: 'the notice', timeoutMs: 20_000 });
    await says(name, /mails today; usual is at most/);
    await here.control.clock({ advanceMs: hourMs });
    await here.ring('sweep');
    await here.sees(name, ['spam']);
    await waitFor(async () => Object.keys(await here.notices(name)).some((id) => id.startsWith('stopped|')), { what: 'the stop', timeoutMs: 20_000 });
    await says(name, /A form or a script was misused: [\d,]+ mails that day, where \d+ at most are usual\. \(likely\)/);
  });

  test('of a wrong sender: the domain to attach is named', async () => {
    const name = await play('wrongSender');
    await says(name, /refused because they are sent from newsletter-[\w.-]+, which is not a domain of this hosting/);
    await says(name, word('sender_title'));
  });

  test('of a listed address: told from a fault of the script', async () => {
    const name = await play('listedAddress');
    const others = (await here.control.hostings()).map((one) => one.serviceName).filter((one) => one !== name);
    for (const other of others) await here.command('readHosting', { hosting: `eu/${other}` });
    await here.command('readHosting', { hosting: `eu/${name}` });
    await says(name, /have the same trouble on the same address of the provider/);
    await says(name, word('reason_reputation'));
  });
});

test('a slow leak is warned of before the provider acts, and its cause is a list of addresses', async () => {
  const name = await play('slowLeak');
  const warned = (): Promise<boolean> => here.notices(name).then((all) => Object.keys(all).some((id) => id.includes('|errors|')));
  const state = async (): Promise<string> => (await here.control.hosting({ serviceName: name })).state;
  let before = false;
  for (let step = 0; step < 30 && (await state()) === 'ok'; step += 1) {
    await here.control.clock({ advanceMs: 6 * hourMs });
    await here.command('readHosting', { hosting: `eu/${name}` });
    before ||= await warned();
  }
  await here.sees(name, ['bounce']);
  expect(before).toBe(true);
  await here.command('readHosting', { hosting: `eu/${name}` });
  await says(name, word('cause_bounce_list'));
});
