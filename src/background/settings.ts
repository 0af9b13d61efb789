// Settings: changed here alone, carried to the user's other computers by choice, and everything erased.
import { fields } from '../core/shape.ts';
import { type Settings, decodeSettings } from '../core/settings.ts';
import { forget } from './accounts/accounts.ts';
import { deliver } from './deliver.ts';
import type { Ports } from './ports.ts';
import { commit, read } from './store.ts';

/** Of one browser alone: a silence of the moment, and whether it syncs at all. */
function shared({ snoozedUntil: _snoozedUntil, sync: _sync, ...settings }: Settings): Readonly<Record<string, unknown>> {
  return settings;
}

/** Changes what is named; fields that are no settings are left out. */
export async function changeSettings(ports: Ports, changes: unknown): Promise<void> {
  const before = (await read(ports)).settings;
  await commit(ports, [], (stored) => ({ settings: decodeSettings({ ...stored.settings, ...fields(changes) }) }));
  const { settings } = await read(ports);
  await ports.alarm('sweep', settings.intervalMinutes);
  if (settings.sync && !before.sync) await joinSync(ports, settings);
  else if (settings.sync) await ports.sync.set(shared(settings));
  await deliver(ports);
}

/** What the user's other computers agreed on wins over what a computer that joins has. */
async function joinSync(ports: Ports, settings: Settings): Promise<void> {
  const there = fields(await ports.sync.get());
  if (there === null) await ports.sync.set(shared(settings));
  else await takeSynced(ports, there);
}

/** Another computer changed the settings. */
export async function takeSynced(ports: Ports, found: unknown): Promise<void> {
  const given = fields(found);
  if (given === null || !(await read(ports)).settings.sync) return;
  await commit(ports, [], ({ settings }) => ({ settings: decodeSettings({ ...settings, ...given, snoozedUntil: settings.snoozedUntil, sync: true }) }));
  await ports.alarm('sweep', (await read(ports)).settings.intervalMinutes);
}

/** Forgets every account as if one by one, ends their keys at the provider, then removes all that Sluice ever stored in this browser. */
export async function erase(ports: Ports): Promise<void> {
  const { accounts, settings } = await read(ports);
  for (const account of accounts) await forget(ports, account.id);
  if (settings.sync) await ports.sync.clear();
  await ports.lock('store', 'wait', async () => {
    await ports.storage.remove(await ports.storage.keys());
  });
  await ports.journal.erase();
  await ports.secrets.erase();
  await deliver(ports);
}
