// The dashboard's root: all hostings in a table, found by search and filters, many acted on at once, one looked at closely beside it.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type BulkKind, bulkKinds } from '../../core/table/bulk.ts';
import { toCsv, toJson } from '../../core/table/export.ts';
import type { AccountId, HostingId } from '../../core/model.ts';
import { attendMs } from '../../core/schedule.ts';
import { type Column, type Filtering, type Sorting, type TableRow, filtered, noFilter, sorted, stateFilters } from '../../core/table/table.ts';
import { Bulk } from './bulk.tsx';
import type { DashboardDoor } from '../door.ts';
import { Icon } from '../icon.tsx';
import { LiveDetail } from '../detail/live-detail.tsx';
import { LiveRegion } from '../live-region.tsx';
import { NothingThere } from '../popup/nothing.tsx';
import { IconButton } from '../parts.tsx';
import { remedied } from '../remedied.ts';
import { Blindness } from '../popup/list.tsx';
import { Table } from './table.tsx';
import { t } from '../words.ts';

interface BarProps { readonly door: DashboardDoor; readonly filtering: Filtering; readonly change: (more: Partial<Filtering>) => void; readonly shown: readonly TableRow[] }

function Top({ door }: { door: DashboardDoor }): JSX.Element {
  const head = door.head.value;
  return (
    <header class="top">
      <Icon name="ok" size={22} />
      <h1>{t('popup_name')}{head.needs > 0 && <span class="quiet"> · {t('popup_needs', { n: head.needs })}</span>}</h1>
      <IconButton label={t('popup_check')} onClick={() => void door.send('checkNow', {})} busy={head.sweepingSince !== null}><Icon name="again" /></IconButton>
      <IconButton label={t('popup_options')} onClick={door.openOptions}><Icon name="options" /></IconButton>
    </header>
  );
}

function Find({ door, filtering, change, shown }: BarProps): JSX.Element {
  const { accounts, total } = door.head.value;
  return (
    <div class="find" role="search">
      <label><span class="spoken">{t('table_search')}</span><input type="search" placeholder={t('table_search')} value={filtering.search} onInput={(event) => change({ search: event.currentTarget.value })} /></label>
      <label><span class="spoken">{t('table_filter')}</span>
        <select value={filtering.state} onChange={(event) => change({ state: stateFilters.find((one) => one === event.currentTarget.value) ?? 'all' })}>{stateFilters.map((one) => <option key={one} value={one}>{t(`table_filter_${one}`)}</option>)}</select>
      </label>
      {accounts.length > 1 && (
        <label><span class="spoken">{t('table_account')}</span>
          <select value={filtering.account ?? ''} onChange={(event) => change({ account: event.currentTarget.value === '' ? null : (event.currentTarget.value as AccountId) })}><option value="">{t('table_everyAccount')}</option>{accounts.map((account) => <option key={account.id} value={account.id}>{account.name}</option>)}</select>
        </label>
      )}
      <span class="quiet num grow" role="status">{shown.length === total ? t('table_all', { n: total }) : t('table_some', { n: total, some: shown.length })}</span>
      <button type="button" onClick={() => door.save('sluice-hostings.csv', 'text/csv;charset=utf-8', toCsv(shown, accounts))}>{t('table_csv')}</button>
      <button type="button" onClick={() => door.save('sluice-hostings.json', 'application/json', toJson(shown, accounts))}>{t('table_json')}</button>
    </div>
  );
}

const snoozeHours = 24;

function Chosen({ door, rows, ask, clear }: { door: DashboardDoor; rows: readonly TableRow[]; ask: (kind: BulkKind, opener: Element | null) => void; clear: () => void }): JSX.Element {
  const snooze = (): void => {
    const until = door.now.value + snoozeHours * 3_600_000;
    for (const row of rows) void door.send('hush', { hosting: row.id, hush: { kind: 'snoozed', until } });
    clear();
  };
  return (
    <div class="chosen" role="region" aria-label={t('table_selected', { n: rows.length })}>
      <b class="num grow">{t('table_selected', { n: rows.length })}</b>
      {bulkKinds.map((kind) => <button key={kind} type="button" onClick={() => ask(kind, document.activeElement)}>{t(`action_${kind}`)}…</button>)}
      <button type="button" onClick={snooze}>{t('table_snooze')}</button>
      <button type="button" class="plain" onClick={clear}>{t('table_clear')}</button>
    </div>
  );
}

