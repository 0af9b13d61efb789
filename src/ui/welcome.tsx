// The first page: what Sluice does, through which account it sees, what it will ask for. It asks for nothing.
import type { ComponentChildren, JSX } from 'preact';
import type { PopupDoor } from './door.ts';
import { Icon } from './icon.tsx';
import { remedied } from './remedied.ts';
import { t } from './words.ts';

function Step({ number, title, children }: { number: number; title: string; children: ComponentChildren }): JSX.Element {
  return <section aria-labelledby={`step-${number}`}><h2 id={`step-${number}`}><span class="num quiet">{number}. </span>{title}</h2>{children}</section>;
}

function Found({ door }: { door: PopupDoor }): JSX.Element {
  const { accounts, total, probedAt } = door.head.value;
  const names = accounts.filter((account) => account.failure === null).map((account) => account.name).join(', ');
  if (names !== '') return <p role="status">{t('welcome_found', { n: total, names })}</p>;
  if (probedAt === null) return <p role="status">{t('welcome_looking')}</p>;
  return (
    <>
      <p role="status">{t('welcome_none')}</p>
      <p class="acts">{(['eu', 'ca'] as const).map((region) => <button key={region} type="button" class={region === 'eu' ? 'first' : ''} onClick={() => void remedied(door, 'logIn', region, null)}>{t(`popup_logIn_${region}`)}</button>)}</p>
    </>
  );
}

export function Welcome({ door }: { door: PopupDoor }): JSX.Element {
  const sees = door.head.value.total > 0;
  return (
    <div class="page">
      <header><Icon name="ok" size={26} /><h1>{t('welcome_title')}</h1></header>
      <main>
        <Step number={1} title={t('welcome_what')}><p>{t('welcome_whatText')}</p></Step>
        <Step number={2} title={t('welcome_sees')}><Found door={door} /><p class="quiet">{t('welcome_keys')} <button type="button" class="link" onClick={door.openOptions}>{t('popup_options')}</button></p></Step>
        <Step number={3} title={t('welcome_asks')}><p>{t('welcome_asksText')}</p><p class="quiet">{t('welcome_pin')}</p></Step>
        {sees && <p class="acts"><button type="button" class="first" onClick={() => void door.send('openDashboard', { hosting: null, ask: null })}>{t('welcome_go')}</button></p>}
      </main>
    </div>
  );
}
