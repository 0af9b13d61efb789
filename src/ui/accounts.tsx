// The accounts through which Sluice sees: who, where, since when it was last seen, what is wrong, and a way to forget it.
import type { JSX } from 'preact';
import { type Remedy, failureAdvice, failureTitle, remedyFor } from '../core/failure.ts';
import { type Account, type Region, regions } from '../core/model.ts';
import { Icon } from './icon.tsx';
import { remedyWord } from './parts.tsx';
import { moment, t, text } from './words.ts';

export interface AccountCalls {
  logIn(region: Region): void;
  checkNow(): void;
  grant(): void;
  forget(account: Account): void;
}

/** What can be done about an account from this page: the other remedies are on it already. */
function remedied(remedy: Remedy, region: Region, calls: AccountCalls): (() => void) | null {
  switch (remedy) {
    case 'logIn': case 'openPanel': return () => calls.logIn(region);
    case 'tryAgain': return calls.checkNow;
    case 'grant': return calls.grant;
    default: return null;
  }
}

function Trouble({ account, calls }: { account: Account; calls: AccountCalls }): JSX.Element | null {
  const { failure, region } = account;
  if (failure === null) return null;
  const remedy = remedyFor(failure);
  const act = remedied(remedy, region, calls);
  return <p class="failing"><b>{text(failureTitle(failure))}.</b> {text(failureAdvice(failure))}{act !== null && <> <button type="button" onClick={act}>{remedyWord(remedy)}</button></>}</p>;
}

function OneAccount({ account, calls }: { account: Account; calls: AccountCalls }): JSX.Element {
  const { failure, name, kind, region, sweptAt, endsAt, rights } = account;
  return (
    <li class="account" data-tone={failure === null ? 'ok' : 'blind'}>
      <Icon name={failure === null ? 'ok' : 'blind'} size={20} class="tone" />
      <div>
        <p><bdi class="strong">{name}</bdi> <span class="quiet">· {t(`options_kind_${kind}`)} · {t(`options_region_${region}`)}</span></p>
        <p class="quiet small num">
          {sweptAt === null ? t('options_neverSeen') : t('options_seen', { at: { at: sweptAt } })}
          {rights === 'read' && <> · {t('options_readOnly')}</>}{endsAt !== null && <> · {t('options_ends', { at: moment(endsAt) })}</>}
        </p>
        <Trouble account={account} calls={calls} />
      </div>
      <button type="button" aria-label={`${t('options_forget')} ${name}`} onClick={() => calls.forget(account)}>{t('options_forget')}</button>
    </li>
  );
}

export function Accounts({ accounts, calls }: { accounts: readonly Account[]; calls: AccountCalls }): JSX.Element {
  if (accounts.length > 0) return <ul>{accounts.map((account) => <OneAccount key={account.id} account={account} calls={calls} />)}</ul>;
  return (
    <>
      <p>{t('options_noAccount')}</p>
      <div class="acts">{regions.map((region) => <button key={region} type="button" onClick={() => calls.logIn(region)}>{t(`popup_logIn_${region}`)}</button>)}</div>
    </>
  );
}
