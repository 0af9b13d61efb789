// What the browser has to parse before the popup draws: measured on a build like the shipped one, in memory.
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';

/** 40 KiB of minified script, preact and signals included. */
const mostBytes = 40_960;
const root = join(import.meta.dirname, '../..');

/** The files that a page loads before it runs, and their bytes; what is imported later is not among them. */
async function firstLoad(page: string): Promise<{ readonly bytes: number; readonly sources: readonly string[] }> {
  // Untyped on purpose: the build is plain JavaScript, so that it runs before anything is compiled.
  const { pageOptions } = (await import(join(root, 'build.mjs') as string)) as { pageOptions: (page: string) => BuildOptions };
  const { metafile } = await build({ ...pageOptions(page), absWorkingDir: root, outdir: 'dist/unwritten', metafile: true, write: false });
  const entry = Object.entries(metafile?.outputs ?? {}).find(([, output]) => output.entryPoint === `src/${page}.tsx`)?.[0] ?? '';
  const files = new Set([entry]);
  for (const file of files) for (const one of metafile?.outputs[file]?.imports ?? []) if (one.kind === 'import-statement') files.add(one.path);
  const outputs = [...files].map((file) => metafile?.outputs[file]);
  return { bytes: outputs.reduce((sum, output) => sum + (output?.bytes ?? 0), 0), sources: outputs.flatMap((output) => Object.keys(output?.inputs ?? {})) };
}

test('the popup draws its first screen from 40 KiB of script at most', async () => {
  const { bytes, sources } = await firstLoad('popup');
  expect(sources).toContain('src/ui/popup/list.tsx');
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});

test.each(['src/ui/detail/detail.tsx', 'src/ui/detail/confirm.tsx', 'src/core/bounce.ts', 'src/platform/journal.ts'])('%s comes after it', async (late) => {
  expect((await firstLoad('popup')).sources).not.toContain(late);
});

test('no page carries the polyfill that only the background needs', async () => {
  for (const page of ['popup', 'options']) expect((await firstLoad(page)).sources.filter((source) => source.includes('webextension-polyfill'))).toEqual([]);
});
