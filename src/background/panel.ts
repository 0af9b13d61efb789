// What the control panel's tabs are shown: views pushed when a hosting's record changes, and answers to their script's commands.
import type { ActionKind } from '../core/actions.ts';
import { type Hosting, type HostingId, hostingId } from '../core/model.ts';
import type { PanelView, QuestionView } from '../core/panel/panel-view.ts';
import { panelViewOf, questionViewOf } from '../core/panel/panel-view-of.ts';
import { hostingAt } from '../core/panel/panel-url.ts';
import type { Say } from '../core/text.ts';
import type { Reply } from '../platform/messages.ts';
import { ask, readFresh } from './act.ts';
import type { Ports } from './ports.ts';
import { read } from './store.ts';

type SayIt = (say: Say) => string;

/** The hosting that a tab's own URL names. */
export function idAt(url: string): HostingId | null {
  const at = hostingAt(url);
  return at === null ? null : hostingId(at.region, at.serviceName);
}

async function viewOf(ports: Ports, id: HostingId, say: SayIt): Promise<PanelView | null> {
  const stored = await read(ports, [id]);
  const hosting = stored.hosting(id);
  if (hosting === null) return null;
  return panelViewOf({ hosting, action: stored.action(id), accounts: stored.accounts, now: ports.now() }, say);
}

/** Shows the hosting's record to every panel tab that has it open. */
export async function pushView(ports: Ports, id: HostingId, say: SayIt): Promise<void> {
  const open = (await ports.tabs.panels()).filter((tab) => idAt(tab.url) === id);
  if (open.length === 0) return;
  const view = await viewOf(ports, id, say);
  await Promise.all(open.map((tab) => ports.tabs.tell(tab.id, { sluice: 'view', view })));
}

/** The view of the hosting that a tab shows; `fresh` reads it first. A hosting that is not stored yet is null. */
export async function look(ports: Ports, id: HostingId, fresh: boolean, say: SayIt): Promise<Reply<PanelView | null>> {
  const hosting = fresh ? (await read(ports, [id])).hosting(id) : null;
  if (hosting !== null) await readFresh(ports, hosting, 'panel', false);
  return { ok: true, value: await viewOf(ports, id, say) };
}

/** The confirmation to draw, or a sentence why there is none. */
export async function askFromPanel(ports: Ports, id: HostingId, kind: ActionKind, say: SayIt): Promise<Reply<QuestionView>> {
  const asked = await ask(ports, { hosting: id, kind }, 'panel');
  if (!asked.ok) return asked;
  const hosting = (await read(ports, [id])).hosting(id) as Hosting;
  return { ok: true, value: questionViewOf(asked.value.ask, kind, hosting, asked.value.seen, say) };
}
