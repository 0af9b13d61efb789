// The dashboard's table: only the rows that can be seen are drawn. One stop of the keyboard; arrows move, Enter opens, Space selects.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Account, HostingId } from '../../core/model.ts';
import { queueClock } from '../../core/queue-clock.ts';
import { type Column, type Sorting, type TableRow, columns, sinceOf } from '../../core/table/table.ts';
import { Icon } from '../icon.tsx';
import { share } from '../measures.ts';
import { Bars } from '../parts.tsx';
import { rowSays, rowTone } from '../popup/row-words.ts';
import { moment, number, span, t, text } from '../words.ts';

/** Height of a row in CSS pixels, in dashboard.css too. */
export const rowHeight = 40;
/** Of the header, which stays in sight. */
const headHeight = 34;
/** Rows drawn above and below what can be seen, so that scrolling never meets an empty place. */
const beyond = 8;

interface TableProps {
  readonly rows: readonly TableRow[];
  readonly accounts: readonly Account[];
  readonly now: number;
  readonly sorting: Sorting;
  readonly selected: ReadonlySet<HostingId>;
  readonly open: HostingId | null;
  readonly sort: (by: Column) => void;
  readonly select: (ids: readonly HostingId[], on: boolean) => void;
  readonly show: (id: HostingId) => void;
}

function Head({ sorting, sort, rows, selected, select }: TableProps): JSX.Element {
  const all = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    <div role="row" class="tr head" aria-rowindex={1}>
      <span role="columnheader" class="pick"><input type="checkbox" aria-label={t('table_selectAll')} checked={all} onChange={(event) => select(rows.map((row) => row.id), event.currentTarget.checked)} /></span>
      {columns.map((column) => (
        <span key={column} role="columnheader" class={`c-${column}`} aria-sort={sorting.by !== column ? 'none' : sorting.down ? 'descending' : 'ascending'}>
          <button type="button" onClick={() => sort(column)}>{t(`table_${column}`)}<i aria-hidden="true">{sorting.by !== column ? '' : sorting.down ? ' ↓' : ' ↑'}</i></button>
        </span>
      ))}
    </div>
  );
}

function accountNames(row: TableRow, accounts: readonly Account[]): string {
  return row.accounts.map((id) => accounts.find((account) => account.id === id)?.name ?? '').filter((name) => name !== '').join(', ');
}

interface LineProps extends TableProps { readonly row: TableRow; readonly index: number; readonly active: boolean; readonly onPick: (index: number) => void }

function Line({ row, index, active, accounts, now, selected, open, select, show, onPick }: LineProps): JSX.Element {
  const tone = rowTone(row);
  const since = sinceOf(row);
  const leftMs = row.stop === null ? null : queueClock(row.stop, now).leftMs;
  const picked = selected.has(row.id);
  return (
    <div role="row" id={`row-${row.id}`} class="tr" data-tone={tone} aria-rowindex={index + 2} aria-selected={picked} data-active={active} data-open={open === row.id}
      style={{ transform: `translateY(${index * rowHeight}px)` }} onClick={() => { onPick(index); show(row.id); }}>
      <span role="gridcell" class="pick" onClick={(event) => event.stopPropagation()}><input type="checkbox" tabIndex={-1} aria-label={t('table_select', { name: row.name })} checked={picked} onChange={(event) => { onPick(index); select([row.id], event.currentTarget.checked); }} /></span>
      <span role="gridcell" class="c-state"><Icon name={tone} class="tone" /><span class={tone === 'ok' || tone === 'force' ? '' : 'tone strong'}>{text(rowSays(row))}</span></span>
      <span role="gridcell" class="c-name"><bdi title={row.name}>{row.name}</bdi>{row.displayName !== null && <bdi class="quiet small" title={row.displayName}>{row.displayName}</bdi>}</span>
      <span role="gridcell" class="c-since num">{since === null ? '' : moment(since)}</span>
      <span role="gridcell" class="c-clock num">{leftMs === null ? '' : leftMs === 0 ? t('table_dropping') : span(leftMs)}</span>
      <span role="gridcell" class="c-today num">{row.state === '' ? '–' : number(row.sentToday)}{row.maxPerDay !== null && <span class="quiet"> / {number(row.maxPerDay)}</span>}</span>
      <span role="gridcell" class="c-bars"><Bars values={row.bars} /></span>
      <span role="gridcell" class="c-errors num">{row.errorShare === null ? '' : share(row.errorShare)}</span>
      <span role="gridcell" class="c-account"><bdi>{accountNames(row, accounts)}</bdi></span>
      <span role="gridcell" class="c-cluster num">{row.clusterIp ?? ''}</span>
    </div>
  );
}

const moves: Readonly<Record<string, (at: number, page: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, PageDown: (at, page) => at + page, PageUp: (at, page) => at - page, Home: () => 0, End: (_at, _page, last) => last,
};

/** Where the window stands, in pixels: what is drawn follows from it. */
function useWindow() {
  const body = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const look = (): void => { if (body.current !== null) setView({ top: body.current.scrollTop, height: body.current.clientHeight }); };
  useLayoutEffect(() => {
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  return { body, view, look };
}

export function Table(props: TableProps): JSX.Element {
  const { rows, select, selected, show } = props;
  const { body, view, look } = useWindow();
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const from = Math.max(0, Math.floor(view.top / rowHeight) - beyond);
  const to = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + beyond);
  const moveTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    const box = body.current;
    if (box === null) return;
    if (next * rowHeight < box.scrollTop) box.scrollTop = next * rowHeight;
    else if ((next + 1) * rowHeight > box.scrollTop + box.clientHeight - headHeight) box.scrollTop = (next + 1) * rowHeight - box.clientHeight + headHeight;
    look();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    const move = moves[event.key];
    // The header's buttons and the boxes answer their own keys.
    if (event.target !== event.currentTarget || row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (move !== undefined) moveTo(move(at, Math.max(1, Math.floor(view.height / rowHeight) - 1), rows.length - 1));
    else if (event.key === 'Enter') show(row.id);
    else if (event.key === ' ') select([row.id], !selected.has(row.id));
    else return;
    event.preventDefault();
  };
  const here = rows[at];
  return (
    <div class="table" role="grid" ref={body} tabIndex={0} aria-label={t('table_label')} aria-rowcount={rows.length + 1} aria-multiselectable="true"
      aria-activedescendant={here === undefined || at < from || at >= to ? undefined : `row-${here.id}`} onScroll={look} onKeyDown={onKeyDown}>
      <div role="rowgroup" class="thead"><Head {...props} /></div>
      <div role="rowgroup" class="tbody" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(from, to).map((row, index) => <Line key={row.id} {...props} row={row} index={from + index} active={from + index === at} onPick={setActive} />)}
      </div>
    </div>
  );
}
