// Secrets at rest: in local storage that is closed to content scripts, and under a passphrase where the user set one.
import type { AccountId } from '../core/model.ts';
import { fields, isCount, isText, shaped } from '../core/shape.ts';
import { browserApi } from './browser.ts';
import { forgetShortLived, shortLivedNames } from './short-lived.ts';

/** How the key is made from the passphrase. All base64 but the count. */
interface Lock {
  readonly salt: string;
  readonly iterations: number;
}

interface Sealed {
  readonly iv: string;
  readonly data: string;
}

/** Source: OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
const iterations = 600_000;
const lockKey = 'vault';
const sessionKey = 'vaultKey';
const secretKey = (id: AccountId): string => `secret/${id}`;
const isLock = shaped<Lock>({ salt: isText, iterations: isCount });
const isSealed = shaped<Sealed>({ iv: isText, data: isText });

const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

async function derived(passphrase: string, lock: Lock): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: toBytes(lock.salt), iterations: lock.iterations }, material, 256);
  return new Uint8Array(bits);
}

const aes = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function sealed(secret: unknown, raw: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await aes(raw), new TextEncoder().encode(JSON.stringify(secret)));
  return { iv: toText(iv), data: toText(new Uint8Array(data)) };
}

/** Undefined where the key does not fit. */
async function opened({ iv, data }: Sealed, raw: Uint8Array<ArrayBuffer>): Promise<unknown> {
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(iv) }, await aes(raw), toBytes(data));
    return JSON.parse(new TextDecoder().decode(plain)) as unknown;
  } catch {
    // A wrong key and a damaged text are not told apart by AES-GCM; both are "does not open".
    return undefined;
  }
}

async function currentLock(): Promise<Lock | null> {
  const found = (await browserApi().storage.local.get(lockKey))[lockKey];
  return isLock(found) ? found : null;
}

async function heldKey(): Promise<Uint8Array<ArrayBuffer> | null> {
  const found = (await browserApi().storage.session.get(sessionKey))[sessionKey];
  return isText(found) ? toBytes(found) : null;
}

/** `open`: no passphrase is set. `locked`: one is set and was not given since the browser started. */
export type VaultState = 'open' | 'locked' | 'unlocked';

export async function vaultState(): Promise<VaultState> {
  if ((await currentLock()) === null) return 'open';
  return (await heldKey()) === null ? 'locked' : 'unlocked';
}

/** An account's secret. Undefined when there is none or it does not open; ask `vaultState` whether it is locked. */
export async function readSecret(id: AccountId): Promise<unknown> {
  const found = fields((await browserApi().storage.local.get(secretKey(id)))[secretKey(id)]);
  if (found === null) return undefined;
  if (!isSealed(found)) return found['plain'];
  const raw = await heldKey();
  return raw === null ? undefined : opened(found, raw);
}

/** Stores a secret. False while the vault is locked: nothing is stored then. */
export async function writeSecret(id: AccountId, secret: unknown): Promise<boolean> {
  const state = await vaultState();
  const raw = await heldKey();
  if (state === 'locked') return false;
  const value = state === 'unlocked' && raw !== null ? await sealed(secret, raw) : { plain: secret };
  await browserApi().storage.local.set({ [secretKey(id)]: value });
  return true;
}

/** The name of the short-lived token that an account's secret was exchanged for. */
export const tokenName = (id: AccountId): string => `token/${id}`;

/** Removes a secret, and the token that was got by it. A passphrase that nobody gave goes with the last one: it could be forgotten, and then nothing could be added ever again. */
export async function removeSecret(id: AccountId): Promise<void> {
  const { local } = browserApi().storage;
  await local.remove(secretKey(id));
  await forgetShortLived(tokenName(id));
  if ((await vaultState()) === 'locked' && (await secretIds()).length === 0) await local.remove(lockKey);
}

async function secretIds(): Promise<readonly AccountId[]> {
  const prefix = secretKey('' as AccountId);
  return Object.keys(await browserApi().storage.local.get(null)).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length) as AccountId);
}

/**
 * Puts all secrets under a passphrase, or takes them out from under it with null, in one write. False while the vault is
 * locked: whoever does not know the old passphrase sets no new one.
 */
export async function setPassphrase(passphrase: string | null): Promise<boolean> {
  if ((await vaultState()) === 'locked') return false;
  const ids = await secretIds();
  const secrets = await Promise.all(ids.map(readSecret));
  const lock: Lock | null = passphrase === null ? null : { salt: toText(random(16)), iterations };
  const raw = passphrase === null || lock === null ? null : await derived(passphrase, lock);
  const values = await Promise.all(secrets.map((secret) => (raw === null ? { plain: secret } : sealed(secret, raw))));
  const { local, session } = browserApi().storage;
  await local.set({ ...Object.fromEntries(ids.map((id, at) => [secretKey(id), values[at]])), [lockKey]: lock === null ? null : { ...lock, check: await sealed('sluice', raw ?? random(32)) } });
  await (raw === null ? session.remove(sessionKey) : session.set({ [sessionKey]: toText(raw) }));
  return true;
}

/** Opens the vault until the browser closes. False for a wrong passphrase. */
export async function unlock(passphrase: string): Promise<boolean> {
  const stored = (await browserApi().storage.local.get(lockKey))[lockKey];
  if (!isLock(stored)) return true;
  const raw = await derived(passphrase, stored);
  const check = (stored as Lock & { readonly check?: unknown }).check;
  if (!isSealed(check) || (await opened(check, raw)) !== 'sluice') return false;
  await browserApi().storage.session.set({ [sessionKey]: toText(raw) });
  return true;
}

/** Takes the passphrase's key away, and the tokens that were got while it was there. */
export async function lockVault(): Promise<void> {
  await browserApi().storage.session.remove(sessionKey);
  const tokens = (await shortLivedNames()).filter((name) => name.startsWith(tokenName('' as AccountId)));
  await Promise.all(tokens.map(forgetShortLived));
}

/** Everything that lives as long as the browser: the passphrase's key, tokens, where the popup was. What is stored for longer is removed with the rest. */
export async function eraseVault(): Promise<void> {
  await browserApi().storage.session.clear();
}