function useRows(door: DashboardDoor) {
  const [filtering, setFiltering] = useState<Filtering>(noFilter);
  const [sorting, setSorting] = useState<Sorting>({ by: 'state', down: false });
  const table = door.table.value;
  const shown = useMemo(() => sorted(filtered(table, filtering), sorting), [table, filtering, sorting]);
  const sort = (by: Column): void => setSorting((before) => ({ by, down: before.by === by ? !before.down : by === 'today' || by === 'bars' || by === 'errors' }));
  return { shown, filtering, sorting, sort, change: (more: Partial<Filtering>) => setFiltering((before) => ({ ...before, ...more })) };
}

function useSelection(table: readonly TableRow[]) {
  const [selected, setSelected] = useState<ReadonlySet<HostingId>>(new Set());
  const select = (ids: readonly HostingId[], on: boolean): void => setSelected((before) => {
    const next = new Set(before);
    for (const id of ids) if (on) next.add(id); else next.delete(id);
    return next;
  });
  const rows = useMemo(() => table.filter((row) => selected.has(row.id)), [table, selected]);
  return { selected, select, rows, clear: () => setSelected(new Set()) };
}

function Side({ children, close }: { children: ComponentChildren; close: () => void }): JSX.Element {
  return <aside class="side" aria-label={t('table_detail')} onKeyDown={(event) => { if (event.key === 'Escape' && !event.defaultPrevented) close(); }}>{children}</aside>;
}

export function Dashboard({ door }: { door: DashboardDoor }): JSX.Element {
  const { shown, filtering, sorting, sort, change } = useRows(door);
  const { selected, select, rows, clear } = useSelection(door.table.value);
  const [bulk, setBulk] = useState<{ kind: BulkKind; opener: Element | null } | null>(null);
  const head = door.head.value;
  const place = door.place.value;
  const close = (): void => {
    door.keepPlace(null);
    document.querySelector<HTMLElement>('.table')?.focus();
  };
  useEffect(() => {
    const attend = (): void => { if (!document.hidden) void door.send('attend', { hosting: door.place.value?.hosting ?? null }); };
    attend();
    const timer = setInterval(attend, attendMs);
    return () => clearInterval(timer);
  }, [place?.hosting]);
  const remedy: Parameters<typeof Blindness>[0]['calls']['remedy'] = (which, region, hosting) => void remedied(door, which, region, hosting);
  return (
    <>
      <div class="dashboard" inert={bulk !== null}>
        <Top door={door} />
        <Blindness head={head} now={door.now.value} calls={{ remedy }} />
        <main class={place === null ? '' : 'split'}>
          <div class="all">
            <Find door={door} filtering={filtering} change={change} shown={shown} />
            {door.complete.value && door.table.value.length === 0
              ? <NothingThere head={head} calls={{ remedy, open: () => undefined, check: () => void door.send('checkNow', {}), options: door.openOptions, dashboard: () => undefined }} />
              : <Table rows={shown} accounts={head.accounts} now={door.now.value} sorting={sorting} selected={selected} open={place?.hosting ?? null} sort={sort} select={select} show={door.keepPlace} />}
            {rows.length > 0 && <Chosen door={door} rows={rows} ask={(kind, opener) => setBulk({ kind, opener })} clear={clear} />}
          </div>
          {place !== null && <Side close={close}><LiveDetail key={place.hosting} door={door} id={place.hosting} asking={place.ask} onBack={close} /></Side>}
        </main>
      </div>
      <LiveRegion says={shown.length === 0 && door.complete.value && door.table.value.length > 0 ? t('table_none') : ''} />
      {bulk !== null && <div class="over"><Bulk kind={bulk.kind} rows={rows} accounts={head.accounts} opener={bulk.opener} send={door.send} close={() => setBulk(null)} /></div>}
    </>
  );
}

