// What Sluice makes of a hosting's figures: the cause of a stop in one sentence, what stands out, who the wrong sender is, what the provider has closed.
import type { JSX } from 'preact';
import type { Action } from '../../core/actions.ts';
import { causeOf } from '../../core/insight/cause.ts';
import { insightLines } from '../../core/insight/insight-lines.ts';
import type { Abuse, Hosting } from '../../core/model.ts';
import { providerDay } from '../../core/insight/provider-day.ts';
import type { WrongSender } from '../../core/bounce/wrong-sender.ts';
import { Icon } from '../icon.tsx';
import { t, text } from '../words.ts';

/** Why it was stopped, and how sure that is. */
export function CauseLine({ hosting, action }: { hosting: Hosting; action: Action | null }): JSX.Element | null {
  const cause = causeOf(hosting, action);
  if (cause === null) return null;
  return <p class="cause"><b>{t('cause_title')}</b> {text(cause.text)} <span class="quiet small">({t(`cause_sure_${cause.sureness}`)})</span></p>;
}

const tones = { warn: 'bounce', watch: 'bounce', plain: 'unknown' } as const;

export function InsightPart({ hosting, now }: { hosting: Hosting; now: number }): JSX.Element | null {
  const lines = insightLines(hosting, providerDay(hosting.region, now), now);
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{t('insight_title')}</h2>
      <ul class="insight">
        {lines.map(({ tone, text: says, source }) => (
          <li key={says.key} data-tone={tones[tone]} class={tone}>
            {tone === 'plain' ? <span /> : <Icon name="spam" size={16} class="tone" />}
            <div><p>{text(says)}</p><p class="quiet small">{text(source)}</p></div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const sendersShown = 3;

export function SenderPart({ senders, attached }: { senders: readonly WrongSender[]; attached: readonly string[] }): JSX.Element | null {
  if (senders.length === 0) return null;
  return (
    <section>
      <h2>{t('sender_title')}</h2>
      {senders.slice(0, sendersShown).map(({ domain, count }) => <p key={domain} class="wraps">{t('sender_says', { n: count, domain })}</p>)}
      {attached.length > 0 && <p class="quiet small wraps">{t('sender_own', { domains: attached.slice(0, 8).join(', ') })}</p>}
    </section>
  );
}

const isOpen = (state: string | null): boolean => state === null || state === 'ok' || state === 'active';

/** Nothing where nothing is closed. `onLift`: null where this account may not. */
export function AbusePart({ abuse, onLift }: { abuse: Abuse | null; onLift: (() => void) | null }): JSX.Element | null {
  if (abuse === null || (isOpen(abuse.mailsout) && isOpen(abuse.out))) return null;
  return (
    <section class="abuse">
      <h2>{t('abuse_title')}</h2>
      <p>{t('abuse_why')}</p>
      {abuse.mailsout !== null && !isOpen(abuse.mailsout) && <p class="wraps">{t('abuse_mailsout', { state: abuse.mailsout })}</p>}
      {abuse.out !== null && !isOpen(abuse.out) && <p class="wraps">{t('abuse_out', { state: abuse.out })}</p>}
      {onLift !== null && <p><button type="button" onClick={onLift}>{t('action_lift')}…</button></p>}
    </section>
  );
}
