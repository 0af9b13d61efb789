// What the background does at each event, joined to the ports; each finds what it needs in storage.
import { subjectOf } from '../core/notices.ts';
import { partsOf } from '../core/model.ts';
import { browserApi } from '../platform/browser.ts';
import type { Work } from '../platform/late-work.ts';
import { closeStorageToPages } from '../platform/storage.ts';
import { changeSettings, takeSynced } from './settings.ts';
import { type MenuEntry, makeMenu } from '../platform/menu.ts';
import { text } from '../platform/text.ts';
import { driveAll } from './act.ts';
import { seeAnswer } from './accounts/account-commands.ts';
import { afterChange, answerPage, answerPanel, showPanel } from './commands.ts';
import { deliver } from './deliver.ts';
import type { Desk } from './desk.ts';
import type { Ports } from './ports.ts';
import { mendAll } from './mend.ts';
import { backFromIdle, readSlowly, sweepAndTell, sweepInTurn, wake } from './watching/rounds.ts';
import { read } from './store.ts';

/** Says in the extension's own console that something unforeseen broke; names the error's kind only, never its data. */
function report(error: unknown): void {
  console.error('Sluice:', error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : typeof error);
}

function deskOf(ports: Ports): Desk {
  const later = (work: Promise<unknown>): void => { work.catch(report); };
  const tell = (): Promise<void> => deliver(ports);
  const sweeping = (byUser: boolean): void => later(sweepAndTell(ports, { relist: byUser, byUser }, text));
  return { ports, say: text, later, tell, checkNow: () => sweeping(true), sweepNow: () => sweeping(false) };
}

const silenceMs = 3_600_000;

async function menuChosen({ ports, checkNow }: Desk, entry: MenuEntry): Promise<void> {
  switch (entry) {
    case 'check': checkNow(); return;
    case 'silence': await changeSettings(ports, { snoozedUntil: ports.now() + silenceMs }); return;
    case 'dashboard': await ports.tabs.own('dashboard.html', null);
  }
}

async function noticeClicked(ports: Ports, noticeId: string): Promise<void> {
  const subject = subjectOf(noticeId);
  await browserApi().notifications.clear(noticeId);
  if (subject === null) return ports.tabs.own('dashboard.html', null);
  if (noticeId.startsWith('guard|') && 'hosting' in subject) {
    await ports.tabs.own('dashboard.html', `#${subject.hosting}?ask=unblock`);
    return;
  }
  if ('hosting' in subject) {
    const parts = partsOf(subject.hosting);
    if (parts !== null) await showPanel(ports, parts.region, subject.hosting);
    return;
  }
  const { accounts } = await read(ports);
  await showPanel(ports, accounts.find((account) => account.id === subject.account)?.region ?? 'eu', null);
}

/** What is done at each event. */
export function workOf(ports: Ports): Work {
  const desk = deskOf(ports);
  return {
    woken: () => { desk.later(closeStorageToPages()); desk.later(wake(desk)); },
    alarm: (name) => {
      if (name === 'follow') desk.later(driveAll(ports, (id) => afterChange(desk, id)));
      else if (name === 'volumes') desk.later(readSlowly(ports));
      else if (name === 'asking') desk.later(seeAnswer(desk));
      else if (name === 'resume') desk.later(sweepAndTell(ports, { relist: false, byUser: false }, text));
      else desk.later(sweepInTurn(ports, text));
    },
    synced: (settings) => desk.later(takeSynced(ports, settings)),
    back: () => desk.later(backFromIdle(ports, text)),
    noticeClicked: (id) => desk.later(noticeClicked(ports, id)),
    installed: (reason) => {
      desk.later(mendAll(ports).then(() => desk.checkNow()));
      desk.later(makeMenu());
      if (reason === 'install') desk.later(ports.tabs.own('welcome.html', null));
    },
    browserStarted: () => desk.later(mendAll(ports).then(() => desk.sweepNow())),
    hostsAllowed: () => desk.checkNow(),
    chosen: (entry) => desk.later(menuChosen(desk, entry)),
    command: (name) => { if (name === 'dashboard') desk.later(ports.tabs.own('dashboard.html', null)); },
    page: (received) => answerPage(desk, received),
    panel: (received, url) => answerPanel(desk, received, url),
  };
}
