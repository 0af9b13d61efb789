// The quick part of the chaos proof: a dozen kills at random moments, counted at the provider. `npm run proof` plays hundreds.
import { expect, test } from 'vitest';
import { chaos } from '../proof/chaos.ts';
import { matrix } from '../proof/matrix.ts';
import { violations } from '../proof/stage.ts';
import { kind } from './world.ts';

test('nothing is sent twice, believed in vain, forgotten, or told twice when the background is killed at random moments', async () => {
  const result = await chaos(kind, 10, 20_270_115);
  expect(result.actions).toBeGreaterThan(3);
  expect(violations(result)).toEqual([]);
}, 120_000);

test('the same holds whichever way the provider answers, and whenever the background is killed on the way', async () => {
  const result = await matrix(kind, { everyMs: 120, untilMs: 120 });
  expect(result.actions).toBeGreaterThan(8);
  expect(violations(result)).toEqual([]);
}, 120_000);
