// One hosting: state, why, what is at stake, what can be done, figures, what came back, who gets the report, journal.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Action, ActionKind } from '../../core/actions.ts';
import type { Remedy } from '../../core/failure.ts';
import { type Account, type Guard, type Hosting, type Hush, type JournalEntry, readAt } from '../../core/model.ts';
import { accountFor } from '../../core/through.ts';
import { BouncesPart, type Bounces } from './bounces.tsx';
import { Confirm, type ConfirmCalls } from './confirm.tsx';
import { Chart, Figures } from './figures.tsx';
import { GuardPart } from './guard.tsx';
import { Ended, Following, State } from './hero.tsx';
import { HushPart } from './hush.tsx';
import { Icon } from '../icon.tsx';
import { AbusePart, InsightPart, SenderPart } from './insight.tsx';
import { JournalLines } from './journal-lines.tsx';
import { LiveRegion } from '../live-region.tsx';
import { FailureBanner, IconButton } from '../parts.tsx';
import { Sign } from '../sign.tsx';
import { TestMail } from './test-mail.tsx';
import { t } from '../words.ts';

export interface DetailCalls extends Pick<ConfirmCalls, 'ask' | 'confirm'> {
  back(): void;
  refresh(): void;
  dismiss(): void;
  openPanel(): void;
  hush(hush: Hush | null): void;
  guard(guard: Guard | null): void;
  /** Puts a text into the clipboard; false when the browser would not. */
  copy(text: string): Promise<boolean>;
  remedy(remedy: Remedy): void;
}

export interface DetailProps {
  readonly name: string;
  /** Null when Sluice knows no such hosting; undefined while it is being read from storage. */
  readonly hosting: Hosting | null | undefined;
  readonly action: Action | null;
  readonly accounts: readonly Account[];
  readonly journal: readonly JournalEntry[];
  readonly bounces: Bounces | null;
  readonly now: number;
  /** A fresh reading is under way. */
  readonly reading: boolean;
  /** The question with which the detail was opened from the list. */
  readonly asking: ActionKind | null;
  readonly calls: DetailCalls;
}

function Header({ name, hosting, reading, calls }: Pick<DetailProps, 'name' | 'hosting' | 'reading' | 'calls'>): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [name]);
  const called = hosting?.displayName ?? null;
  return (
    <header class="top">
      <IconButton label={t('popup_back')} onClick={calls.back}><Sign name="back" /></IconButton>
      <hgroup>
        <h1 ref={heading} tabIndex={-1} title={name}><bdi>{name}</bdi></h1>
        {called !== null && called !== name && <p class="quiet small"><bdi title={called}>{called}</bdi></p>}
      </hgroup>
      <IconButton label={t('popup_readAgain')} onClick={calls.refresh} busy={reading}><Icon name="again" /></IconButton>
      <IconButton label={t('popup_openPanel')} onClick={calls.openPanel}><Sign name="out" /></IconButton>
    </header>
  );
}

function Recipient({ email, onChange }: { email: string | null; onChange: (() => void) | null }): JSX.Element {
  return (
    <section class="recipient">
      <h2>{t('recipientField')}</h2>
      <p><bdi>{email ?? t('popup_nobody')}</bdi>{onChange !== null && <button type="button" onClick={onChange}>{t('actionShort_recipient')}…</button>}</p>
    </section>
  );
}

/** Why the figures may be old: the hosting's own reading failed, or nobody can see through its account. */
function Sight({ hosting, accounts, calls }: Pick<DetailProps, 'accounts' | 'calls'> & { hosting: Hosting }): JSX.Element | null {
  const failure = hosting.failure ?? accountFor(hosting, accounts)?.failure ?? null;
  if (failure === null) return null;
  const at = readAt(hosting, accounts);
  return <FailureBanner failure={failure} onRemedy={calls.remedy} more={at !== null && <p class="small quiet">{t('popup_from', { at: { at } })}</p>} />;
}

