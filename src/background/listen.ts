// Every listener of the background, registered in the worker's first turn. What they tell is done by the work, which is loaded when the first of them is called.
import { browserApi } from '../platform/browser.ts';
import { whenBack } from '../platform/idle.ts';
import { keepWork, work } from '../platform/late-work.ts';
import { whenChosen } from '../platform/menu.ts';
import { type Received, receive } from '../platform/receive.ts';
import { whenSynced } from '../platform/storage.ts';

/** What a start takes up by itself gives way to the event that was its reason. */
const takeUpAfterMs = 50;

/** That somebody looks asks for no answer: it is given before the work is loaded. */
async function said(received: Received): Promise<unknown> {
  setTimeout(() => void work().page(received));
  return { ok: true, value: null };
}

/** Nothing here waits: an event that woke the worker is lost to a listener that comes late. */
export function listen(): void {
  const { alarms, commands, runtime, notifications, permissions } = browserApi();
  keepWork();
  alarms.onAlarm.addListener(({ name }) => work().alarm(name));
  whenSynced((settings) => work().synced(settings));
  whenBack(() => work().back());
  notifications.onClicked.addListener((id) => work().noticeClicked(id));
  runtime.onInstalled.addListener(({ reason }) => work().installed(reason));
  whenChosen((entry) => work().chosen(entry));
  commands.onCommand.addListener((command) => work().command(command));
  runtime.onStartup.addListener(() => work().browserStarted());
  permissions.onAdded.addListener(() => work().hostsAllowed());
  receive({
    page: (received) => (received.command === 'attend' ? said(received) : work().page(received)),
    panel: (received, url) => work().panel(received, url),
  });
  setTimeout(() => work().woken(), takeUpAfterMs);
}
