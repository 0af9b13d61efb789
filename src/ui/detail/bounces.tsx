// The emails in error: why they came back, grouped; then each with its date, address and message. All of it is hostile text.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { remedyPage } from '../../core/bounce/bounce-advice.ts';
import type { BounceGroup } from '../../core/bounce/bounce-groups.ts';
import type { Bounce } from '../../core/model.ts';
import type { WrongSender } from '../../core/bounce/wrong-sender.ts';
import { day } from '../measures.ts';
import { moment, number, t } from '../words.ts';

export interface Bounces {
  readonly list: readonly Bounce[];
  readonly groups: readonly BounceGroup[];
  /** Domains that mail is sent from although they are not the hosting's. */
  readonly senders: readonly WrongSender[];
}

const cutAt = 160;
const groupsShown = 4;

/** A text from outside, on its own in both directions, cut with a way to see it all. */
export function Said({ text }: { text: string }): JSX.Element {
  const [all, setAll] = useState(false);
  const long = text.length > cutAt;
  return (
    <>
      <bdi class="said">{all || !long ? text : `${text.slice(0, cutAt)}…`}</bdi>
      {long && <button type="button" class="link small" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'popup_showLess' : 'popup_showAll')}</button>}
    </>
  );
}

function Group({ group, most }: { group: BounceGroup; most: number }): JSX.Element {
  const page = remedyPage(group.receiver);
  const [first] = group.texts;
  const [from, to] = [group.days[0], group.days.at(-1)];
  return (
    <li>
      <details class="reason" data-tone="bounce">
        <summary>
          <span class="what"><span>{t(`reason_${group.reason}`)}{group.domain !== null && <bdi class="quiet"> · {group.domain}</bdi>}</span><span class="num">{number(group.count)}</span></span>
          <span class="track" aria-hidden="true"><i style={{ width: `${Math.round((group.count / most) * 100)}%` }} /></span>
        </summary>
        <p>{t(group.advice)}{page !== null && <> <a href={page} target="_blank" rel="noreferrer">{t('advice_page', { who: new URL(page).host })}</a></>}</p>
        {from !== undefined && to !== undefined && <p class="quiet small num">{from.day === to.day ? day(from.day) : t('bounces_between', { from: day(from.day), to: day(to.day) })}</p>}
        {first !== undefined && <p class="quiet small">{first.sureness !== 'sure' && <>{t(`sureness_${first.sureness}`)}. </>}<Said text={first.said} /></p>}
      </details>
    </li>
  );
}

function Entry({ bounce }: { bounce: Bounce }): JSX.Element {
  return (
    <li class="entry">
      <p><bdi class="strong">{bounce.to ?? t('popup_noAddress')}</bdi>{bounce.date !== null && <span class="quiet small num"> {moment(bounce.date)}</span>}</p>
      <p class="small"><Said text={bounce.message ?? t('popup_noMessage')} /></p>
    </li>
  );
}

/** As text to keep or to send to somebody: a line each, columns by tabs, as spreadsheets take it. */
function lines(list: readonly Bounce[]): string {
  const flat = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
  return list.map(({ date, to, message }) => [date === null ? '' : new Date(date).toISOString(), flat(to), flat(message)].join('\t')).join('\n');
}

/** Each with its date, address and reply; found by any word of them. */
function Every({ list, copy }: { list: readonly Bounce[]; copy: (text: string) => Promise<boolean> }): JSX.Element {
  const [search, setSearch] = useState('');
  const [copied, setCopied] = useState(false);
  const words = search.toLowerCase();
  const found = list.filter(({ to, message }) => `${to ?? ''} ${message ?? ''}`.toLowerCase().includes(words));
  return (
    <>
      <p class="seek">
        <input type="search" aria-label={t('bounces_search')} placeholder={t('bounces_search')} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        <button type="button" onClick={() => void copy(lines(found)).then(setCopied)}>{t(copied ? 'test_copied' : 'bounces_copy')}</button>
      </p>
      <ul>{found.map((bounce, index) => <Entry key={index} bounce={bounce} />)}</ul>
      <p role="status" class="quiet small">{found.length === 0 ? t('bounces_none') : ''}</p>
    </>
  );
}

export function BouncesPart({ bounces: { list, groups }, copy }: { bounces: Bounces; copy: (text: string) => Promise<boolean> }): JSX.Element {
  const [every, setEvery] = useState(false);
  const [single, setSingle] = useState(false);
  const most = Math.max(1, ...groups.map((group) => group.count));
  const shown = every ? groups : groups.slice(0, groupsShown);
  return (
    <section>
      <h2>{t('popup_bounces')}<button type="button" class="link" aria-expanded={single} onClick={() => setSingle(!single)}>{single ? t('popup_byReason') : t('popup_each', { n: list.length })}</button></h2>
      {single ? <Every list={list} copy={copy} /> : (
        <>
          <ul>{shown.map((group) => <Group key={`${group.reason} ${group.domain ?? ''}`} group={group} most={most} />)}</ul>
          {groups.length > groupsShown && !every && <button type="button" class="link" onClick={() => setEvery(true)}>{t('popup_moreReasons', { n: groups.length - groupsShown })}</button>}
        </>
      )}
    </section>
  );
}
