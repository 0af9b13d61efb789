// What the list shows instead of hostings: the first look, nobody logged in, something in the way, or an account without a hosting.
import type { ComponentChildren, JSX } from 'preact';
import { type Failure, failureAdvice, failureTitle, remedyFor } from '../../core/failure.ts';
import { type Head, regions } from '../../core/model.ts';
import { Icon } from '../icon.tsx';
import type { ListCalls } from './list.tsx';
import { remedyWord } from '../parts.tsx';
import { t, text } from '../words.ts';

function Empty({ icon, title, advice, children }: { icon: 'ok' | 'blind'; title: string; advice: string; children?: ComponentChildren }): JSX.Element {
  return <div class="empty"><Icon name={icon} size={40} /><h2>{title}</h2><p class="quiet">{advice}</p>{children}</div>;
}

function LogIn({ calls }: { calls: Pick<ListCalls, 'remedy'> }): JSX.Element {
  return (
    <Empty icon="ok" title={t('popup_welcome')} advice={t('popup_welcomeAdvice')}>
      <div class="acts">{regions.map((region, index) => <button key={region} type="button" class={index === 0 ? 'first' : ''} onClick={() => calls.remedy('logIn', region, null)}>{t(`popup_logIn_${region}`)}</button>)}</div>
    </Empty>
  );
}

function InTheWay({ failure, calls }: { failure: Failure; calls: Pick<ListCalls, 'remedy'> }): JSX.Element {
  const remedy = remedyFor(failure);
  const word = remedyWord(remedy);
  return (
    <Empty icon="blind" title={text(failureTitle(failure))} advice={text(failureAdvice(failure))}>
      {word !== null && <div class="acts"><button type="button" class="first" onClick={() => calls.remedy(remedy, 'eu', null)}>{word}</button></div>}
    </Empty>
  );
}

export function NothingThere({ head, calls }: { head: Head; calls: ListCalls }): JSX.Element | null {
  if (head.accounts.some((account) => account.failure !== null)) return null;
  if (head.accounts.length > 0 && head.accounts.every((account) => account.sweptAt !== null)) {
    return <Empty icon="ok" title={t('popup_noHosting')} advice={t('popup_noHostingAdvice')} />;
  }
  if (head.accounts.length > 0 || head.probedAt === null) return <Empty icon="ok" title={t('popup_first')} advice={t('popup_firstAdvice')} />;
  const failure = head.probeFailure;
  return failure === null || failure.kind === 'loggedOut' || failure.kind === 'weakSession' ? <LogIn calls={calls} /> : <InTheWay failure={failure} calls={calls} />;
}
