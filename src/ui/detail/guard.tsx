// The guard's switch: a limit of the user's own at which Sluice blocks by itself. Off until it is set.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { guarded } from '../../core/insight/guard.ts';
import type { Guard, Hosting } from '../../core/model.ts';
import { number, t } from '../words.ts';

interface GuardProps { readonly hosting: Hosting; readonly now: number; readonly set: (guard: Guard | null) => void }

const mostMails = 1_000_000;

/** What is usual and half of it again, or half of the day's limit: a first proposal. */
function proposed({ mail, insight }: Hosting): number {
  if (insight.usual !== null) return Math.ceil(insight.usual.warn * 1.5);
  return mail?.maxPerDay === null || mail === null ? 200 : Math.ceil(mail.maxPerDay / 2);
}

export function GuardPart({ hosting, now, set }: GuardProps): JSX.Element {
  const { guard } = hosting;
  const [bad, setBad] = useState(false);
  const change = (more: Partial<Guard>): void => set({ per: 'day', limit: proposed(hosting), ...guard, ...more, firedOn: null });
  const limit = (given: string): void => {
    const value = Number(given);
    const good = Number.isInteger(value) && value >= 1 && value <= mostMails;
    setBad(!good);
    if (good) change({ limit: value });
  };
  const count = guard === null ? null : guarded(hosting, guard, now);
  return (
    <details class="tool">
      <summary>{t('guard_title')}</summary>
      <p class="quiet">{t('guard_why')}</p>
      <label class="check"><input type="checkbox" checked={guard !== null} onChange={(event) => (event.currentTarget.checked ? change({}) : set(null))} /><span>{t('guard_on')}</span></label>
      {guard !== null && (
        <>
          <p class="row">
            <label>{t('guard_limit')}<input type="number" min={1} max={mostMails} step={1} value={guard.limit} aria-invalid={bad} onChange={(event) => limit(event.currentTarget.value)} /></label>
            <label>{t('guard_per')}<select value={guard.per} onChange={(event) => change({ per: event.currentTarget.value === 'hour' ? 'hour' : 'day' })}><option value="day">{t('guard_day')}</option><option value="hour">{t('guard_hour')}</option></select></label>
          </p>
          {bad && <p role="alert" class="wrong">{t('guard_bad')}</p>}
          {count !== null && <p class="quiet small num">{t('guard_now', { count: number(Math.round(count)) })}</p>}
        </>
      )}
    </details>
  );
}
