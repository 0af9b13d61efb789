// The tests with one fault put back into the sources as they are loaded; without SLUICE_FAULT, as they are.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { faults } from './faults.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fault = faults[Number(process.env['SLUICE_FAULT'] ?? -1)];

export default defineConfig({
  root,
  plugins: [{
    name: 'fault', enforce: 'pre',
    transform(code: string, id: string) {
      if (fault === undefined || !id.split('?')[0]?.endsWith(`/${fault.file}`)) return null;
      if (!code.includes(fault.from)) throw new Error(`${fault.name}: the fault is no longer to be put back`);
      return code.replace(fault.from, () => fault.to);
    },
  }],
  test: { root, include: ['test/{core,provider,platform,background,content}/**/*.test.ts'], testTimeout: 60_000 },
});
