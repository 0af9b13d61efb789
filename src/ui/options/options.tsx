// The options page's root: accounts, watching, notices, permissions, a report for support, about.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Account, AccountId } from '../../core/model.ts';
import type { Settings } from '../../core/settings.ts';
import { Accounts, type AccountCalls } from './accounts.tsx';
import { AddAccount } from './add-account.tsx';
import { type Refused, refusalSay } from '../answer.ts';
import type { OptionsDoor } from '../door.ts';
import { Data, Erase } from './data.tsx';
import { Forget } from './forget.tsx';
import { Icon } from '../icon.tsx';
import { LiveRegion } from '../live-region.tsx';
import { Passphrase } from './passphrase.tsx';
import { Permissions } from './permissions.tsx';
import { QuietHoursChoice } from './quiet-hours.tsx';
import { Report } from './report.tsx';
import { reportOf } from './report-text.ts';
import { Thresholds } from './thresholds.tsx';
import { number, t, text } from '../words.ts';

const intervals = [1, 2, 5, 10, 15, 30, 60];
const noticeKinds = ['stopped', 'recovered', 'queue', 'blind', 'action', 'errors', 'volume', 'quota', 'silence'] as const satisfies readonly (keyof Settings['notify'])[];

export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }): JSX.Element {
  return <section id={id} aria-labelledby={`${id}-title`}><h2 id={`${id}-title`}>{title}</h2>{children}</section>;
}

interface ChoiceProps { readonly settings: Settings; readonly change: (changes: Partial<Settings>) => void }

function Watching({ settings, change }: ChoiceProps): JSX.Element {
  const all = [...new Set([...intervals, settings.intervalMinutes])].sort((one, other) => one - other);
  return (
    <p class="row">
      <label for="interval">{t('options_interval')}</label>
      <select id="interval" value={String(settings.intervalMinutes)} onChange={(event) => change({ intervalMinutes: Number(event.currentTarget.value) })}>
        {all.map((minutes) => <option key={minutes} value={String(minutes)}>{t('options_minutes', { n: minutes })}</option>)}
      </select>
    </p>
  );
}

function Notices({ settings, change }: ChoiceProps): JSX.Element {
  return (
    <fieldset>
      <legend class="quiet">{t('options_noticesWhy')}</legend>
      {noticeKinds.map((kind) => (
        <label key={kind} class="check">
          <input type="checkbox" checked={settings.notify[kind]} onChange={(event) => change({ notify: { ...settings.notify, [kind]: event.currentTarget.checked } })} />
          <span>{t(`options_notice_${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What was refused, said once, until the next command. */
function useCommands(door: OptionsDoor) {
  const [refused, setRefused] = useState<Refused | null>(null);
  const [said, setSaid] = useState('');
  const [answered, setAnswered] = useState(0);
  const told = (answer: { ok: true } | { ok: false; refusal: Refused }, good: string): boolean => {
    setRefused(answer.ok ? null : answer.refusal);
    setSaid(answer.ok ? good : '');
    setAnswered((count) => count + 1);
    return answer.ok;
  };
  const change = async (changes: Partial<Settings>): Promise<void> => void told(await door.send('changeSettings', { changes: { ...changes } }), t('options_saved'));
  const erase = async (): Promise<void> => void told(await door.send('erase', {}), t('data_erased'));
  const forget = async (account: AccountId): Promise<boolean> => told(await door.send('forget', { account }), t('options_forgotten'));
  const openPanel = async (region: Account['region']): Promise<void> => void told(await door.send('openPanel', { region, hosting: null }), '');
  const checkNow = async (): Promise<void> => void told(await door.send('checkNow', {}), '');
  const rename = async (account: AccountId, name: string): Promise<boolean> => told(await door.send('renameAccount', { account, name }), t('account_renamed'));
  return { refused, said, change, erase, forget, openPanel, checkNow, rename, say: setSaid, answered };
}

export function Options({ door }: { door: OptionsDoor }): JSX.Element {
  const [leaving, setLeaving] = useState<{ account: Account; opener: Element | null } | null>(null);
  const [erasing, setErasing] = useState<{ opener: Element | null } | null>(null);
  const { refused, said, change, erase, forget, openPanel, checkNow, rename, say, answered } = useCommands(door);
  const head = door.head.value;
  const settings = door.settings.value;
  const hosts = door.hosts.value;
  const [openedAt] = useState(door.now.value);
  const grantAll = (): void => door.grant(hosts.filter((host) => !host.granted).map((host) => host.origin));
  const calls: AccountCalls = {
    logIn: (region) => void openPanel(region), checkNow: () => void checkNow(),
    rename, unlock: () => document.getElementById('vault-given')?.focus(), grant: grantAll,
    forget: (account) => setLeaving({ account, opener: document.activeElement }),
  };
  return (
    <>
      <div class="page" inert={leaving !== null || erasing !== null}>
        <header><Icon name="ok" size={26} /><h1>{t('options_title')}</h1></header>
        <main>
          {refused !== null && <p class="banner" data-tone="spam" role="alert">{text(refusalSay(refused).title)}</p>}
          <Part id="accounts" title={t('options_accounts')}>
            <Accounts accounts={head.accounts} now={door.now.value} calls={calls} />
            <AddAccount send={door.send} pages={door.pages} asking={door.asking.value} openedAt={openedAt} say={say} grant={grantAll} />
          </Part>
          <Part id="passphrase" title={t('vault_title')}><Passphrase send={door.send} say={say} answered={answered} locked={head.accounts.some((account) => account.failure?.kind === 'locked')} /></Part>
          <Part id="watching" title={t('options_watching')}><Watching settings={settings} change={(changes) => void change(changes)} /></Part>
          <Part id="notices" title={t('options_notices')}><Notices settings={settings} change={(changes) => void change(changes)} /><Thresholds settings={settings} change={(changes) => void change(changes)} /><QuietHoursChoice settings={settings} change={(changes) => void change(changes)} /></Part>
          <Part id="data" title={t('data_title')}><Data settings={settings} change={(changes) => void change(changes)} save={door.save} erase={(opener) => setErasing({ opener })} /></Part>
          <Part id="permissions" title={t('options_permissions')}><Permissions hosts={hosts} onGrant={door.grant} /></Part>
          <Part id="diagnosis" title={t('options_diagnosis')}><Report text={reportOf(head, settings, hosts, door.about, door.now.value)} copy={door.copy} /></Part>
          <Part id="about" title={t('options_about')}><p>{t('options_aboutText')}</p><p class="quiet num">{t('options_version', { version: door.about.version, browser: door.about.browser, total: number(head.total) })}</p></Part>
        </main>
      </div>
      <LiveRegion says={said} />
      {erasing !== null && <Erase opener={erasing.opener} erase={erase} close={() => setErasing(null)} />}
      {leaving !== null && <Forget account={leaving.account} opener={leaving.opener} forget={() => forget(leaving.account.id)} close={() => setLeaving(null)} />}
    </>
  );
}
