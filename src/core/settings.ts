// What the user can choose: shape, defaults, and a decoder that keeps each good field and drops each bad one.
import { type QuietHours, isQuietHours } from './hush.ts';
import type { Time } from './model.ts';
import { isCount } from './shape.ts';

export interface Settings {
  /** Minutes between two sweeps, 1 to 60. */
  readonly intervalMinutes: number;
  /** Which changes are told by a notification. */
  readonly notify: {
    readonly stopped: boolean;
    readonly recovered: boolean;
    readonly queue: boolean;
    readonly blind: boolean;
    readonly action: boolean;
  };
  /** When notices are held back; null for never. */
  readonly quiet: QuietHours | null;
  /** Nothing is told before; null for no such wish. */
  readonly snoozedUntil: Time | null;
}

export const defaultSettings: Settings = {
  intervalMinutes: 5,
  notify: { stopped: true, recovered: true, queue: true, blind: true, action: true },
  quiet: null,
  snoozedUntil: null,
};

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Never throws: every field that is missing or out of bounds is its default. */
export function decodeSettings(stored: unknown): Settings {
  const given = record(stored);
  const minutes = given['intervalMinutes'];
  const notify = record(given['notify']);
  const flag = (name: keyof Settings['notify']): boolean =>
    typeof notify[name] === 'boolean' ? (notify[name] as boolean) : defaultSettings.notify[name];
  return {
    intervalMinutes: typeof minutes === 'number' && minutes >= 1 && minutes <= 60 ? Math.round(minutes) : defaultSettings.intervalMinutes,
    notify: { stopped: flag('stopped'), recovered: flag('recovered'), queue: flag('queue'), blind: flag('blind'), action: flag('action') },
    quiet: isQuietHours(given['quiet']) ? given['quiet'] : null,
    snoozedUntil: isCount(given['snoozedUntil']) ? given['snoozedUntil'] : null,
  };
}
