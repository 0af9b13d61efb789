// Answers to the commands of pages and of the panel's script. Arguments are checked here; what does not fit is answered with null.
import type { ActionKind } from '../core/actions.ts';
import { isHush } from '../core/hush.ts';
import { isGuard } from '../core/insight/guard.ts';
import { type Guard, type HostingId, type Hush, partsOf, readAt } from '../core/model.ts';
import { refusalSays } from '../core/refusal.ts';
import { attendMs } from '../core/schedule.ts';
import { isPanel, panelHome, panelUrl, regionOfPanel } from '../core/panel/panel-url.ts';
import { fields, isText, oneOf, orNull, shaped } from '../core/shape.ts';
import type { Confirmation, Reply } from '../platform/messages.ts';
import type { Received } from '../platform/receive.ts';
import { accountNow, ask, confirm, dismiss, drive, readFresh } from './act.ts';
import { answerAccounts } from './accounts/account-commands.ts';
import type { Desk } from './desk.ts';
import { askFromPanel, idAt, look, pushView } from './panel.ts';
import type { Ports } from './ports.ts';
import { changeSettings, erase } from './settings.ts';
import { commit, read } from './store.ts';
import { readDetail } from './watching/explain.ts';

/** Open panel tabs make Sluice look for a login no more often than this. */
const probeRestMs = 10_000;

const done: Reply<null> = { ok: true, value: null };
const isKind = oneOf<ActionKind>('block', 'unblock', 'purge', 'empty', 'recipient', 'lift');
const isHostingId = (value: unknown): value is HostingId => isText(value) && partsOf(value) !== null;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isConfirmation = shaped<Confirmation>({
  ask: isText, hosting: isHostingId, kind: isKind, seen: isText, stayBlocked: isFlag, recipient: orNull(isText),
});

async function started(desk: Desk, confirmation: Confirmation): Promise<Reply<null>> {
  const reply = await confirm(desk.ports, confirmation);
  if (reply.ok) desk.later(drive(desk.ports, confirmation.hosting, (id) => afterChange(desk, id)));
  return reply;
}

/** A hosting's record changed: its tabs are shown it, notices go out. */
export async function afterChange(desk: Desk, id: HostingId): Promise<void> {
  await desk.tell();
  await pushView(desk.ports, id, desk.say);
}

/** Somebody looks at the list, or at one hosting: what is older than a few seconds less than their pace is read again. */
async function attended(desk: Desk, id: HostingId | null): Promise<Reply<null>> {
  const { ports } = desk;
  const { accounts, hosting } = await read(ports, id === null ? [] : [id]);
  const one = id === null ? null : hosting(id);
  const old = (at: number | null): boolean => at === null || Math.abs(ports.now() - at) > attendMs - 5_000;
  if (id === null && (accounts.length === 0 || accounts.some((account) => old(account.sweptAt)))) desk.sweepNow();
  if (one !== null && old(readAt(one, accounts))) {
    await readFresh(ports, one, 'popup', false);
    desk.later(afterChange(desk, one.id));
  }
  return done;
}

async function readHosting(desk: Desk, id: HostingId): Promise<Reply<null>> {
  const hosting = (await read(desk.ports, [id])).hosting(id);
  if (hosting === null) return { ok: false, refusal: { kind: 'unknownHosting' } };
  const mail = await readFresh(desk.ports, hosting, 'popup', true);
  const account = await accountNow(desk.ports, hosting);
  const caller = account === null ? null : await desk.ports.callerOf(account);
  if (mail.ok && caller?.ok === true) await readDetail(desk.ports, caller.value, hosting);
  desk.later(afterChange(desk, id));
  return mail.ok ? done : { ok: false, refusal: mail.failure };
}

async function openPanel({ ports }: Desk, region: 'eu' | 'ca', id: HostingId | null): Promise<Reply<null>> {
  await showPanel(ports, region, id);
  return done;
}

async function dashboardOpened({ ports }: Desk, hosting: HostingId | null, ask: ActionKind | null): Promise<Reply<null>> {
  await ports.tabs.own('dashboard.html', hosting === null ? null : `#${hosting}${ask === null ? '' : `?ask=${ask}`}`);
  return done;
}

/** Focuses a tab that shows the hosting (or any panel tab of the region), else opens one. */
export async function showPanel(ports: Ports, region: 'eu' | 'ca', id: HostingId | null): Promise<void> {
  const open = (await ports.tabs.panels()).find((tab) => (id === null ? regionOfPanel(tab.url) === region : idAt(tab.url) === id));
  const serviceName = id === null ? null : (partsOf(id)?.serviceName ?? null);
  if (open !== undefined) await ports.tabs.focus(open.id);
  else await ports.tabs.open(serviceName === null ? panelHome(region) : panelUrl(region, serviceName));
}

