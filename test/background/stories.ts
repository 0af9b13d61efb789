// Small steps that the background's tests tell their stories with.
import { confirm, ask, drive } from '../../src/background/act.ts';
import { deliver } from '../../src/background/deliver.ts';
import { sweep } from '../../src/background/watching/watch.ts';
import type { Ports } from '../../src/background/ports.ts';
import type { Action, ActionKind } from '../../src/core/actions.ts';
import type { Hosting, HostingId } from '../../src/core/model.ts';
import { decodeHosting } from '../../src/core/stored/decode-stored.ts';
import { hostingId } from '../../src/core/model.ts';
import type { Reply } from '../../src/platform/messages.ts';
import { World } from './world.ts';

export const site = hostingId('eu', 'example.com');
const routine = { relist: false, byUser: false };

/** A world that has been swept once, with `example.com` in the given state. */
export async function sweptWorld(state = 'ok'): Promise<World> {
  const world = new World();
  world.provider.add('example.com', state);
  await sweepNow(world.worker().ports);
  return world;
}

export async function sweepNow(ports: Ports): Promise<void> {
  await sweep(ports, routine);
  await deliver(ports);
}

/** Asks and confirms, without driving. */
export async function wish(ports: Ports, kind: ActionKind, more: { stayBlocked?: boolean; recipient?: string } = {}): Promise<Reply<null>> {
  const asked = await ask(ports, { hosting: site, kind }, 'popup');
  if (!asked.ok) return asked;
  return confirm(ports, { ...asked.value, stayBlocked: more.stayBlocked ?? false, recipient: more.recipient ?? null });
}

/** Drives until the action has ended or nothing more happens without time. */
export async function driveOn(ports: Ports, id: HostingId = site): Promise<void> {
  await drive(ports, id, () => deliver(ports));
}

/** Drives again and again, as the alarm does, until the action has ended. */
export async function driveToEnd(world: World): Promise<Action> {
  for (let turn = 0; turn < 100; turn += 1) {
    await driveOn(world.worker().ports);
    const action = actionOf(world);
    if (action.outcome !== null) return action;
    world.now += 30_000;
  }
  throw new Error('the action never ended');
}

export function actionOf(world: World, id: HostingId = site): Action {
  const action = world.get<Action>(`action/${id}`);
  if (action === undefined) throw new Error('no action is stored');
  return action;
}

export function hostingOf(world: World, id: HostingId = site): Hosting {
  const hosting = decodeHosting(world.get(`hosting/${id}`));
  if (hosting === null) throw new Error('no hosting is stored');
  return hosting;
}
