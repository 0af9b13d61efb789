// The control calls over HTTP, for tests in another process.
import { type Control, controlNames } from './control-calls.ts';

/** Every call of `Control`. Rejects with the sandbox's own sentence when it refuses one. */
export function controlClient(origin: string): Control {
  const calls = controlNames.map((name) => [name, (args: unknown) => call(origin, name, args)] as const);
  return Object.fromEntries(calls) as unknown as Control;
}

async function call(origin: string, name: string, args: unknown): Promise<unknown> {
  const reply = await fetch(`${origin}/${name}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(args ?? {}),
  });
  const value = (await reply.json()) as unknown;
  if (!reply.ok) throw new Error(`${name}: ${(value as { message: string }).message}`);
  return value;
}
