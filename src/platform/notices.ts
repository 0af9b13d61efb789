// Notifications: shown under their notice's id, without buttons (Firefox throws on them, macOS hides them): the body's click is the answer.
import type { Notice } from '../core/notices.ts';
import { browserApi } from './browser.ts';
import { text } from './text.ts';

/** Shows a notice; the same id again replaces it. Firefox (it alone has `getBrowserInfo`) refuses `requireInteraction`. */
export async function showNotice(notice: Notice): Promise<void> {
  const { notifications, runtime } = browserApi();
  const sticky = 'getBrowserInfo' in runtime ? {} : { requireInteraction: notice.urgent };
  await notifications.create(notice.id, {
    type: 'basic', iconUrl: runtime.getURL('icons/128.png'), title: text(notice.title), message: text(notice.body), ...sticky,
  });
}
