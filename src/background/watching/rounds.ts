// The rounds of the background: a sweep and all that follows it, and what every start of the worker takes up. Safe to repeat.
import type { Say } from '../../core/text.ts';
import { seeAnswer } from '../accounts/account-commands.ts';
import { sweepAway } from '../accounts/accounts.ts';
import { driveAll } from '../act.ts';
import { afterChange } from '../commands.ts';
import { deliver } from '../deliver.ts';
import type { Desk } from '../desk.ts';
import { explainStops, unexplainedIn } from './explain.ts';
import { idAt, pushView } from '../panel.ts';
import type { Ports } from '../ports.ts';
import { mayRest } from '../../core/schedule.ts';
import { mendCommon } from '../mend.ts';
import { noteOverdue } from './pace.ts';
import { read } from '../store.ts';
import { barsAreDue, readVolumes } from './volumes.ts';
import { type SweepWish, sweep } from './watch.ts';

/** The next sweep is armed before this one runs: a worker that is ended in the middle still wakes. */
async function armSweep(ports: Ports): Promise<void> {
  const { settings } = await read(ports);
  await ports.alarm('sweep', settings.intervalMinutes);
}

export async function sweepAndTell(ports: Ports, wish: SweepWish, say: (say: Say) => string): Promise<void> {
  await armSweep(ports);
  try {
    await sweep(ports, wish);
  } finally {
    await noteOverdue(ports).finally(() => deliver(ports));
  }
  await explainStops(ports, 'news');
  await driveGuarded(ports, say);
  await showToTabs(ports, say);
  await armVolumes(ports);
}

/** What a guard has started while the sweep read. */
async function driveGuarded(ports: Ports, say: (say: Say) => string): Promise<void> {
  const { head } = await read(ports);
  if (!head.rows.some((row) => row.action?.outcome === null)) return;
  await driveAll(ports, async (id) => {
    await deliver(ports);
    await pushView(ports, id, say);
  });
}

/** The look that is due by the clock. While nobody is at the computer, two of three are left out: there is nobody to tell. */
export async function sweepInTurn(ports: Ports, say: (say: Say) => string): Promise<void> {
  const { accounts, settings } = await read(ports);
  const intervalMs = settings.intervalMinutes * 60_000;
  const resting = accounts.length > 0 && accounts.every((account) => mayRest(account, intervalMs, ports.now())) && (await ports.isIdle());
  if (resting) await deliver(ports);
  else await sweepAndTell(ports, { relist: false, byUser: false }, say);
}

/** Somebody is back at the computer: what was left out meanwhile is looked at now. */
export async function backFromIdle(ports: Ports, say: (say: Say) => string): Promise<void> {
  const { accounts, settings } = await read(ports);
  const due = accounts.some((account) => Math.abs(ports.now() - (account.sweptAt ?? 0)) >= settings.intervalMinutes * 60_000);
  if (due) await sweepAndTell(ports, { relist: false, byUser: false }, say);
}

/** As many as one round reads. */
const fewHostings = 150;

/** Bars are read at once where that is one round, else between sweeps, a few requests a minute, until none is older than a day. */
async function armVolumes(ports: Ports): Promise<void> {
  const { accounts, head } = await read(ports);
  const listed = await Promise.all(accounts.filter((account) => account.failure === null).map((account) => barsAreDue(ports, account)));
  if (head.total <= fewHostings) await readSlowly(ports);
  else if (listed.includes(true) || (await unexplainedIn(ports))) await ports.alarm('volumes', 1);
}

/** What nobody waits for: bars of the day, and why hostings were stopped that Sluice never saw sending. Goes on in a minute while there is more. */
export async function readSlowly(ports: Ports): Promise<void> {
  const moreBars = await readVolumes(ports);
  const moreStops = await explainStops(ports, 'all');
  await ports.alarm('volumes', moreBars || moreStops ? 1 : null);
}

/** Panel tabs draw the hosting that they show anew after a sweep. */
async function showToTabs(ports: Ports, say: (say: Say) => string): Promise<void> {
  const shown = new Set((await ports.tabs.panels()).flatMap((tab) => idAt(tab.url) ?? []));
  await Promise.all([...shown].map((id) => pushView(ports, id, say)));
}

/** Arms what must be armed and takes up what was left, at every start of the worker. */
export async function wake(desk: Desk): Promise<void> {
  const { ports } = desk;
  // Read first: a sweep that begins in this worker must not be taken for one that died.
  const diedSweeping = (await read(ports)).head.sweepingSince !== null;
  await mendCommon(ports);
  await armSweep(ports);
  await deliver(ports);
  desk.later(driveAll(ports, (id) => afterChange(desk, id)));
  desk.later(seeAnswer(desk));
  desk.later(sweepAway(ports));
  if ((await read(ports)).head.probedAt === null) desk.checkNow();
  else if (diedSweeping) desk.sweepNow();
}
