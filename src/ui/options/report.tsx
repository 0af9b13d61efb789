// The report for support, to look at and to copy.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../words.ts';

export function Report({ text, copy }: { text: string; copy: (text: string) => Promise<boolean> }): JSX.Element {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <p class="quiet">{t('options_diagnosisWhy')}</p>
      <pre tabIndex={0} aria-label={t('options_diagnosis')}>{text}</pre>
      <p class="acts"><button type="button" onClick={() => void copy(text).then(setCopied)}>{t('options_copy')}</button>
        <span role="status" class="quiet">{copied === null ? '' : t(copied ? 'options_copied' : 'options_notCopied')}</span></p>
    </>
  );
}
