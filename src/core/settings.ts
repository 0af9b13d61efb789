// What the user can choose: shape, defaults, and a decoder that keeps each good field and drops each bad one.
import { type QuietHours, isQuietHours } from './hush.ts';
import type { Time } from './model.ts';
import { isCount } from './shape.ts';

/** From when figures stand out, as shares from 0 to 1. */
export interface Thresholds {
  /** Of a day's limit that is used up. */
  readonly quota: number;
  /** Of mails that came back. */
  readonly errors: number;
}

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
    /** What stands out although nothing is stopped. */
    readonly errors: boolean;
    readonly volume: boolean;
    readonly quota: boolean;
    readonly silence: boolean;
  };
  readonly thresholds: Thresholds;
  /** When notices are held back; null for never. */
  readonly quiet: QuietHours | null;
  /** Nothing is told before; null for no such wish. */
  readonly snoozedUntil: Time | null;
  /** Whether settings go to the user's other computers through the browser's own sync. */
  readonly sync: boolean;
}

export const defaultSettings: Settings = {
  intervalMinutes: 5,
  notify: { stopped: true, recovered: true, queue: true, blind: true, action: true, errors: true, volume: true, quota: true, silence: true },
  thresholds: { quota: 0.9, errors: 0.05 },
  quiet: null,
  snoozedUntil: null,
  sync: false,
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
  const thresholds = record(given['thresholds']);
  const share = (name: keyof Thresholds, least: number): number => {
    const value = thresholds[name];
    return typeof value === 'number' && value >= least && value <= 1 ? value : defaultSettings.thresholds[name];
  };
  return {
    intervalMinutes: typeof minutes === 'number' && minutes >= 1 && minutes <= 60 ? Math.round(minutes) : defaultSettings.intervalMinutes,
    notify: {
      stopped: flag('stopped'), recovered: flag('recovered'), queue: flag('queue'), blind: flag('blind'), action: flag('action'),
      errors: flag('errors'), volume: flag('volume'), quota: flag('quota'), silence: flag('silence'),
    },
    thresholds: { quota: share('quota', 0.5), errors: share('errors', 0.01) },
    quiet: isQuietHours(given['quiet']) ? given['quiet'] : null,
    snoozedUntil: isCount(given['snoozedUntil']) ? given['snoozedUntil'] : null,
    sync: given['sync'] === true,
  };
}
