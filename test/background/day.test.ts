// Three hours of the day that `npm run proof day` plays whole: faults, sleeps, restarts, logins. Every change is told once, and storage stays as small as it was.
import { expect, it } from 'vitest';
import { day } from '../proof/day.ts';

it('every change is told once, whatever happens in between, and what is stored does not grow', async () => {
  const { changes, notTold, toldTwice, storedThen, storedNow } = await day(7, 3, 60);
  expect(changes).toBeGreaterThan(50);
  expect({ notTold, toldTwice }).toEqual({ notTold: 0, toldTwice: 0 });
  expect(storedNow).toBeLessThan(storedThen * 1.5);
}, 60_000);
