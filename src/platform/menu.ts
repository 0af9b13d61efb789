// The menu of the toolbar button: made once at installing, answered by a worker that knows nothing else.
import type { TextKey } from '../core/text.ts';
import { browserApi } from './browser.ts';
import { text } from './text.ts';

const entries = ['check', 'silence', 'dashboard'] as const;
export type MenuEntry = (typeof entries)[number];

/** Makes the menu anew: texts may be of another language or version than those that are there. */
export async function makeMenu(): Promise<void> {
  const { contextMenus } = browserApi();
  await contextMenus.removeAll();
  for (const id of entries) contextMenus.create({ id, contexts: ['action'], title: text({ key: `menu_${id}` as TextKey }) });
}

export function whenChosen(chosen: (entry: MenuEntry) => void): void {
  browserApi().contextMenus.onClicked.addListener(({ menuItemId }) => {
    const entry = entries.find((one) => one === menuItemId);
    if (entry !== undefined) chosen(entry);
  });
}
