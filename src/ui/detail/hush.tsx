// Silence about one hosting: "I know about it" and a snooze, offered where something is wrong, and their end.
import type { JSX } from 'preact';
import { isHushed } from '../../core/hush.ts';
import { type Hosting, type Hush, stopped } from '../../core/model.ts';
import { t } from '../words.ts';

const hourMs = 3_600_000;
const hours = [2, 8, 24, 7 * 24];

interface HushProps { readonly hosting: Hosting; readonly now: number; readonly hush: (hush: Hush | null) => void }

function wrong({ mail, failure }: Hosting): boolean {
  return failure !== null || (mail !== null && stopped(mail.state));
}

export function HushPart({ hosting, now, hush }: HushProps): JSX.Element | null {
  const asked = hosting.hush;
  if (asked !== null && isHushed(asked, now)) {
    return (
      <p class="hush">
        <span>{asked.kind === 'acknowledged' ? t('hush_acknowledged') : t('hush_snoozed', { at: { at: asked.until } })}</span>
        <button type="button" onClick={() => hush(null)}>{t('hush_end')}</button>
      </p>
    );
  }
  if (!wrong(hosting)) return null;
  return (
    <p class="hush">
      <button type="button" title={t('hush_knowWhy')} onClick={() => hush({ kind: 'acknowledged' })}>{t('hush_know')}</button>
      <select aria-label={t('hush_snooze')} value="" onChange={(event) => hush({ kind: 'snoozed', until: now + Number(event.currentTarget.value) * hourMs })}>
        <option value="" disabled hidden>{t('hush_snooze')}</option>
        {hours.map((count) => <option key={count} value={String(count)}>{t('hush_for', { span: { ms: count * hourMs } })}</option>)}
      </select>
    </p>
  );
}
