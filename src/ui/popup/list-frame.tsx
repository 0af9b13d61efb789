// What stands above and below the list: the name, how many need somebody, checking now, and how long ago Sluice looked.
import type { JSX } from 'preact';
import type { Head } from '../../core/model.ts';
import { Icon } from '../icon.tsx';
import { IconButton } from '../parts.tsx';
import { t } from '../words.ts';

function headline(head: Head): string | null {
  const blind = head.accounts.length > 0 && head.accounts.every((account) => account.failure !== null);
  if (blind || (head.accounts.length === 0 && head.probeFailure !== null)) return t('popup_blind');
  return head.needs > 0 ? t('popup_needs', { n: head.needs }) : null;
}

export function ListHeader({ head, calls }: { head: Head; calls: { check(): void; options(): void } }): JSX.Element {
  const more = headline(head);
  return (
    <header class="top">
      <Icon name="ok" size={20} />
      <h1>{t('popup_name')}{more !== null && <span class="quiet"> · {more}</span>}</h1>
      <IconButton label={t('popup_check')} onClick={calls.check} busy={head.sweepingSince !== null}><Icon name="again" /></IconButton>
      <IconButton label={t('popup_options')} onClick={calls.options}><Icon name="options" /></IconButton>
    </header>
  );
}

/** The oldest look among the accounts that Sluice sees through: never younger than anything that is shown. */
function lookedAt(head: Head): number | null {
  const looks = head.accounts.filter((account) => account.failure === null).map((account) => account.sweptAt);
  const known = looks.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function looked(head: Head, now: number): string {
  const at = lookedAt(head);
  if (head.sweepingSince !== null) return head.sweepDone > 0 && head.total > 50 ? t('popup_checkingSome', { done: head.sweepDone, total: head.total }) : t('popup_checking');
  const last = at ?? head.probedAt;
  if (last === null) return t('popup_neverChecked');
  return now - last < 5_000 ? t('chip_checkedNow') : t('popup_checked', { ago: { ms: now - last } });
}

export function ListNote({ head, now, dashboard }: { head: Head; now: number; dashboard: () => void }): JSX.Element {
  return <footer class="foot"><span class="grow">{looked(head, now)}{head.accounts.length > 1 && <> · {t('popup_accounts', { n: head.accounts.length })}</>}</span><button type="button" class="link" onClick={dashboard}>{t('popup_dashboard')}</button></footer>;
}
