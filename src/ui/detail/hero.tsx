// The top of the detail: what it is, why, what is at stake, what can be done; or the steps of what is being done.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Action, type ActionKind, allowedActions, isDestructive } from '../../core/actions.ts';
import { type Failure, type Remedy, failureAdvice, failureTitle, remedyFor } from '../../core/failure.ts';
import { type Hosting, sends, stateKind } from '../../core/model.ts';
import { stateTitle, stateWhy } from '../../core/state-text.ts';
import { stepLines, stepTrouble } from '../../core/steps.ts';
import { Icon } from '../icon.tsx';
import { CauseLine } from './insight.tsx';
import { Clock, remedyWord } from '../parts.tsx';
import { outcomeTitle, outcomeWhy } from './outcome.ts';
import { Sign } from '../sign.tsx';
import { moment, t, text } from '../words.ts';

export interface HeroCalls {
  ask(kind: ActionKind): void;
  dismiss(): void;
  remedy(remedy: Remedy): void;
}

function Trouble({ failure, calls }: { failure: Failure; calls: HeroCalls }): JSX.Element {
  const remedy = remedyFor(failure);
  const word = remedyWord(remedy);
  return (
    <div class="trouble" role="status">
      <p><b>{text(failureTitle(failure))}.</b> {text(failureAdvice(failure))}</p>
      {word !== null && <button type="button" onClick={() => calls.remedy(remedy)}>{word}</button>}
    </div>
  );
}

const marks = { done: 'tick', now: 'now', todo: 'todo' } as const;

function Steps({ action }: { action: Action }): JSX.Element {
  const sendsAtEnd = action.kind === 'purge' || (action.kind === 'empty' && !action.stayBlocked);
  return (
    <ol class="steps">
      {stepLines(action).map((line, index) => (
        <li key={index} class={line.life} aria-current={line.life === 'now' ? 'step' : undefined}>
          <Sign name={marks[line.life]} class={line.life === 'now' ? 'turning' : ''} />
          <span>{text(line.text)}<span class="spoken"> {t(`popup_life_${line.life}`)}</span></span>
          {line.when !== null && <span class="quiet num small">{text(line.when)}</span>}
        </li>
      ))}
      {sendsAtEnd && <li class="todo"><Sign name="todo" /><span>{t('popup_stepSends')}</span></li>}
    </ol>
  );
}

/** An action under way. */
export function Following({ action, calls }: { action: Action; calls: HeroCalls }): JSX.Element {
  const trouble = stepTrouble(action);
  const sent = action.steps.some((step) => step.life === 'sent');
  return (
    <div class="hero" data-tone="purging">
      <p class="state"><Icon name="purging" size={22} />{t(`actionUnderWay_${action.kind}`)}</p>
      <Steps action={action} />
      {trouble !== null && <p class="trouble" role="status">{text(trouble)}</p>}
      {action.failure !== null && trouble === null && <Trouble failure={action.failure} calls={calls} />}
      <p class="quiet small">{sent && <>{t('requestSent')}. </>}{t('canClose')}</p>
    </div>
  );
}

/** How the last action ended, until it was read. */
export function Ended({ action, state, calls }: { action: Action; state: string; calls: HeroCalls }): JSX.Element {
  const done = action.outcome === 'done';
  const why = outcomeWhy(action, state);
  return (
    <div class="banner ended" data-tone={done ? 'ok' : 'ko'}>
      {done ? <Sign name="tick" /> : <Icon name="spam" />}
      <div>
        <p><b>{text(outcomeTitle(action))}</b>{action.endedAt !== null && <span class="quiet small num"> · {moment(action.endedAt)}</span>}</p>
        {why !== null && <p>{text(why)}</p>}
        {action.failure !== null && !done && <p>{text(failureTitle(action.failure))}. {text(failureAdvice(action.failure))}</p>}
      </div>
      <button type="button" onClick={calls.dismiss}>{t('popup_dismiss')}</button>
    </div>
  );
}

function ActionButtons({ state, calls }: { state: string; calls: HeroCalls }): JSX.Element | null {
  const [why, setWhy] = useState(false);
  const kinds = allowedActions(state);
  if (kinds.length === 0) return null;
  const rank = (index: number, kind: ActionKind): string => (index > 0 || sends(state) ? '' : isDestructive(kind) ? 'danger' : 'first');
  return (
    <>
      <div class="acts">
        {kinds.map((kind, index) => <button key={kind} type="button" class={rank(index, kind)} onClick={() => calls.ask(kind)}>{t(`action_${kind}`)}…</button>)}
        {stateKind(state) === 'spam' && <button type="button" class="plain" aria-expanded={why} aria-controls="why-purge" onClick={() => setWhy(!why)}>{t('popup_whyPurge')}</button>}
      </div>
      {stateKind(state) === 'spam' && <p id="why-purge" hidden={!why}>{t('popup_becausePurge')}</p>}
    </>
  );
}

/** The state, and what may be done in it. `may`: `read` where the account only reads, `nothing` where the hosting is gone. */
export function State({ hosting, action, now, may, calls }: { hosting: Hosting; action: Action | null; now: number; may: 'act' | 'read' | 'nothing'; calls: HeroCalls }): JSX.Element {
  const tone = hosting.mail === null ? 'unknown' : stateKind(hosting.mail.state);
  return (
    <div class="hero" data-tone={tone}>
      <p class="state"><Icon name={tone} size={22} /><span>{text(stateTitle(hosting))}</span></p>
      <p class="why">{text(stateWhy(hosting))}</p>
      <CauseLine hosting={hosting} action={action} />
      {hosting.stop !== null && (
        <>
          <Clock stop={hosting.stop} now={now} />
          <p class="quiet small">{hosting.stop.sendingAt === null ? t('clock_sinceBefore', { at: { at: hosting.stop.seenAt } }) : t('clock_since', { at: { at: hosting.stop.seenAt } })}</p>
        </>
      )}
      {hosting.mail !== null && may === 'act' && <ActionButtons state={hosting.mail.state} calls={calls} />}
      {may === 'read' && <p class="small">{t('popup_readOnly')}</p>}
    </div>
  );
}
