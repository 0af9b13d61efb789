// Settings as a file: what is written, and what is read of any file that somebody gives. No secret is a setting.
import { type Settings, decodeSettings } from '../settings.ts';
import { fields } from '../shape.ts';

const mark = 'sluice-settings';
/** Characters; a file of settings has a few hundred. */
const longest = 100_000;

/** JSON. A silence that was asked for is of the moment, and the sync choice of one browser: neither is in the file. */
export function settingsFile({ snoozedUntil: _snoozedUntil, sync: _sync, ...settings }: Settings): string {
  return `${JSON.stringify({ kind: mark, version: 1, settings }, null, 2)}\n`;
}

export type FileFault = 'notJson' | 'notSettings' | 'newer';

/** Never throws. Fields that are missing or out of bounds are as `now`; those that Sluice does not know are left out. */
export function readSettingsFile(text: string, now: Settings): { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly fault: FileFault } {
  let given: unknown;
  try {
    given = text.length > longest ? null : JSON.parse(text);
  } catch {
    return { ok: false, fault: 'notJson' };
  }
  const file = fields(given);
  const settings = fields(file?.['settings']);
  if (file?.['kind'] !== mark || settings === null) return { ok: false, fault: 'notSettings' };
  if (file['version'] !== 1) return { ok: false, fault: 'newer' };
  const merged = { ...now, ...settings, notify: { ...now.notify, ...fields(settings['notify']) }, thresholds: { ...now.thresholds, ...fields(settings['thresholds']) } };
  return { ok: true, settings: { ...decodeSettings(merged), snoozedUntil: now.snoozedUntil, sync: now.sync } };
}
