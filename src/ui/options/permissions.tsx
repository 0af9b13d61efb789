// What Sluice asks of the browser, why, and a button for what the user has taken back.
import type { JSX } from 'preact';
import type { HostAccess } from '../door.ts';
import { Icon } from '../icon.tsx';
import { Sign } from '../sign.tsx';
import { t } from '../words.ts';

const asked = ['storage', 'alarms', 'notifications', 'idle', 'contextMenus'] as const;

const hostOf = (origin: string): string => origin.replace(/^https:\/\//, '').replace(/\/\*$/, '');
const isApi = (origin: string): boolean => /^https:\/\/([a-z]+\.)?api\./.test(origin);

function Host({ host }: { host: HostAccess }): JSX.Element {
  return (
    <li data-tone={host.granted ? 'ok' : 'spam'}>
      {host.granted ? <Sign name="tick" size={16} class="tone" /> : <Icon name="blind" size={16} class="tone" />}
      <span><b>{hostOf(host.origin)}</b>{!host.granted && <span class="tone"> · {t('options_withheld')}</span>}<br /><span class="quiet">{t(isApi(host.origin) ? 'options_why_api' : 'options_why_panel')}</span></span>
    </li>
  );
}

export function Permissions({ hosts, onGrant }: { hosts: readonly HostAccess[]; onGrant: (origins: readonly string[]) => void }): JSX.Element {
  const withheld = hosts.filter((host) => !host.granted).map((host) => host.origin);
  return (
    <>
      {withheld.length > 0 && (
        <div class="banner" data-tone="spam"><Icon name="blind" /><div><p>{t('options_withheldWhy', { n: withheld.length })}</p></div>
          <button type="button" class="first" onClick={() => onGrant(withheld)}>{t('options_grant')}</button></div>
      )}
      <ul class="permissions">
        {asked.map((name) => <li key={name} data-tone="ok"><Sign name="tick" size={16} class="tone" /><span><b>{t(`options_may_${name}`)}</b><br /><span class="quiet">{t(`options_why_${name}`)}</span></span></li>)}
        {hosts.map((host) => <Host key={host.origin} host={host} />)}
      </ul>
    </>
  );
}
