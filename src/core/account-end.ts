// When the end of a key or token is near enough to be told.
import type { Time } from './model.ts';

/** An end that is nearer than this is told, in milliseconds: a week leaves time to make a new key. */
export const endSoonMs = 7 * 86_400_000;

/** Whether a key ends soon, or has ended; null never ends. */
export function endsSoon(endsAt: Time | null, now: Time): boolean {
  return endsAt !== null && endsAt - now < endSoonMs;
}
