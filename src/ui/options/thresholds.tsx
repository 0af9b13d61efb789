// From when figures stand out: percentages of the user's own.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Settings, Thresholds as Marks } from '../../core/settings.ts';
import { t } from '../words.ts';

interface ThresholdsProps { readonly settings: Settings; readonly change: (changes: Partial<Settings>) => void }

const bounds = { quota: [50, 100], errors: [1, 100] } as const satisfies Record<keyof Marks, readonly [number, number]>;

export function Thresholds({ settings: { thresholds }, change }: ThresholdsProps): JSX.Element {
  const [bad, setBad] = useState<keyof Marks | null>(null);
  const given = (name: keyof Marks, text: string): void => {
    const [least, most] = bounds[name];
    const value = Number(text);
    const good = text !== '' && value >= least && value <= most;
    setBad(good ? null : name);
    if (good) change({ thresholds: { ...thresholds, [name]: value / 100 } });
  };
  const field = (name: keyof Marks): JSX.Element => {
    const [least, most] = bounds[name];
    return (
      <p class="row">
        <label for={`threshold-${name}`}>{t(`threshold_${name}`)}</label>
        <input id={`threshold-${name}`} type="number" min={least} max={most} step={1} value={Math.round(thresholds[name] * 100)} aria-invalid={bad === name} onChange={(event) => given(name, event.currentTarget.value)} />
        {bad === name && <span role="alert" class="wrong">{t('threshold_bad', { least, most })}</span>}
      </p>
    );
  };
  return <div class="thresholds">{field('quota')}{field('errors')}</div>;
}
