// Secrets at rest: readable without a passphrase by the extension alone, and by nobody under one that was not given.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId } from '../../src/core/model.ts';
import { lockVault, readSecret, removeSecret, setPassphrase, unlock, vaultState, writeSecret } from '../../src/platform/vault.ts';
import { fakeBrowser } from './fake-storage.ts';

const first = 'keys:eu:1' as AccountId;
const second = 'token:eu:2' as AccountId;
const secret = { kind: 'token', token: 'the.secret.itself' };
let stored: ReturnType<typeof fakeBrowser>;
const everything = (): string => JSON.stringify([[...stored.local.items], [...stored.session.items]]);

// The slow derivation is what makes a passphrase worth its name; the rules are the same with a fast one.
beforeEach(() => {
  stored = fakeBrowser();
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((how, key, length) => {
    expect((how as Pbkdf2Params).iterations).toBeGreaterThanOrEqual(600_000);
    return derive({ ...(how as Pbkdf2Params), iterations: 1 }, key, length);
  });
});
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllGlobals(); });

describe('without a passphrase', () => {
  it('secrets are kept and given back, and go when they are removed', async () => {
    expect(await vaultState()).toBe('open');
    expect(await writeSecret(first, secret)).toBe(true);
    expect(await readSecret(first)).toEqual(secret);
    await removeSecret(first);
    expect(await readSecret(first)).toBeUndefined();
    expect(everything()).not.toContain('secret.itself');
  });
});

describe('under a passphrase', () => {
  beforeEach(async () => {
    await writeSecret(first, secret);
    await setPassphrase('open sesame');
  });

  it('no secret stands anywhere as it is, whether it was there before or came after', async () => {
    await writeSecret(second, { kind: 'token', token: 'another.secret.itself' });
    expect(everything()).not.toContain('secret.itself');
    expect(everything()).not.toContain('sesame');
    expect(await readSecret(first)).toEqual(secret);
    expect(await readSecret(second)).toMatchObject({ token: 'another.secret.itself' });
  });

  it('nothing is read or kept while it is locked; the wrong passphrase opens nothing, the right one all', async () => {
    await lockVault();
    expect(await vaultState()).toBe('locked');
    expect(await readSecret(first)).toBeUndefined();
    expect(await writeSecret(second, secret)).toBe(false);
    expect(await setPassphrase('mine now')).toBe(false);
    expect(await unlock('open says me')).toBe(false);
    expect(await vaultState()).toBe('locked');
    expect(await unlock('open sesame')).toBe(true);
    expect(await readSecret(first)).toEqual(secret);
  });

  it('is locked again when the browser has closed', async () => {
    stored.session.items.clear();
    expect(await vaultState()).toBe('locked');
  });

  it('can be changed and taken away, and keeps every secret', async () => {
    await setPassphrase('another one');
    await lockVault();
    expect(await unlock('open sesame')).toBe(false);
    expect(await unlock('another one')).toBe(true);
    expect(await readSecret(first)).toEqual(secret);
    await setPassphrase(null);
    expect(await vaultState()).toBe('open');
    expect(await readSecret(first)).toEqual(secret);
  });

  it('is changed in one write: a worker that dies leaves the old one or the new one', async () => {
    await writeSecret(second, secret);
    stored.local.writes.length = 0;
    await setPassphrase('another one');
    expect(stored.local.writes).toHaveLength(1);
    expect(stored.local.writes[0]?.sort()).toEqual([`secret/${first}`, `secret/${second}`, 'vault']);
  });

  it('takes a damaged secret for none', async () => {
    const sealed = JSON.parse(stored.local.items.get(`secret/${first}`) as string) as { iv: string; data: string };
    stored.local.items.set(`secret/${first}`, JSON.stringify({ ...sealed, data: `AAAA${sealed.data.slice(4)}` }));
    expect(await readSecret(first)).toBeUndefined();
  });
});
