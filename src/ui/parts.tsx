// Small parts that several views are made of: bars, the queue clock, a failure's banner, a live region.
import type { ComponentChildren, JSX } from 'preact';
import { type Failure, type Remedy, failureAdvice, failureTitle, remedyFor } from '../core/failure.ts';
import type { Stop } from '../core/model.ts';
import { queueClock } from '../core/queue-clock.ts';
import { clockLeft, clockText } from '../core/state-text.ts';
import { Icon } from './icon.tsx';
import { t, text } from './words.ts';

/** A button that is only a sign; `label` is its name. */
export function IconButton({ label, onClick, busy = false, children }: { label: string; onClick: () => void; busy?: boolean; children: ComponentChildren }): JSX.Element {
  return <button type="button" class="icon" aria-label={label} title={label} aria-disabled={busy} onClick={onClick}>{children}</button>;
}

const barsHeight = 18;

/** Thirty days in one quiet path, today in its own tone. Says nothing to a screen reader: the figures beside it do. */
export function Bars({ values }: { values: readonly number[] }): JSX.Element {
  const most = Math.max(1, ...values);
  const bar = (value: number, index: number): string => {
    const height = Math.max(1, Math.round((value / most) * barsHeight));
    return `M${(30 - values.length + index) * 3} ${barsHeight}v-${height}h2v${height}z`;
  };
  return (
    <svg class="bars" width="74" height={barsHeight} viewBox={`0 0 89 ${barsHeight}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={values.slice(0, -1).map(bar).join('')} />
      <path class="today" d={values.slice(-1).map((value) => bar(value, values.length - 1)).join('')} />
    </svg>
  );
}

/** How much of the 72 hours is gone. `brief`: in a list, without the moment of dropping. */
export function Clock({ stop, now, brief = false }: { stop: Stop; now: number; brief?: boolean }): JSX.Element {
  const { gone, leftMs } = queueClock(stop, now);
  const what = brief && leftMs > 0 ? t('clock_kept') : text(clockText(stop, now));
  return (
    <div class="clock">
      <span class="track"><i style={{ width: `${Math.round(gone * 100)}%` }} /></span>
      <p><span class="quiet">{what}</span>{leftMs > 0 && <span class="num strong">{text(clockLeft(stop, now))}</span>}</p>
    </div>
  );
}

/** The name of the button for a remedy; null where nothing can be done by a button. */
export function remedyWord(remedy: Remedy): string | null {
  return remedy === 'none' ? null : t(`remedy_${remedy}`);
}

/** What went wrong, what to do, and the one button that does it. */
export function FailureBanner({ failure, more, onRemedy }: { failure: Failure; more?: ComponentChildren; onRemedy: (remedy: Remedy) => void }): JSX.Element {
  const remedy = remedyFor(failure);
  const word = remedyWord(remedy);
  return (
    <div class="banner" data-tone="blind">
      <Icon name="blind" />
      <div><p><b>{text(failureTitle(failure))}.</b> {text(failureAdvice(failure))}</p>{more}</div>
      {word !== null && <button type="button" class="first" onClick={() => onRemedy(remedy)}>{word}</button>}
    </div>
  );
}
