// The passphrase over the keys: whether one is set and given; set, changed, removed, locked and unlocked. No passphrase is kept by the view.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Answer, type Refused, refusalSay } from '../answer.ts';
import type { Send } from '../door.ts';
import { t, text } from '../words.ts';

type VaultState = 'open' | 'locked' | 'unlocked';
const shortest = 8;

interface SecretFieldProps { readonly id: string; readonly label: string; readonly wrong: string | null }

function SecretField({ id, label, wrong }: SecretFieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} name={id} type="password" autocomplete="off" aria-invalid={wrong !== null} {...(wrong === null ? {} : { 'aria-describedby': `${id}-wrong` })} />
      {wrong !== null && <p id={`${id}-wrong`} class="refusal" role="alert">{wrong}</p>}
    </div>
  );
}

/** The values of the form's password fields, in order; the fields are empty then. */
function taken(form: HTMLFormElement): readonly string[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=password]')].map((field) => {
    const { value } = field;
    field.value = '';
    return value;
  });
}

interface SubmitProps { readonly onSubmit: (form: HTMLFormElement) => void; readonly act: string; readonly cancel?: () => void; readonly children: JSX.Element | readonly JSX.Element[]; readonly busy: boolean }

function SecretForm({ onSubmit, act, cancel, children, busy }: SubmitProps): JSX.Element {
  return (
    <form autocomplete="off" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSubmit(event.currentTarget); }}>
      {children}
      <div class="acts"><button type="submit" class="first" aria-disabled={busy}>{act}</button>{cancel !== undefined && <button type="button" onClick={cancel}>{t('popup_cancel')}</button>}</div>
    </form>
  );
}

interface NewProps { readonly busy: boolean; readonly set: (passphrase: string) => void; readonly cancel: () => void }

/** Given twice: what was mistyped once could never be given again. */
function NewPassphrase({ busy, set, cancel }: NewProps): JSX.Element {
  const [wrong, setWrong] = useState<'short' | 'differ' | null>(null);
  useEffect(() => document.getElementById('vault-new')?.focus(), [wrong]);
  const submit = (form: HTMLFormElement): void => {
    const [first = '', second = ''] = taken(form);
    const found = first.length < shortest ? 'short' : first === second ? null : 'differ';
    setWrong(found);
    if (found === null) set(first);
  };
  return (
    <SecretForm onSubmit={submit} act={t('vault_set')} cancel={cancel} busy={busy}>
      <SecretField id="vault-new" label={t('vault_new')} wrong={wrong === 'short' ? t('vault_short') : null} />
      <SecretField id="vault-again" label={t('vault_again')} wrong={wrong === 'differ' ? t('vault_differ') : null} />
    </SecretForm>
  );
}

function Unlock({ busy, wrong, unlock }: { busy: boolean; wrong: string | null; unlock: (passphrase: string) => void }): JSX.Element {
  return (
    <>
      <SecretForm onSubmit={(form) => unlock(taken(form)[0] ?? '')} act={t('vault_unlock')} busy={busy}><SecretField id="vault-given" label={t('vault_given')} wrong={wrong} /></SecretForm>
      <p class="quiet">{t('vault_forgotten')}</p>
    </>
  );
}

/** What is known of the vault, and the commands about it. `locked`: an account said so, `answered`: commands of this page: either may have changed it. */
function useVault(send: Send, say: (words: string) => void, locked: boolean, answered: number) {
  const [state, setState] = useState<VaultState | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const look = async (): Promise<void> => {
    const answer = await send('vault', {});
    if (answer.ok) setState(answer.value);
    else setRefused(answer.refusal);
  };
  useEffect(() => void look(), [locked, answered]);
  const told = async (command: () => Promise<Answer<null>>, good: string): Promise<boolean> => {
    // Not the state: three clicks may come before the next drawing.
    if (sending.current) return false;
    sending.current = true;
    setBusy(true);
    setRefused(null);
    const answer = await command();
    sending.current = false;
    setBusy(false);
    await look();
    if (answer.ok) say(good);
    else setRefused(answer.refusal);
    return answer.ok;
  };
  return {
    state: state ?? (locked ? 'locked' : null), refused, busy,
    set: (passphrase: string) => told(() => send('setPassphrase', { passphrase }), t('vault_isSet')),
    remove: () => told(() => send('setPassphrase', { passphrase: null }), t('vault_isRemoved')),
    lock: () => told(() => send('lock', {}), t('vault_isLocked')),
    unlock: (passphrase: string) => told(() => send('unlock', { passphrase }), t('vault_isUnlocked')),
  };
}

interface PassphraseProps { readonly send: Send; readonly say: (words: string) => void; readonly locked: boolean; readonly answered: number }

export function Passphrase({ send, say, locked, answered }: PassphraseProps): JSX.Element {
  const { state, refused, busy, set, remove, lock, unlock } = useVault(send, say, locked, answered);
  const [setting, setSetting] = useState(false);
  const heading = useRef<HTMLParagraphElement>(null);
  const end = (good: boolean): void => {
    if (!good) return;
    setSetting(false);
    heading.current?.focus();
  };
  const refusal = refused === null ? null : text(refusalSay(refused).title);
  return (
    <>
      <p ref={heading} tabIndex={-1}><b>{t(state === null ? 'vault_asking' : `vault_${state}`)}</b> {state !== null && <span class="quiet">{t(`vault_${state}Why`)}</span>}</p>
      {state === 'locked' && <Unlock busy={busy} wrong={refusal} unlock={(passphrase) => void unlock(passphrase).then(end)} />}
      {state !== 'locked' && refusal !== null && <p class="refusal" role="alert">{refusal}</p>}
      {(state === 'open' || state === 'unlocked') && setting && <NewPassphrase busy={busy} set={(passphrase) => void set(passphrase).then(end)} cancel={() => setSetting(false)} />}
      {state === 'open' && !setting && <div class="acts"><button type="button" onClick={() => setSetting(true)}>{t('vault_setOpen')}</button></div>}
      {state === 'unlocked' && !setting && (
        <div class="acts">
          <button type="button" aria-disabled={busy} onClick={() => void lock().then(end)}>{t('vault_lock')}</button>
          <button type="button" onClick={() => setSetting(true)}>{t('vault_change')}</button>
          <button type="button" aria-disabled={busy} onClick={() => void remove().then(end)}>{t('vault_remove')}</button>
        </div>
      )}
    </>
  );
}
