// Which tests run where: logic and views in Node, promises in each real browser.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Two files at a time, each with a browser and a sandbox of its own: most of the time they wait for the provider. */
function inBrowser(kind: 'chromium' | 'firefox') {
  return {
    test: {
      name: kind, root, include: [`test/browser/**/*.{browser,${kind}}.test.ts`], env: { SLUICE_BROWSER: kind }, pool: 'forks' as const,
      maxWorkers: 2, testTimeout: 90_000, hookTimeout: 120_000, teardownTimeout: 30_000, sequence: { groupOrder: 1 },
    },
  };
}

export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'unit', root, pool: 'forks', testTimeout: 20_000, hookTimeout: 60_000, sequence: { groupOrder: 0 },
          include: ['test/{core,provider,platform,background,content,ui,sandbox}/**/*.test.{ts,tsx}', 'test/*.test.ts'],
        },
      },
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
