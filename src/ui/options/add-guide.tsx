// Where the keys and tokens come from: the provider's page for each way in, and the rights that are needed there.
import type { ComponentChildren, JSX } from 'preact';
import type { Region } from '../../core/model.ts';
import type { Way } from './add-fields.tsx';
import { t } from '../words.ts';

export type Rights = 'full' | 'read';

/** The provider's pages that give keys. */
export interface KeyPages {
  /** Makes all three keys, with the rights filled in. */
  token(region: Region, rights: Rights): string;
  application(region: Region): string;
  localUsers(region: Region): string;
}

/** Source: the IAM actions that the provider's API schema names for each call. */
const reading = ['webHosting:apiovh:get', 'webHosting:apiovh:email/get', 'webHosting:apiovh:email/volumes/get', 'webHosting:apiovh:email/bounces/get'];
const writing = ['webHosting:apiovh:email/request/create', 'webHosting:apiovh:email/edit'];

function NewTab({ href, children }: { href: string; children: ComponentChildren }): JSX.Element {
  return <a class="away" href={href} target="_blank" rel="noreferrer noopener">{children} <span class="quiet">{t('add_newTab')}</span></a>;
}

function PolicyActions({ rights }: { rights: Rights }): JSX.Element {
  const actions = rights === 'full' ? [...reading, ...writing] : reading;
  return <><p class="strong small">{t('add_actions')}</p><ul class="codes">{actions.map((action) => <li key={action}><code>{action}</code></li>)}</ul></>;
}

interface GuideProps { readonly way: Way; readonly region: Region; readonly rights: Rights; readonly pages: KeyPages }

export function Guide({ way, region, rights, pages }: GuideProps): JSX.Element {
  switch (way) {
    case 'keys': return <div class="guide"><NewTab href={pages.token(region, rights)}>{t('add_page_keys')}</NewTab><p class="quiet">{t('add_guide_keys')}</p></div>;
    case 'ask': return <div class="guide"><NewTab href={pages.application(region)}>{t('add_page_ask')}</NewTab><p class="quiet">{t('add_guide_ask')}</p></div>;
    case 'token': return <div class="guide"><NewTab href={pages.localUsers(region)}>{t('add_page_token')}</NewTab><p class="quiet">{t('add_guide_token')}</p><PolicyActions rights={rights} /></div>;
    case 'oauth2': return <div class="guide"><p class="quiet">{t('add_guide_oauth2')}</p><PolicyActions rights={rights} /></div>;
  }
}
