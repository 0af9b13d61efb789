// The question before an action: the state is read afresh, its consequences are shown, and one yes is sent once.
import { Fragment, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ActionKind, isDestructive } from '../../core/actions.ts';
import { type Consequence, consequences } from '../../core/consequences.ts';
import { isAddress } from '../../core/address.ts';
import type { Remedy } from '../../core/failure.ts';
import type { Confirmation, Question } from '../../platform/messages.ts';
import { type Answer, type Refused, refusalSay } from '../answer.ts';
import { Icon } from '../icon.tsx';
import { remedyWord } from '../parts.tsx';
import { Sheet } from '../sheet.tsx';
import { Sign } from '../sign.tsx';
import { t, text } from '../words.ts';

export interface ConfirmCalls {
  ask(kind: ActionKind): Promise<Answer<Question>>;
  confirm(confirmation: Confirmation): Promise<Answer<null>>;
  remedy(remedy: Remedy): void;
  /** The sheet goes: cancelled, or the action was taken. */
  close(taken: boolean): void;
}

interface ConfirmProps { readonly kind: ActionKind; readonly name: string; readonly recipient: string | null; readonly now: number; readonly opener: Element | null; readonly calls: ConfirmCalls }

type Phase =
  | { readonly is: 'reading' }
  | { readonly is: 'question' | 'sending'; readonly question: Question }
  | { readonly is: 'refused'; readonly refusal: Refused };

function Mark({ icon }: Pick<Consequence, 'icon'>): JSX.Element {
  return icon === 'clock' ? <Sign name="clock" size={16} /> : <Icon name={icon === 'warning' ? 'spam' : 'ok'} size={16} />;
}

function Consequences({ question, now }: { question: Question; now: number }): JSX.Element {
  const ago = now - question.readAt;
  return (
    <>
      <ul class="consequences">{consequences(question.kind, question.seen).map(({ icon, key }) => <li key={key}><Mark icon={icon} /><span>{t(key)}</span></li>)}</ul>
      <p class="quiet small">{ago < 2000 ? t('freshnessNow') : t('freshness', { ago: { ms: ago } })}</p>
    </>
  );
}

function Refusing({ refusal }: { refusal: Refused }): JSX.Element {
  const { title, advice } = refusalSay(refusal);
  return <p class="refusal" role="alert"><b>{text(title)}</b>{advice !== null && <> {text(advice)}</>}</p>;
}

function AddressField({ value, bad, set }: { value: string; bad: boolean; set: (value: string) => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (bad) field.current?.focus(); }, [bad]);
  return (
    <div class="field">
      <label for="recipient">{t('recipientField')}</label>
      <input id="recipient" ref={field} type="email" autocomplete="email" spellcheck={false} value={value} aria-invalid={bad} aria-describedby={bad ? 'recipient-bad' : undefined}
        onInput={(event) => set(event.currentTarget.value)} />
      {bad && <p class="refusal" id="recipient-bad" role="alert">{t('refusal_badAddress')}</p>}
    </div>
  );
}

/** What the user may choose on the way: "and stay blocked", or the new recipient. */
function useChoice(kind: ActionKind, recipient: string | null) {
  const [stayBlocked, setStay] = useState(false);
  const [address, setAddress] = useState(recipient ?? '');
  const [bad, setBad] = useState(false);
  const fields = (
    <>
      {kind === 'empty' && <label class="check"><input type="checkbox" checked={stayBlocked} onChange={(event) => setStay(event.currentTarget.checked)} /><span>{t('will_empty_stay')}</span></label>}
      {kind === 'recipient' && <AddressField value={address} bad={bad} set={(value) => { setAddress(value); setBad(false); }} />}
    </>
  );
  const complete = (): boolean => {
    const good = kind !== 'recipient' || isAddress(address);
    setBad(!good);
    return good;
  };
  return { fields, complete, refuse: () => setBad(true), chosen: { stayBlocked: kind === 'empty' && stayBlocked, recipient: kind === 'recipient' ? address.trim() : null } };
}

/** Asks at once, and again when the user wants to look again. */
function usePhase(kind: ActionKind, calls: ConfirmCalls) {
  const [phase, setPhase] = useState<Phase>({ is: 'reading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let here = true;
    setPhase({ is: 'reading' });
    void calls.ask(kind).then((answer) => { if (here) setPhase(answer.ok ? { is: 'question', question: answer.value } : { is: 'refused', refusal: answer.refusal }); });
    return () => { here = false; };
  }, [kind, tries]);
  return { phase, setPhase, again: () => setTries(tries + 1) };
}

function ActButton({ kind, phase, onRemedy }: { kind: ActionKind; phase: Phase; onRemedy: (remedy: Remedy) => void }): JSX.Element | null {
  if (phase.is === 'refused') {
    const { remedy } = refusalSay(phase.refusal);
    const word = remedyWord(remedy);
    return word === null ? null : <button key="remedy" type="button" class="first" onClick={() => onRemedy(remedy)}>{word}</button>;
  }
  return <button key="act" type="submit" form="confirm" class={isDestructive(kind) ? 'danger' : 'first'} disabled={phase.is !== 'question'}>{t(`action_${kind}`)}</button>;
}

export function Confirm({ kind, name, recipient, now, opener, calls }: ConfirmProps): JSX.Element {
  const { phase, setPhase, again } = usePhase(kind, calls);
  const choice = useChoice(kind, recipient);
  const sent = useRef(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (phase.is !== 'question' || sent.current || !choice.complete()) return;
    sent.current = true;
    setPhase({ ...phase, is: 'sending' });
    const { ask, hosting, seen } = phase.question;
    const answer = await calls.confirm({ ask, hosting, kind, seen, ...choice.chosen });
    sent.current = false;
    if (answer.ok) calls.close(true);
    else if (answer.refusal.kind === 'badAddress') { choice.refuse(); setPhase(phase); } else setPhase({ is: 'refused', refusal: answer.refusal });
  };
  const onRemedy = (remedy: Remedy): void => (remedy === 'tryAgain' ? again() : calls.remedy(remedy));
  return (
    <Sheet title={t(`ask_${kind}`, { name })} danger={isDestructive(kind)} opener={opener} onCancel={() => calls.close(false)} act={<ActButton kind={kind} phase={phase} onRemedy={onRemedy} />}>
      <form id="confirm" noValidate onSubmit={(event) => void submit(event)}>
        {phase.is === 'reading' && <p class="quiet reading" role="status">{t('popup_reading')}</p>}
        {phase.is === 'refused' && <Refusing refusal={phase.refusal} />}
        {(phase.is === 'question' || phase.is === 'sending') && <Fragment><Consequences question={phase.question} now={now} />{choice.fields}</Fragment>}
      </form>
    </Sheet>
  );
}
