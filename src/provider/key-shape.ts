// What a pasted key, token or client looks like: trimmed, and checked before anything is sent.
import type { Region } from '../core/model.ts';
import type { Keys } from './keys.ts';
import type { Client } from './oauth2.ts';

/** The trimmed values, or the first field whose shape is wrong. Never holds the wrong value itself. */
export type Shaped<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: keyof T & string };

type Shapes<T> = Readonly<Record<keyof T & string, RegExp>>;

const keyShapes: Shapes<Keys> = {
  applicationKey: /^[A-Za-z0-9]{16}$/, applicationSecret: /^[A-Za-z0-9]{32}$/, consumerKey: /^[A-Za-z0-9]{32}$/,
};

export function shapedKeys(pasted: Keys): Shaped<Keys> {
  return shapedBy(keyShapes, pasted);
}

/** For those who let Sluice ask for the consumer key. */
export function shapedApplication(pasted: Omit<Keys, 'consumerKey'>): Shaped<Omit<Keys, 'consumerKey'>> {
  const { applicationKey, applicationSecret } = keyShapes;
  return shapedBy({ applicationKey, applicationSecret }, pasted);
}

/** A personal access token is a JWT: three parts of base64url. */
export function shapedToken(pasted: { readonly token: string }): Shaped<{ readonly token: string }> {
  return shapedBy({ token: /^[\w-]{4,}\.[\w-]{2,}\.[\w-]{4,}$/ }, pasted);
}

export function shapedClient(pasted: Client): Shaped<Client> {
  return shapedBy({ clientId: /^[A-Za-z0-9._-]{8,128}$/, clientSecret: /^[\x21-\x7e]{8,256}$/ }, pasted);
}

/** `EU.` or `CA.` at the head of a service account's name, or null where it names no region. */
export function regionOfClient(clientId: string): Region | null {
  const head = clientId.trim().slice(0, 3).toUpperCase();
  return head === 'EU.' ? 'eu' : head === 'CA.' ? 'ca' : null;
}

function shapedBy<T>(shapes: Shapes<T>, pasted: T): Shaped<T> {
  const names = Object.keys(shapes) as (keyof T & string)[];
  const trimmed = Object.fromEntries(names.map((name) => [name, typeof pasted[name] === 'string' ? unwrapped(pasted[name]) : ''])) as T;
  const wrong = names.find((name) => !shapes[name].test(String(trimmed[name])));
  return wrong === undefined ? { ok: true, value: trimmed } : { ok: false, field: wrong };
}

/** Line breaks within come from a page that wrapped the key; none of these holds white space. */
function unwrapped(pasted: string): string {
  return pasted.replace(/[\s\u200b\ufeff]+/g, '');
}
