// The figures of a hosting and its last thirty days.
import type { JSX } from 'preact';
import type { Mail, Volume } from '../../core/model.ts';
import { day, share } from '../measures.ts';
import { number, t } from '../words.ts';

export function Figures({ mail }: { mail: Mail }): JSX.Element {
  return (
    <dl class="figures">
      <div><dt>{t('figure_today')}</dt><dd class="num">{number(mail.sentToday)}{mail.maxPerDay !== null && <small> / {number(mail.maxPerDay)}</small>}</dd></div>
      <div><dt>{t('figure_sent')}</dt><dd class="num">{number(mail.sent)}</dd></div>
      <div><dt>{t('figure_bounce')}</dt><dd class="num">{number(mail.bounce)}{mail.sent > 0 && <small> · {share(Math.min(1, mail.bounce / mail.sent))}</small>}</dd></div>
    </dl>
  );
}

const width = 368;
const height = 58;

function column(sent: number, index: number, count: number, most: number): string {
  const step = width / count;
  const tall = sent === 0 ? 0 : Math.max(2, (sent / most) * height);
  return `M${(index * step + 1).toFixed(1)} ${height}v${-tall.toFixed(1)}h${(step - 2).toFixed(1)}v${tall.toFixed(1)}z`;
}

/** Mails a day, and from where on a day is unusual; said in one sentence to who cannot see it. The last day is today. */
export function Chart({ volumes, usual = null }: { volumes: readonly Volume[]; usual?: number | null }): JSX.Element | null {
  const days = volumes.slice(-30);
  const [first] = days;
  const today = days.at(-1);
  if (first === undefined || today === undefined) return null;
  const busiest = days.reduce((most, one) => (one.sent > most.sent ? one : most));
  const most = Math.max(1, busiest.sent);
  // A bound far above every bar says enough by not being there.
  const bound = usual !== null && usual <= most ? (height - (usual / most) * height).toFixed(1) : null;
  const busy = t('popup_busiest', { count: busiest.sent, day: day(busiest.day) });
  return (
    <section>
      <h2>{t('popup_days', { n: days.length })}<span class="quiet num">{busy}</span></h2>
      <svg class="chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${t('popup_chart', { n: days.length, today: today.sent })} ${busy} ${usual === null ? '' : t('chart_usual', { usual })}`}>
        <path d={days.slice(0, -1).map((one, index) => column(one.sent, index, days.length, most)).join('')} />
        <path class="today" d={column(today.sent, days.length - 1, days.length, most)} />
        {bound !== null && <path class="usual" d={`M0 ${bound}h${width}`} />}
      </svg>
      <p class="axis"><span>{day(first.day)}</span>{usual !== null && <span>{bound !== null && <i class="dash" />}{t('chart_usual', { usual })}</span>}<span>{t('popup_today')}</span></p>
    </section>
  );
}
