// Quiet hours, and silence about everything for an hour: when notifications are held back.
import type { JSX } from 'preact';
import type { QuietHours } from '../../core/hush.ts';
import type { Settings } from '../../core/settings.ts';
import { t } from '../words.ts';

const night: QuietHours = { from: 22 * 60, to: 7 * 60, stopsBreakThrough: true };
const hourMs = 3_600_000;

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes since midnight of what a time field holds; null while it is incomplete. */
function minuteOf(value: string): number | null {
  const found = /^(\d\d):(\d\d)/.exec(value);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

interface QuietProps { readonly settings: Settings; readonly change: (changes: Partial<Settings>) => void }

function Hours({ quiet, change }: { quiet: QuietHours; change: (quiet: QuietHours) => void }): JSX.Element {
  const field = (name: 'from' | 'to'): JSX.Element => (
    <label for={`quiet-${name}`}>{t(`quiet_${name}`)}
      <input id={`quiet-${name}`} type="time" required value={clockOf(quiet[name])} onChange={(event) => {
        const minute = minuteOf(event.currentTarget.value);
        if (minute !== null) change({ ...quiet, [name]: minute });
      }} />
    </label>
  );
  return (
    <>
      <p class="row">{field('from')}{field('to')}</p>
      <label class="check">
        <input type="checkbox" checked={quiet.stopsBreakThrough} onChange={(event) => change({ ...quiet, stopsBreakThrough: event.currentTarget.checked })} />
        <span>{t('quiet_stops')}</span>
      </label>
    </>
  );
}

export function QuietHoursChoice({ settings, change }: QuietProps): JSX.Element {
  const { quiet, snoozedUntil } = settings;
  const silent = snoozedUntil !== null && Date.now() < snoozedUntil;
  return (
    <fieldset>
      <legend class="quiet">{t('quiet_title')}</legend>
      <label class="check">
        <input type="checkbox" checked={quiet !== null} onChange={(event) => change({ quiet: event.currentTarget.checked ? night : null })} />
        <span>{t('quiet_on')}</span>
      </label>
      {quiet !== null && <Hours quiet={quiet} change={(next) => change({ quiet: next })} />}
      <p class="row">
        {silent && <span>{t('quiet_snoozedAll', { at: { at: snoozedUntil } })}</span>}
        <button type="button" onClick={() => change({ snoozedUntil: silent ? null : Date.now() + hourMs })}>{silent ? t('quiet_snoozeEnd') : t('quiet_snoozeAll')}</button>
      </p>
    </fieldset>
  );
}
