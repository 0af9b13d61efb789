// Whether somebody is at the computer, and when they come back.
import { idleAfterSeconds } from '../core/schedule.ts';
import { browserApi } from './browser.ts';

/** Nobody has touched the computer for a while, or its screen is locked. */
export async function isIdle(): Promise<boolean> {
  return (await browserApi().idle.queryState(idleAfterSeconds)) !== 'active';
}

/** Calls `back` each time somebody comes back. */
export function whenBack(back: () => void): void {
  browserApi().idle.onStateChanged.addListener((state) => {
    if (state === 'active') back();
  });
}
