// The accounts through which Sluice sees: who, where, since when it was last seen, what is wrong, and a way to forget it.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { endsSoon } from '../../core/account-end.ts';
import { type Remedy, failureAdvice, failureTitle, remedyFor } from '../../core/failure.ts';
import { type Account, type AccountId, type Region, regions } from '../../core/model.ts';
import { Icon } from '../icon.tsx';
import { remedyWord } from '../parts.tsx';
import { moment, t, text } from '../words.ts';

export interface AccountCalls {
  logIn(region: Region): void;
  checkNow(): void;
  grant(): void;
  unlock(): void;
  rename(account: AccountId, name: string): Promise<boolean>;
  forget(account: Account): void;
}

/** What can be done about an account from this page: the other remedies are on it already. */
function remedied(remedy: Remedy, region: Region, calls: AccountCalls): (() => void) | null {
  switch (remedy) {
    case 'logIn': case 'openPanel': return () => calls.logIn(region);
    case 'tryAgain': return calls.checkNow;
    case 'grant': return calls.grant;
    case 'unlock': return calls.unlock;
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

/** What an account is called where nobody gave it a name and the provider did not say whose it is. */
const nameOf = (account: Account): string => account.name || account.nichandle || t('account_nameless');

function Rename({ account, calls, close }: { account: Account; calls: AccountCalls; close: () => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = async (): Promise<void> => { if (await calls.rename(account.id, field.current?.value ?? '')) close(); };
  return (
    <form class="row rename" onSubmit={(event) => { event.preventDefault(); void save(); }} onKeyDown={(event) => { if (event.key === 'Escape') close(); }}>
      <input ref={field} type="text" autocomplete="off" maxLength={80} defaultValue={account.name} aria-label={t('account_nameOf', { name: nameOf(account) })} />
      <button type="submit" class="first">{t('account_save')}</button><button type="button" onClick={close}>{t('popup_cancel')}</button>
    </form>
  );
}

/** What an account may do, and when it ends: quiet while there is nothing to do about it. */
function Rights({ account, now }: { account: Account; now: number }): JSX.Element {
  const { rights, endsAt, failure } = account;
  const soon = endsSoon(endsAt, now);
  return (
    <>
      {rights === 'read' && <p class="small">{t('account_readWhy')}</p>}
      {soon && endsAt !== null && failure === null && <p class="failing" data-tone="bounce">{t(endsAt > now ? 'account_endSoon' : 'account_ended', { at: moment(endsAt) })}</p>}
    </>
  );
}

function Facts({ account, now }: { account: Account; now: number }): JSX.Element {
  const { sweptAt, rights, endsAt, kind } = account;
  return (
    <p class="quiet small num">
      {sweptAt === null ? t('options_neverSeen') : t('options_seen', { at: { at: sweptAt } })}
      {rights !== null && kind !== 'session' && <> · {t(rights === 'read' ? 'options_readOnly' : 'account_write')}</>}
      {endsAt !== null && endsAt > now && <> · {t('options_ends', { at: moment(endsAt) })}</>}
    </p>
  );
}

function OneAccount({ account, now, calls }: { account: Account; now: number; calls: AccountCalls }): JSX.Element {
  const [renaming, setRenaming] = useState(false);
  const renamer = useRef<HTMLButtonElement>(null);
  const { failure, kind, region } = account;
  const name = nameOf(account);
  const close = (): void => { setRenaming(false); renamer.current?.focus(); };
  return (
    <li class="account" data-tone={failure === null ? 'ok' : 'blind'}>
      <Icon name={failure === null ? 'ok' : 'blind'} size={20} class="tone" />
      <div>
        <p><bdi class="strong">{name}</bdi> <span class="quiet">· {t(`options_kind_${kind}`)} · {t(`options_region_${region}`)}</span></p>
        <Facts account={account} now={now} />
        <Rights account={account} now={now} />
        <Trouble account={account} calls={calls} />
        {renaming && <Rename account={account} calls={calls} close={close} />}
      </div>
      <p class="ends">
        <button type="button" ref={renamer} aria-label={t('account_renameOf', { name })} aria-expanded={renaming} onClick={() => setRenaming(!renaming)}>{t('account_rename')}</button>
        <button type="button" aria-label={`${t('options_forget')} ${name}`} onClick={() => calls.forget(account)}>{t('options_forget')}</button>
      </p>
    </li>
  );
}

export function Accounts({ accounts, now, calls }: { accounts: readonly Account[]; now: number; calls: AccountCalls }): JSX.Element {
  if (accounts.length > 0) return <ul>{accounts.map((account) => <OneAccount key={account.id} account={account} now={now} calls={calls} />)}</ul>;
  return (
    <>
      <p>{t('options_noAccount')}</p>
      <div class="acts">{regions.map((region) => <button key={region} type="button" onClick={() => calls.logIn(region)}>{t(`popup_logIn_${region}`)}</button>)}</div>
    </>
  );
}
