// The passphrase, when the keys are locked: given once, never kept by the page.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from './words.ts';

export function Unlock({ unlock }: { unlock: (passphrase: string) => Promise<boolean> }): JSX.Element {
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    void unlock(passphrase).then((opened) => { if (opened) setPassphrase(''); });
  };
  return (
    <form class="row" onSubmit={submit}>
      <label for="passphrase">{t('options_passphrase')}</label>
      <input id="passphrase" type="password" autocomplete="off" value={passphrase} onInput={(event) => setPassphrase(event.currentTarget.value)} />
      <button type="submit" class="first" disabled={passphrase === ''}>{t('options_unlock')}</button>
    </form>
  );
}
