// The popup's first screen: what needs somebody, what is being done, and one quiet line for each hosting that sends.
import { Fragment, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Remedy } from '../../core/failure.ts';
import { rowKind, standing, type Standing } from '../../core/head.ts';
import type { Account, Head, HostingId, Row } from '../../core/model.ts';
import { afterPaint } from '../after-paint.ts';
import { Icon } from '../icon.tsx';
import { ListHeader, ListNote } from './list-frame.tsx';
import { Bars, Clock, FailureBanner, remedyWord } from '../parts.tsx';
import { nextOf, rowSays, rowTone, stateOf, type Next } from './row-words.ts';
import { number, t, text } from '../words.ts';

/** What the list can ask for. */
export interface ListCalls {
  open(hosting: HostingId, ask: Extract<Next, { do: 'ask' }>['kind'] | null): void;
  remedy(remedy: Remedy, region: Account['region'], hosting: HostingId | null): void;
  check(): void;
  options(): void;
  dashboard(): void;
}

interface ListProps { readonly head: Head; readonly now: number; readonly calls: ListCalls }
type Nothing = (props: Pick<ListProps, 'head' | 'calls'>) => JSX.Element | null;
interface RowProps { readonly row: Row; readonly now: number; readonly calls: ListCalls }

const lineId = (id: HostingId): string => `line-${id}`;

/** Puts the focus back on the line that was left. */
export function focusLine(id: HostingId): void {
  document.getElementById(lineId(id))?.focus();
}

const regionOf = (id: HostingId): Account['region'] => (id.startsWith('ca/') ? 'ca' : 'eu');

function nextWord(next: Next): string {
  if (next.do === 'ask') return `${t(`actionShort_${next.kind}`)}…`;
  return (next.do === 'remedy' ? remedyWord(next.remedy) : null) ?? t('popup_look');
}

function NeedCard({ row, now, calls }: RowProps): JSX.Element {
  const next = nextOf(row);
  const act = (): void => (next.do === 'remedy' ? calls.remedy(next.remedy, regionOf(row.id), row.id) : calls.open(row.id, next.do === 'ask' ? next.kind : null));
  const tone = rowTone(row);
  return (
    <li class="need" data-tone={tone}>
      <button type="button" class="whole" id={lineId(row.id)} onClick={() => calls.open(row.id, null)}>
        <span class="who"><Icon name={tone} class="tone" /><bdi class="name" title={row.name}>{row.name}</bdi></span>
        <span class="says tone">{text(rowSays(row))}</span>
      </button>
      <button type="button" class="next" aria-label={`${nextWord(next)} ${row.name}`} onClick={act}>{nextWord(next)}</button>
      {row.action !== null && <p class="small">{text(stateOf(row))}</p>}
      {row.action === null && row.failure !== null && row.mailAt !== null && <p class="small quiet">{t('popup_asOfState', { state: text(stateOf(row)), at: { at: row.mailAt } })}</p>}
      {row.stop !== null && <Clock stop={row.stop} now={now} brief />}
    </li>
  );
}

/** What is being done, or what the user knows about: name and words, without a colour of its own. */
function WordLine({ row, calls }: RowProps): JSX.Element {
  const { action } = row;
  const tone = rowTone(row);
  return (
    <li>
      <button type="button" class="line work" id={lineId(row.id)} data-tone={tone} onClick={() => calls.open(row.id, null)}>
        <Icon name={tone} class="tone" /><bdi class="name" title={row.name}>{row.name}</bdi>
        <span class="quiet small">{text(rowSays(row))}
          {action?.outcome === null && action.steps > 1 && <> · {t('popup_step', { step: Math.min(action.step + 1, action.steps), steps: action.steps })}</>}</span>
      </button>
    </li>
  );
}

function QuietLine({ row, calls }: RowProps): JSX.Element {
  const kind = rowKind(row);
  return (
    <li>
      <button type="button" class="line" id={lineId(row.id)} data-tone={kind} onClick={() => calls.open(row.id, null)}>
        <Icon name={kind === 'unread' ? 'unknown' : kind} class="tone" />
        <bdi class="name" title={row.name}>{row.name}</bdi><span class="spoken">{text({ key: `state_${kind}` })}</span>
        <Bars values={row.bars} />
        <span class="num figure">{row.hush !== null ? <span class="quiet">{text({ key: `state_${kind}` })}</span> : kind === 'unread' ? '–' : number(row.sentToday)}{row.maxPerDay !== null && <span class="quiet"> / {number(row.maxPerDay)}</span>}
          <span class="spoken">{t('popup_sentToday')}</span></span>
      </button>
    </li>
  );
}

