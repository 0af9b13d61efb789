// What `npm run mutants` holds its mutants against: the tests of the rules themselves. What plays with the whole background, or waits for a clock, is left out: it would take a day.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  test: { root, include: ['test/core/**/*.test.ts', 'test/provider/decode.test.ts', 'test/platform/journal*.test.ts', 'test/background/{act,quiet}.test.ts'], testTimeout: 20_000 },
});