/** Commands of Sluice's own pages. */
export async function answerPage(desk: Desk, { command, args }: Received): Promise<Reply<unknown> | null> {
  const given = fields(args) ?? {};
  const { hosting, kind, region } = given;
  switch (command) {
    case 'checkNow': desk.checkNow(); return done;
    case 'attend': return orNull(isHostingId)(hosting) ? attended(desk, hosting) : null;
    case 'readHosting': return isHostingId(hosting) ? readHosting(desk, hosting) : null;
    case 'ask': return isHostingId(hosting) && isKind(kind) ? ask(desk.ports, { hosting, kind }, 'popup') : null;
    case 'confirm': return isConfirmation(given) ? started(desk, given) : null;
    case 'dismiss': if (!isHostingId(hosting)) return null; await dismiss(desk.ports, hosting); await afterChange(desk, hosting); return done;
    case 'guard': return isHostingId(hosting) && (given['guard'] === null || isGuard(given['guard'])) ? guarded(desk, hosting, given['guard']) : null;
    case 'hush': return isHostingId(hosting) && orNull(isHush)(given['hush']) ? hushed(desk, hosting, given['hush']) : null;
    case 'openPanel':
      return (region === 'eu' || region === 'ca') && (hosting === null || isHostingId(hosting)) ? openPanel(desk, region, hosting) : null;
    case 'openDashboard': return orNull(isHostingId)(hosting) && orNull(isKind)(given['ask']) ? dashboardOpened(desk, hosting, given['ask']) : null;
    case 'changeSettings': await changeSettings(desk.ports, given['changes']); return done;
    case 'erase': await erase(desk.ports); return done;
    default: return answerAccounts(desk, { command, args });
  }
}

async function hushed(desk: Desk, id: HostingId, hush: Hush | null): Promise<Reply<null>> {
  await commit(desk.ports, [id], (stored) => {
    const hosting = stored.hosting(id);
    return hosting === null ? {} : { hostings: new Map([[id, { ...hosting, hush }]]) };
  });
  await afterChange(desk, id);
  return done;
}

/** The guard may have tripped already: it is judged on the next reading, which follows at once. */
async function guarded(desk: Desk, id: HostingId, guard: Guard | null): Promise<Reply<null>> {
  await commit(desk.ports, [id], (stored) => {
    const hosting = stored.hosting(id);
    return hosting === null ? {} : { hostings: new Map([[id, { ...hosting, guard: guard === null ? null : { ...guard, firedOn: null } }]]) };
  });
  return readHosting(desk, id);
}

/** Commands of the panel's script. The hosting is the one that the tab's own URL names; a refusal comes with its sentence. */
export async function answerPanel(desk: Desk, received: Received, url: string): Promise<Told | null> {
  const reply = isPanel(url) ? await panelReply(desk, received, url) : null;
  if (reply === null || reply.ok) return reply;
  return { ok: false, text: refusalSays(reply.refusal).map(desk.say).join(' ') };
}

type Told = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: string };

async function panelReply(desk: Desk, { command, args }: Received, url: string): Promise<Reply<unknown> | null> {
  const id = idAt(url);
  const given = fields(args);
  if (given === null) return null;
  if (command === 'look') await lookAgain(desk, url, id);
  if (id === null) return { ok: true, value: null };
  switch (command) {
    case 'dress': return { ok: true, value: await desk.ports.ownFile('panel.css') };
    case 'look': return lookFromPanel(desk, id, given['fresh'] === true);
    case 'ask': return isKind(given['kind']) ? askFromPanel(desk.ports, id, given['kind'], desk.say) : null;
    case 'confirm': return confirmFromPanel(desk, id, given);
    default: return null;
  }
}

async function lookFromPanel(desk: Desk, id: HostingId, fresh: boolean): Promise<Reply<unknown>> {
  const reply = await look(desk.ports, id, fresh, desk.say);
  if (fresh) desk.later(desk.tell());
  return reply;
}

/** A panel is open where Sluice is blind, or shows a hosting that is not known: somebody has just logged in, or ordered it. */
async function lookAgain(desk: Desk, url: string, id: HostingId | null): Promise<void> {
  const { head, accounts, hosting } = await read(desk.ports, id === null ? [] : [id]);
  const region = regionOfPanel(url);
  const ofRegion = accounts.filter((account) => account.region === region);
  const sees = ofRegion.some((account) => account.failure === null);
  const rested = Math.abs(desk.ports.now() - (head.probedAt ?? 0)) > probeRestMs;
  if ((!sees || (id !== null && hosting(id) === null)) && rested) desk.checkNow();
}

async function confirmFromPanel(desk: Desk, id: HostingId, given: Readonly<Record<string, unknown>>): Promise<Reply<unknown> | null> {
  const seen = (await read(desk.ports, [id])).hosting(id)?.mail?.state ?? '';
  const confirmation = { ...given, hosting: id, seen };
  if (!isConfirmation(confirmation)) return null;
  const reply = await started(desk, confirmation);
  return reply.ok ? look(desk.ports, id, false, desk.say) : reply;
}
