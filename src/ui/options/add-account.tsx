// Adding an account: the way in, the region, the rights, the fields, and what the provider said of them.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Asking } from '../../core/asking.ts';
import { type Region, regions } from '../../core/model.ts';
import type { Secret } from '../../core/secret.ts';
import { AskingStatus } from './add-asking.tsx';
import { Fields, type Way, emptied, entered, isField, ways } from './add-fields.tsx';
import { Guide, type KeyPages, type Rights } from './add-guide.tsx';
import { type Answer, type Refused, refusalSay } from '../answer.ts';
import type { Send } from '../door.ts';
import { remedyWord } from '../parts.tsx';
import { t, text } from '../words.ts';

export interface AddAccountProps {
  readonly send: Send;
  readonly pages: KeyPages;
  readonly asking: Asking | null;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Says aloud what has been done. */
  readonly say: (words: string) => void;
  readonly grant: () => void;
}

interface ChoiceProps<T extends string> { readonly legend: string; readonly name: string; readonly options: readonly T[]; readonly chosen: T; readonly label: (one: T) => string; readonly hint?: (one: T) => string; readonly choose: (one: T) => void }

function Choice<T extends string>({ legend, name, options, chosen, label, hint, choose }: ChoiceProps<T>): JSX.Element {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((one) => (
        <div key={one} class="choice">
          <input id={`${name}-${one}`} type="radio" name={name} value={one} checked={chosen === one} onChange={() => choose(one)} {...(hint === undefined ? {} : { 'aria-describedby': `${name}-${one}-hint` })} />
          <div><label for={`${name}-${one}`}>{label(one)}</label>{hint !== undefined && <p id={`${name}-${one}-hint`} class="quiet small">{hint(one)}</p>}</div>
        </div>
      ))}
    </fieldset>
  );
}

interface RefusalProps { readonly refused: Refused; readonly again: () => void; readonly elsewhere: (region: Region) => void; readonly grant: () => void }

/** Why the account was not added, with the button that helps. What is wrong with one field is said at the field. */
function Refusal({ refused, again, elsewhere, grant }: RefusalProps): JSX.Element | null {
  if (refused.kind === 'badShape' && isField(refused.field)) return null;
  if (refused.kind === 'wrongRegion') {
    const { region } = refused;
    return <div class="banner" data-tone="spam" role="alert"><div><p>{t(`add_wrongRegion_${region}`)}</p></div><button type="button" class="first" onClick={() => elsewhere(region)}>{t(`add_switch_${region}`)}</button></div>;
  }
  const { title, advice, remedy } = refusalSay(refused);
  const act = remedy === 'tryAgain' ? again : remedy === 'grant' ? grant : remedy === 'unlock' ? () => document.getElementById('vault-given')?.focus() : null;
  return (
    <div class="banner" data-tone="spam" role="alert">
      <div><p><b>{text(title)}.</b> {advice !== null && text(advice)}</p></div>
      {act !== null && <button type="button" onClick={act}>{remedyWord(remedy)}</button>}
    </div>
  );
}

interface Wish { readonly way: Way; readonly region: Region; readonly rights: Rights; readonly name: string }

/** Hands over what stands in the fields. */
function handOver(send: Send, form: HTMLFormElement, { way, region, rights, name }: Wish): Promise<Answer<null>> {
  const given = entered(form, way);
  if (way === 'ask') return send('askCredential', { region, name, rights, applicationKey: given.applicationKey, applicationSecret: given.applicationSecret });
  return send('addAccount', { region, name, secret: { kind: way, ...given } as Secret });
}

/** Keys that are not handed over do not outlive the sight of the form either. */
function useEmptiedForm() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const empty = (): void => { if (form.current !== null) emptied(form.current); };
    addEventListener('pagehide', empty);
    return () => removeEventListener('pagehide', empty);
  }, []);
  return form;
}

function AddForm({ send, pages, grant, close }: Pick<AddAccountProps, 'send' | 'pages' | 'grant'> & { close: (said: string) => void }): JSX.Element {
  const form = useEmptiedForm();
  const [way, setWay] = useState<Way>('keys');
  const [region, setRegion] = useState<Region>('eu');
  const [rights, setRights] = useState<Rights>('full');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const sending = useRef(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const wrong = refused?.kind === 'badShape' ? refused.field : null;
  useEffect(() => { if (wrong !== null) form.current?.querySelector<HTMLInputElement>(`input[name="${wrong}"]`)?.focus(); }, [refused]);

  const submit = async (to: Region): Promise<void> => {
    // Not the state: three clicks may come before the next drawing.
    if (sending.current || form.current === null) return;
    sending.current = true;
    setBusy(true);
    setRefused(null);
    setRegion(to);
    const answer = await handOver(send, form.current, { way, region: to, rights, name });
    sending.current = false;
    setBusy(false);
    if (!answer.ok) return setRefused(answer.refusal);
    if (form.current !== null) emptied(form.current);
    close(t(way === 'ask' ? 'asking_pendingValidation' : 'add_added'));
  };
  const choose = (next: Way): void => { setWay(next); setRefused(null); };
  return (
    <form class="add" ref={form} noValidate autocomplete="off" aria-labelledby="add-title" onSubmit={(event) => { event.preventDefault(); void submit(region); }}>
      <h3 id="add-title" ref={title} tabIndex={-1}>{t('add_title')}</h3>
      <Choice legend={t('add_way')} name="add-way" options={ways} chosen={way} label={(one) => t(`add_way_${one}`)} hint={(one) => t(`add_wayHint_${one}`)} choose={choose} />
      <div class="pair">
        <Choice legend={t('add_region')} name="add-region" options={regions} chosen={region} label={(one) => t(`options_region_${one}`)} choose={setRegion} />
        <Choice legend={t('add_rights')} name="add-rights" options={['full', 'read'] as const} chosen={rights} label={(one) => t(`add_rights_${one}`)} hint={(one) => t(`add_rightsHint_${one}`)} choose={setRights} />
      </div>
      <Guide way={way} region={region} rights={rights} pages={pages} />
      <Fields way={way} wrong={wrong} />
      <div class="field">
        <label for="add-name">{t('add_name')}</label>
        <input id="add-name" type="text" autocomplete="off" maxLength={80} value={name} aria-describedby="add-name-hint" onInput={(event) => setName(event.currentTarget.value)} />
        <p id="add-name-hint" class="quiet small">{t('add_nameHint')}</p>
      </div>
      {refused !== null && <Refusal refused={refused} again={() => void submit(region)} elsewhere={(other) => void submit(other)} grant={grant} />}
      <p class="quiet small">{t('add_kept')}</p>
      <div class="acts">
        <button type="submit" class="first" aria-disabled={busy}>{t(way === 'ask' ? 'add_submit_ask' : 'add_submit_keys')}</button>
        <button type="button" onClick={() => close('')}>{t('popup_cancel')}</button>
        <span role="status" class="quiet">{busy ? t('add_checking') : ''}</span>
      </div>
    </form>
  );
}

export function AddAccount({ send, pages, asking, openedAt, say, grant }: AddAccountProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const close = (said: string): void => { setOpen(false); say(said); };
  return (
    <div class="adding">
      <AskingStatus asking={asking} openedAt={openedAt} />
      {open ? <AddForm send={send} pages={pages} grant={grant} close={close} />
        : <><p class="quiet">{t('add_why')}</p><p class="acts"><button type="button" ref={opener} onClick={() => setOpen(true)}>{t('add_open')}</button></p></>}
    </div>
  );
}
