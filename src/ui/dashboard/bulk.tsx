// One question for many hostings: what will happen to whom and who is left out; then how far it has come, hosting by hosting.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isAddress } from '../../core/address.ts';
import { type BulkKind, type BulkPlan, type BulkProgress, bulkPlan } from '../../core/table/bulk.ts';
import { consequences } from '../../core/consequences.ts';
import type { Account } from '../../core/model.ts';
import type { TableRow } from '../../core/table/table.ts';
import { runBulk } from './bulk-run.ts';
import type { Send } from '../door.ts';
import { Icon } from '../icon.tsx';
import { Sheet } from '../sheet.tsx';
import { stateOf } from '../popup/row-words.ts';
import { t, text } from '../words.ts';

interface BulkProps {
  readonly kind: BulkKind;
  readonly rows: readonly TableRow[];
  readonly accounts: readonly Account[];
  readonly opener: Element | null;
  readonly send: Send;
  readonly close: () => void;
}

function Names({ plan }: { plan: BulkPlan }): JSX.Element {
  return (
    <div class="names" tabIndex={0} role="group" aria-label={t('bulk_who')}>
      <ul>{plan.takes.map((row) => <li key={row.id}><bdi>{row.name}</bdi> <span class="quiet small">{text(stateOf(row))}</span></li>)}</ul>
      {plan.leaves.length > 0 && (
        <>
          <p class="strong">{t('bulk_leaves', { n: plan.leaves.length })}</p>
          <ul>{plan.leaves.map(({ row, why }) => <li key={row.id}><bdi>{row.name}</bdi> <span class="quiet small">{t(`bulk_why_${why}`)}</span></li>)}</ul>
        </>
      )}
    </div>
  );
}

/** What follows, once for each state that is among them. */
function What({ kind, plan }: { kind: BulkKind; plan: BulkPlan }): JSX.Element {
  const keys = [...new Set(plan.takes.flatMap((row) => consequences(kind, row.state).map(({ key }) => key)))];
  return <ul class="consequences">{keys.map((key) => <li key={key}><Icon name="ok" size={16} /><span>{t(key)}</span></li>)}</ul>;
}

function Progress({ plan, progress }: { plan: BulkPlan; progress: BulkProgress }): JSX.Element {
  const { results, done, of } = progress;
  return (
    <>
      <p role="status">{t('bulk_progress', { done, of })}</p>
      <progress max={of} value={done} aria-label={t('bulk_progress', { done, of })} />
      <ul class="names" tabIndex={0} aria-label={t('bulk_who')}>{plan.takes.map((row) => { const result = results.get(row.id) ?? 'waiting'; return <li key={row.id} class={result}><bdi>{row.name}</bdi> <span class="small">{t(`bulk_${result}`)}</span></li>; })}</ul>
    </>
  );
}

export function Bulk({ kind, rows, accounts, opener, send, close }: BulkProps): JSX.Element {
  // Who it is about is what was shown with the question, however the list changes below it.
  const plan = useMemo(() => bulkPlan(kind, rows, accounts), []);
  const ends = useMemo(() => new AbortController(), []);
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const [address, setAddress] = useState('');
  const [bad, setBad] = useState(false);
  const once = useRef(false);
  useEffect(() => () => ends.abort(), []);
  const start = (event: Event): void => {
    event.preventDefault();
    const wrong = kind === 'recipient' && !isAddress(address);
    setBad(wrong);
    if (wrong || once.current || plan.takes.length === 0) return;
    once.current = true;
    const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
    void runBulk(send, { kind, plan, recipient: kind === 'recipient' ? address.trim() : null }, setProgress, ends.signal, wait);
  };
  const ended = progress !== null && progress.done === progress.of;
  const cancel = (): void => {
    if (progress === null || ended) close();
    else ends.abort();
  };
  const act = progress !== null ? null : <button type="submit" form="bulk" class="first" disabled={plan.takes.length === 0}>{t(`action_${kind}`)}</button>;
  return (
    <Sheet title={t(`bulk_ask_${kind}`, { n: plan.takes.length })} danger={false} opener={opener} onCancel={cancel} cancel={progress === null ? t('popup_cancel') : ended ? t('bulk_close') : t('bulk_cancelRest')} act={act}>
      {progress !== null ? <Progress plan={plan} progress={progress} /> : (
        <form id="bulk" noValidate onSubmit={start}>
          <What kind={kind} plan={plan} />
          {kind === 'recipient' && (
            <div class="field">
              <label for="bulk-recipient">{t('recipientField')}</label>
              <input id="bulk-recipient" type="email" autocomplete="email" spellcheck={false} value={address} aria-invalid={bad} onInput={(event) => { setAddress(event.currentTarget.value); setBad(false); }} />
              {bad && <p class="refusal" role="alert">{t('refusal_badAddress')}</p>}
            </div>
          )}
          <Names plan={plan} />
          <p class="quiet small">{t('bulk_fresh')}</p>
        </form>
      )}
    </Sheet>
  );
}
