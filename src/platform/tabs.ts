// Tabs of the control panel: found by the hosts that Sluice may see, told things, focused, opened.
import { panelMatches } from '../core/panel/panel-url.ts';
import { browserApi } from './browser.ts';
import type { Carried, ToPanel } from './messages.ts';

export const tabs = {
  panels: async () => {
    const found = await browserApi().tabs.query({ url: [...panelMatches] });
    return found.flatMap(({ id, url, active }) => (id === undefined || url === undefined ? [] : [{ id, url, active }]));
  },
  tell: async (tab: number, message: ToPanel): Promise<Carried | null> => {
    try {
      return ((await browserApi().tabs.sendMessage(tab, message, { frameId: 0 })) as Carried | undefined) ?? null;
    } catch {
      // The tab has gone, or its script is that of an earlier version: both are "no answer".
      return null;
    }
  },
  focus: async (tab: number): Promise<void> => {
    const { windowId } = await browserApi().tabs.update(tab, { active: true });
    if (windowId !== undefined) await browserApi().windows.update(windowId, { focused: true });
  },
  own: async (page: string, hash: string | null): Promise<void> => {
    const url = browserApi().runtime.getURL(page);
    const [there] = await browserApi().tabs.query({ url: `${url}*` });
    if (there?.id === undefined) await browserApi().tabs.create({ url: url + (hash ?? '') });
    else {
      if (hash !== null) await browserApi().tabs.update(there.id, { url: url + hash });
      await tabs.focus(there.id);
    }
  },
  open: async (url: string): Promise<void> => {
    await browserApi().tabs.create({ url });
  },
};
