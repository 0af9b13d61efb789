// The quick part of the chaos proof: a dozen kills at random moments, counted at the provider. `npm run proof` plays hundreds.
import { expect, test } from 'vitest';
import { chaos, violations } from '../proof/chaos.ts';
import { kind } from './world.ts';

test('nothing is sent twice, believed in vain, forgotten, or told twice when the background is killed at random moments', async () => {
  const result = await chaos(kind, 10, 20_270_115);
  expect(result.actions).toBeGreaterThan(3);
  expect(violations(result)).toEqual([]);
}, 120_000);
