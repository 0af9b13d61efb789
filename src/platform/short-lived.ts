// What may be known until the browser closes, and must not be written to disk: access tokens, the provider's clock.
import { browserApi } from './browser.ts';

const keyOf = (name: string): string => `short/${name}`;

export async function readShortLived(name: string): Promise<unknown> {
  return (await browserApi().storage.session.get(keyOf(name)))[keyOf(name)];
}

export async function keepShortLived(name: string, value: unknown): Promise<void> {
  await browserApi().storage.session.set({ [keyOf(name)]: value });
}

export async function forgetShortLived(name: string): Promise<void> {
  await browserApi().storage.session.remove(keyOf(name));
}

export async function shortLivedNames(): Promise<readonly string[]> {
  const prefix = keyOf('');
  return Object.keys(await browserApi().storage.session.get(null)).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}