const groups: readonly { readonly standing: Standing; readonly draw: (props: RowProps) => JSX.Element }[] = [
  { standing: 'needs', draw: NeedCard }, { standing: 'working', draw: WordLine }, { standing: 'watch', draw: WordLine }, { standing: 'hushed', draw: WordLine }, { standing: 'fine', draw: QuietLine }, { standing: 'unread', draw: QuietLine },
];

/** How many of the rows a popup of the largest size shows without scrolling, a card being as high as three lines. The rest is drawn after the first painting. */
function firstOf(rows: readonly Row[]): readonly Row[] {
  let room = 16;
  return rows.filter((row) => {
    const fits = room > 0;
    room -= standing(row) === 'needs' ? 3 : 1;
    return fits;
  });
}

function Groups({ head, now, calls }: ListProps): JSX.Element {
  const first = firstOf(head.rows);
  const [all, setAll] = useState(first.length === head.rows.length);
  useEffect(() => (all ? undefined : afterPaint(() => setAll(true))), [all]);
  const drawn = new Set(all ? head.rows : first);
  return (
    <>
      {groups.map(({ standing: which, draw: Draw }) => {
        const rows = head.rows.filter((row) => standing(row) === which);
        if (rows.length === 0) return null;
        const count = which === 'fine' ? head.counts.ok + head.counts.force : rows.length;
        return (
          <Fragment key={which}>
            <h2 class="group" id={`group-${which}`}>{t(`popup_group_${which}`)}{which !== 'working' && count > 1 && <span class="num"> · {number(Math.max(count, rows.length))}</span>}</h2>
            <ul aria-labelledby={`group-${which}`}>{rows.filter((row) => drawn.has(row)).map((row) => <Draw key={row.id} row={row} now={now} calls={calls} />)}</ul>
          </Fragment>
        );
      })}
      {head.total > head.rows.length && <p class="group">{t('popup_more', { n: head.total - head.rows.length })}</p>}
    </>
  );
}

/** One banner for each account through which Sluice cannot see. */
export function Blindness({ head, calls }: { head: Head; now: number; calls: Pick<ListCalls, 'remedy'> }): JSX.Element {
  const blind = head.accounts.filter((account) => account.failure !== null);
  return (
    <>
      {blind.map((account) => account.failure !== null && (
        <FailureBanner key={account.id} failure={account.failure} onRemedy={(remedy) => calls.remedy(remedy, account.region, null)}
          more={(account.sweptAt !== null || head.accounts.length > 1) && (
            <p class="small quiet">{head.accounts.length > 1 && <bdi>{account.name}. </bdi>}{account.sweptAt !== null && t('popup_from', { at: { at: account.sweptAt } })}</p>
          )} />
      ))}
    </>
  );
}

/** When everything that is shown was last known to be so; null while Sluice sees through some account. */
function asOf(head: Head): number | null {
  if (head.accounts.some((account) => account.failure === null)) return null;
  return Math.max(0, ...head.accounts.map((account) => account.sweptAt ?? 0)) || null;
}

/** Draws from the one stored record, whatever the number of hostings. `Nothing` is what stands there instead of them, once it was fetched. */
export function List({ head, now, calls, Nothing }: ListProps & { Nothing: Nothing | null }): JSX.Element {
  const old = asOf(head);
  return (
    <div class="popup">
      <ListHeader head={head} calls={calls} />
      <main class="scroll">
        <Blindness head={head} now={now} calls={calls} />
        {head.rows.length === 0 ? Nothing !== null && <Nothing head={head} calls={calls} /> : (
          <>
            {old !== null && <p class="group strong">{t('popup_asOf', { at: { at: old } })}</p>}
            <Groups head={head} now={now} calls={calls} />
          </>
        )}
      </main>
      <ListNote head={head} now={now} dashboard={calls.dashboard} />
    </div>
  );
}
