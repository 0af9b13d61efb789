// What the button of a remedy does.
import type { Remedy } from '../core/failure.ts';
import type { HostingId, Region } from '../core/model.ts';
import type { PopupDoor } from './door.ts';

/** Carries out what a button of remedy promises. */
export async function remedied(door: PopupDoor, remedy: Remedy, region: Region, hosting: HostingId | null): Promise<void> {
  switch (remedy) {
    case 'logIn': case 'openPanel':
      if ((await door.send('openPanel', { region, hosting })).ok) door.leave();
      return;
    case 'tryAgain': await (hosting === null ? door.send('checkNow', {}) : door.send('readHosting', { hosting })); return;
    case 'grant': case 'unlock': case 'mendAccount': door.openOptions(); return;
    case 'none': return;
  }
}
