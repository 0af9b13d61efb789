// The question before an account is forgotten.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/model.ts';
import { Sheet } from '../sheet.tsx';
import { t } from '../words.ts';

interface ForgetProps { readonly account: Account; readonly opener: Element | null; readonly forget: () => Promise<boolean>; readonly close: () => void }

export function Forget({ account, opener, forget, close }: ForgetProps): JSX.Element {
  const [sent, setSent] = useState(false);
  const once = useRef(false);
  const act = async (): Promise<void> => {
    // Three quick clicks come before the button is drawn disabled.
    if (once.current) return;
    once.current = true;
    setSent(true);
    await forget();
    close();
  };
  return (
    <Sheet title={t('options_forgetTitle', { name: account.name || account.nichandle || t('account_nameless') })} danger opener={opener} onCancel={close}
      act={<button type="button" class="danger" disabled={sent} onClick={() => void act()}>{t('options_forgetDo')}</button>}>
      <p class="consequences">{t(account.kind === 'session' ? 'options_forgetSession' : 'options_forgetKey')}</p>
      {account.kind === 'keys' && account.failure?.kind === 'locked' && <p class="refusal">{t('account_forgetLocked')}</p>}
    </Sheet>
  );
}
