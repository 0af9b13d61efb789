// The stored items of one hosting. Apart from the others: the popup's first screen needs none of them.
import type { Action } from '../core/actions.ts';
import { decodeAction, decodeHosting } from '../core/stored/decode-stored.ts';
import type { Hosting, HostingId } from '../core/model.ts';
import type { Item } from './items.ts';

/** One hosting. Written by the background. */
export function hostingItem(id: HostingId): Item<Hosting | null> {
  return { key: `hosting/${id}`, area: 'local', empty: null, decode: decodeHosting };
}

/** The action under way on a hosting, or the last one until it is dismissed. Written by the background. */
export function actionItem(id: HostingId): Item<Action | null> {
  return { key: `action/${id}`, area: 'local', empty: null, decode: decodeAction };
}