interface Shown extends DetailProps { readonly hosting: Hosting; readonly ask: (kind: ActionKind) => void }

function Body({ hosting, action, accounts, journal, bounces, now, calls, ask }: Shown): JSX.Element {
  const live = action !== null && action.outcome === null;
  const there = hosting.failure?.kind !== 'gone' && hosting.failure?.kind !== 'expired';
  const mayWrite = accountFor(hosting, accounts)?.rights !== 'read';
  const hero = { ask, dismiss: calls.dismiss, remedy: calls.remedy };
  const { mail } = hosting;
  return (
    <>
      <Sight hosting={hosting} accounts={accounts} calls={calls} />
      {action !== null && !live && !action.dismissed && <Ended action={action} state={mail?.state ?? ''} calls={hero} />}
      {live ? <Following action={action} calls={hero} /> : <State hosting={hosting} action={action} now={now} may={!there ? 'nothing' : mayWrite ? 'act' : 'read'} calls={hero} />}
      {!live && <HushPart hosting={hosting} now={now} hush={calls.hush} />}
      {there && <InsightPart hosting={hosting} now={now} />}
      {mail !== null && <Figures mail={mail} />}
      <Chart volumes={hosting.volumes} usual={hosting.insight.usual === null ? null : hosting.insight.usual.warn - 1} />
      <AbusePart abuse={hosting.background.abuse} onLift={there && mayWrite && !live ? () => ask('lift') : null} />
      {bounces !== null && <SenderPart senders={bounces.senders} attached={hosting.background.attached ?? []} />}
      {bounces !== null && bounces.list.length > 0 && <BouncesPart bounces={bounces} copy={calls.copy} />}
      {mail !== null && <Recipient email={mail.email} onChange={there && mayWrite && !live ? () => ask('recipient') : null} />}
      {there && mayWrite && mail !== null && <GuardPart hosting={hosting} now={now} set={calls.guard} />}
      {there && <TestMail hosting={hosting} now={now} refresh={calls.refresh} copy={calls.copy} />}
      <JournalLines entries={journal} />
    </>
  );
}

function noteOf({ hosting, accounts, now, reading }: DetailProps): string {
  const at = hosting === null || hosting === undefined ? null : readAt(hosting, accounts);
  if (reading) return t('popup_reading');
  if (at === null) return '';
  return now - at < 5_000 ? t('freshnessNow') : t('popup_readAgo', { ago: { ms: now - at } });
}

/** What there is to say aloud: that an action was taken, or how it ended. */
function aloud({ action }: DetailProps): string {
  if (action === null || action.dismissed) return '';
  if (action.outcome === null) return t(`actionUnderWay_${action.kind}`);
  return action.outcome === 'done' ? t(`outcome_done_${action.kind}`) : t(`row_${action.outcome}`);
}

export function Detail(props: DetailProps): JSX.Element {
  const { name, hosting, now, calls } = props;
  const [asking, setAsking] = useState<{ kind: ActionKind; opener: Element | null } | null>(props.asking === null ? null : { kind: props.asking, opener: null });
  const ask = (kind: ActionKind): void => setAsking({ kind, opener: document.activeElement });
  const note = noteOf(props);
  return (
    <div class="popup detail">
      <div class="under" inert={asking !== null}>
        <Header name={name} hosting={hosting} reading={props.reading} calls={calls} />
        <main class="scroll">{hosting === null ? <p class="empty quiet">{t('refusal_unknownHosting')}</p> : hosting !== undefined && <Body {...props} hosting={hosting} ask={ask} />}</main>
        <footer class="foot"><span>{note}</span></footer>
      </div>
      <LiveRegion says={aloud(props)} />
      {asking !== null && (
        <Confirm key={asking.kind} kind={asking.kind} name={name} recipient={hosting?.mail?.email ?? null} now={now} opener={asking.opener}
          calls={{ ask: calls.ask, confirm: calls.confirm, remedy: calls.remedy, close: () => setAsking(null) }} />
      )}
    </div>
  );
}
