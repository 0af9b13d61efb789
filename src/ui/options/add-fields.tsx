// The fields for keys and tokens: what each way in needs, how it is entered, and what was wrong with it. No value is kept by the view.
import type { JSX } from 'preact';
import { t } from '../words.ts';

/** `ask`: an application key and its secret; Sluice asks for the consumer key. */
export const ways = ['keys', 'ask', 'token', 'oauth2'] as const;
export type Way = (typeof ways)[number];

const fieldsOf = {
  keys: ['applicationKey', 'applicationSecret', 'consumerKey'], ask: ['applicationKey', 'applicationSecret'], token: ['token'], oauth2: ['clientId', 'clientSecret'],
} as const satisfies Readonly<Record<Way, readonly string[]>>;
export type FieldName = (typeof fieldsOf)[Way][number];

/** Names, not secrets: seeing them helps to tell the fields apart. */
const open: ReadonlySet<FieldName> = new Set(['applicationKey', 'clientId']);

export function isField(name: string): name is FieldName {
  return Object.values(fieldsOf).flat().includes(name as FieldName);
}

function Field({ name, wrong }: { name: FieldName; wrong: boolean }): JSX.Element {
  const id = `add-${name}`;
  const field = { id, name, autocomplete: 'off', autocapitalize: 'off', spellcheck: false, 'aria-invalid': wrong, ...(wrong ? { 'aria-describedby': `${id}-wrong` } : {}) } as const;
  return (
    <div class="field">
      <label for={id}>{t(`add_field_${name}`)}</label>
      {open.has(name) ? <input type="text" {...field} /> : <input type="password" {...field} />}
      {wrong && <p id={`${id}-wrong`} class="refusal" role="alert">{t(`add_bad_${name}`)}</p>}
    </div>
  );
}

export function Fields({ way, wrong }: { way: Way; wrong: string | null }): JSX.Element {
  return <>{fieldsOf[way].map((name) => <Field key={`${way}-${name}`} name={name} wrong={wrong === name} />)}</>;
}

const held = (form: HTMLFormElement, name: string): HTMLInputElement | null => form.querySelector<HTMLInputElement>(`input[name="${name}"]`);

/** What stands in the fields of a way. */
export function entered(form: HTMLFormElement, way: Way): Readonly<Record<FieldName, string>> {
  return Object.fromEntries(fieldsOf[way].map((name) => [name, held(form, name)?.value ?? ''])) as Record<FieldName, string>;
}

/** Empties every field of a key or token. */
export function emptied(form: HTMLFormElement): void {
  for (const name of Object.values(fieldsOf).flat()) {
    const field = held(form, name);
    if (field !== null) field.value = '';
  }
}
