// The toolbar button: badge text, colour and title.
import type { Badge } from '../core/badge.ts';
import { browserApi } from './browser.ts';
import { text } from './text.ts';

/** Dark enough for white badge text (4.5:1). */
const colours: Readonly<Record<Badge['tone'], string>> = {
  ok: '#12703f', force: '#12703f', ko: '#b54708', bounce: '#8a5300', spam: '#b42318', purging: '#175cd3', unknown: '#526172', blind: '#6941c6',
};

/** The browser forgets the badge when it restarts: it is shown anew at every start, also when it is empty. */
export async function showBadge(badge: Badge): Promise<void> {
  const { action } = browserApi();
  await action.setBadgeText({ text: badge.text });
  await action.setBadgeBackgroundColor({ color: colours[badge.tone] });
  await action.setTitle({ title: text(badge.title) });
  await (action as typeof action & { setBadgeTextColor?(details: { color: string }): Promise<void> }).setBadgeTextColor?.({ color: '#ffffff' });
}
