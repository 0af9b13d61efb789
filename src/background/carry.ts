// Writes that the provider takes only from its own panel: carried, once, by the script of an open panel tab of the same region.
import type { Request } from '../core/actions.ts';
import { type Result, bad } from '../core/failure.ts';
import type { Hosting, Region } from '../core/model.ts';
import { regionOfPanel } from '../core/panel/panel-url.ts';
import { actionRequest, answerOfCarried, carriageOf, liftRequest, recipientRequest } from '../provider/calls.ts';
import type { ProviderRequest } from '../provider/request.ts';
import type { PanelTab, Ports } from './ports.ts';

async function panelTab(ports: Ports, region: Region): Promise<PanelTab | null> {
  const tabs = (await ports.tabs.panels()).filter((tab) => regionOfPanel(tab.url) === region);
  return tabs.find((tab) => tab.active) ?? tabs[0] ?? null;
}

function requestFor({ serviceName }: Hosting, request: Request, recipient: string | null): ProviderRequest {
  if (request === 'LIFT') return liftRequest(serviceName);
  return request === 'RECIPIENT' ? recipientRequest(serviceName, recipient ?? '') : actionRequest(serviceName, request);
}

/** Has a panel tab send one request. `needsPanel` when none is open: nothing was sent. No answer from the tab is a lost answer. */
export async function carriedByPanel(ports: Ports, hosting: Hosting, request: Request, recipient: string | null): Promise<Result<unknown>> {
  const tab = await panelTab(ports, hosting.region);
  if (tab === null) return bad({ kind: 'needsPanel' });
  const carriage = carriageOf(requestFor(hosting, request, recipient));
  if (carriage === null) return bad({ kind: 'needsPanel' });
  const carried = await ports.tabs.tell(tab.id, { sluice: 'carry', carriage });
  return carried === null ? bad({ kind: 'timeOut' }) : answerOfCarried(carried, ports.now());
}
