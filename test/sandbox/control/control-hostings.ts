// Control calls about hostings.
import type { Control, HostingChange, HostingView } from './control-calls.ts';
import { ControlError } from './control-error.ts';
import type { Hosting } from '../world/hosting.ts';
import { tell } from '../world/stories.ts';
import type { World } from '../world/world.ts';

type HostingCalls = Pick<Control, 'hostings' | 'hosting' | 'setHosting' | 'addHosting' | 'story' | 'removeHosting' | 'expireHosting'>;

export function hostingCalls(world: World): HostingCalls {
  return {
    hostings: async ({ nichandle } = {}) => (nichandle === undefined ? world.hostings : world.hostingsOf(nichandle)).map((hosting) => viewOf(world, hosting)),
    hosting: async ({ serviceName }) => viewOf(world, found(world, serviceName)),
    setHosting: async ({ serviceName, ...change }) => viewOf(world, changed(world, found(world, serviceName), change)),
    addHosting: async ({ serviceName, region = 'eu', ...change }) => {
      if (world.hosting(serviceName) !== undefined) throw new ControlError(`There is a hosting ${serviceName} already.`);
      return viewOf(world, changed(world, world.addHosting(serviceName, region), change));
    },
    story: async ({ serviceName, story }) => {
      const hosting = found(world, serviceName);
      tell(world, hosting, story);
      return viewOf(world, hosting);
    },
    removeHosting: async ({ serviceName }) => { world.removeHosting(found(world, serviceName).serviceName); return null; },
    expireHosting: async ({ serviceName, expired = true }) => {
      const hosting = found(world, serviceName);
      hosting.expired = expired;
      return viewOf(world, hosting);
    },
  };
}

function found(world: World, serviceName: string): Hosting {
  const hosting = world.hosting(serviceName);
  if (hosting === undefined) throw new ControlError(`There is no hosting ${serviceName}.`);
  return hosting;
}

function changed(world: World, hosting: Hosting, change: HostingChange): Hosting {
  const now = world.clock.now();
  const { state, queued, mailsPerDay, email, sent, sentToday, bounce, maxPerDay, bounces, volumes, displayName, offer, mailsoutState, outState, spoofing } = change;
  const { mail } = hosting;
  if (state !== undefined) mail.become(state, now);
  Object.assign(mail, given({ email, sent, sentToday, bounce, maxPerDay, bounces, volumes }));
  Object.assign(hosting, given({ displayName, offer, mailsoutState, outState, spoofing }));
  if (queued !== undefined) {
    mail.queue.release();
    mail.queue.add(now, queued);
  }
  if (mailsPerDay !== undefined) mail.course = null;
  mail.restartTraffic(now, mailsPerDay);
  return hosting;
}

function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function viewOf(world: World, hosting: Hosting): HostingView {
  const now = world.clock.now();
  const { serviceName, region, nichandle, displayName, offer, expired, mail } = hosting;
  mail.settle(now);
  const { state, email, sent, sentToday, bounce, maxPerDay, queue } = mail;
  return {
    serviceName, region, nichandle, displayName, offer, expired, state, email, sent, sentToday, bounce, maxPerDay,
    queued: queue.length, dropped: queue.dropped, purged: queue.purged, coming: mail.coming.map((step) => ({ state: step.state, inMs: step.at - now })),
  };
}
