// The zips for the stores: the same bytes each time, nothing in them that does not belong there, and built again from the source zip alone.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const stores = ['chromium', 'firefox'] as const;
type Part = (typeof stores)[number] | 'source';
const parts: readonly Part[] = [...stores, 'source'];
const nameOf = (part: Part): string => `sluice-${version}-${part}.zip`;

/** Everything happens in here: other tests build into dist/ at the same time. */
const place = mkdtempSync(join(tmpdir(), 'sluice-package-'));
const house = join(place, 'house');
/** Further down: the way to the modules must not matter. */
const rebuilt = join(place, 'somewhere/else/rebuilt');
const linkModules = (folder: string): void => symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
const put = (path: string, content: string | Uint8Array): void => { mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, content); };
const run = (folder: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string =>
  execFileSync(process.execPath, ['build.mjs', ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });
const zipOf = (folder: string, part: Part): Buffer => readFileSync(join(folder, 'dist/packages', nameOf(part)));
const filesOf = (folder: string, part: Part): Record<string, Uint8Array> => unzipSync(zipOf(folder, part));
const namesOf = (folder: string, part: Part): string[] => Object.keys(filesOf(folder, part));
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Each file of a folder with its hash. */
function hashesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name)).map((path) => `${relative(folder, path)} ${hash(readFileSync(path))}`).sort();
}

let said = '';
beforeAll(() => {
  const made = ['node_modules', 'dist', '.git'].map((name) => join(root, name));
  cpSync(root, house, { recursive: true, filter: (path) => !made.includes(path) });
  linkModules(house);
  // What lies about in a working folder, and what a package of last year left.
  for (const stray of ['.idea/workspace.xml', '.vscode/settings.json', '.env', 'test/.DS_Store', 'npm-debug.log', 'dist/packages/sluice-0.0.1-chromium.zip']) put(join(house, stray), 'stray');
  put(join(house, 'test/large.png'), new Uint8Array(200_001));
  said = run(house, ['--package']);
}, 60_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('a package', () => {
  test('is three zips, told with their size and hash', () => {
    expect(readdirSync(join(house, 'dist/packages')).sort()).toEqual(parts.map(nameOf).sort());
    for (const part of parts) expect(said).toContain(`${nameOf(part)}  ${(zipOf(house, part).length / 1000).toFixed(1)} KB  sha256 ${hash(zipOf(house, part))}`);
  });

  test('has the same bytes when it is made again, wherever the clock is', () => {
    const before = parts.map((part) => hash(zipOf(house, part)));
    run(house, ['--package'], { TZ: 'Pacific/Kiritimati' });
    expect(parts.map((part) => hash(zipOf(house, part)))).toEqual(before);
  }, 60_000);
});

describe.each(stores)('the zip for %s', (store) => {
  test('is what the build made, manifest at the top, and this version', () => {
    const files = filesOf(house, store);
    expect(Object.entries(files).map(([path, bytes]) => `${path} ${hash(bytes)}`).sort()).toEqual(hashesIn(join(house, 'dist', store)));
    expect((JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as { version: string }).version).toBe(version);
  });

  test('holds neither sources nor maps nor the texts for the stores', () => {
    expect(namesOf(house, store).filter((path) => /\.(?:map|tsx?|mjs|svg)$|(?:^|\/)store\/|^(?!_locales\/)[._]/.test(path))).toEqual([]);
  });

  test('holds every script that a page loads, and none that nothing loads', () => {
    const files = filesOf(house, store);
    const texts = Object.entries(files).filter(([path]) => /\.(?:js|html|json)$/.test(path)).map(([path, bytes]) => [path, strFromU8(bytes)] as const);
    const scripts = Object.keys(files).filter((path) => path.endsWith('.js'));
    const unloaded = scripts.filter((path) => !texts.some(([by, text]) => by !== path && text.includes(basename(path))));
    expect(unloaded).toEqual([]);
    const missing = texts.flatMap(([, text]) => [...text.matchAll(/(?:from|import\(?)\s*["'](\.\.?\/[^"']+\.js)["']/g)].map(([, path]) => basename(path ?? '')))
      .filter((name) => !scripts.some((path) => basename(path) === name));
    expect(missing).toEqual([]);
  });

  test('does not grow unseen: 190 KB without its texts, 15 KB for each language', () => {
    const languages = namesOf(house, store).filter((path) => path.startsWith('_locales/')).length;
    expect(languages).toBeGreaterThan(0);
    expect(zipOf(house, store).length).toBeLessThanOrEqual(190_000 + 15_000 * languages);
  });
});

describe('the source zip', () => {
  test('holds what builds and tests Sluice, and nothing that lay about', () => {
    const names = namesOf(house, 'source');
    expect(names).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'manifest.json', 'build.mjs', 'tsconfig.json', 'README.md', 'LICENSE', '.ci/run', 'src/background.ts', 'test/package.test.ts']));
    expect(names.filter((path) => /^(?:node_modules|dist|\.git|\.idea|\.vscode)\/|\.log$|\.env$|DS_Store|large\.png/.test(path))).toEqual([]);
    expect(names).toEqual(names.toSorted());
  });

  test('makes the same extensions, byte for byte, in another folder', () => {
    for (const [path, bytes] of Object.entries(filesOf(house, 'source'))) put(join(rebuilt, path), bytes);
    linkModules(rebuilt);
    run(rebuilt, ['--package']);
    for (const store of stores) {
      expect(hashesIn(join(rebuilt, 'dist', store))).toEqual(hashesIn(join(house, 'dist', store)));
      expect(hash(zipOf(rebuilt, store))).toBe(hash(zipOf(house, store)));
    }
  }, 60_000);

  test('is what git tracks, where git is', () => {
    const bin = join(place, 'bin');
    put(join(bin, 'git'), '#!/bin/sh\nprintf "package.json\\0.vscode/settings.json\\0build.mjs\\0test/large.png\\0"\n');
    chmodSync(join(bin, 'git'), 0o755);
    mkdirSync(join(house, '.git'));
    try {
      run(house, ['--package'], { PATH: bin });
      expect(namesOf(house, 'source')).toEqual(['.vscode/settings.json', 'build.mjs', 'package.json']);
      // A repository that git does not want to read is packed like a folder.
      run(house, ['--package'], { PATH: join(place, 'nowhere') });
      expect(namesOf(house, 'source')).toContain('src/background.ts');
    } finally {
      rmSync(join(house, '.git'), { recursive: true });
    }
  }, 60_000);
});

describe('what a reviewer looks for', () => {
  const reachable = ['externally_connectable', 'web_accessible_resources', 'sandbox', 'devtools_page', 'update_url'];

  test.each(stores)('%s: nobody outside is let in, and nothing that is not in the zip can run', (store) => {
    const manifest = JSON.parse(readFileSync(join(house, 'dist', store, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    const { ids, ...others } = (manifest['externally_connectable'] ?? { ids: [] }) as Record<string, unknown>;
    expect([ids, others]).toEqual([[], {}]);
    expect(reachable.filter((key) => key in manifest && key !== 'externally_connectable')).toEqual([]);
    // Without that key Chromium lets every other extension in; Firefox does not know it.
    expect('externally_connectable' in manifest).toBe(store === 'chromium');
    const policy = (manifest['content_security_policy'] as { extension_pages: string }).extension_pages;
    const directives = new Map(policy.split(';').map((one) => one.trim().split(' ')).map(([name, ...sources]) => [name, sources.join(' ')]));
    expect(policy).not.toMatch(/unsafe|data:|blob:|http:|\*/);
    expect(['default-src', 'script-src', 'style-src', 'base-uri', 'form-action', 'frame-ancestors'].map((name) => directives.get(name)))
      .toEqual(["'none'", "'self'", "'self'", "'none'", "'none'", "'none'"]);
  });

  test('every dependency is one version, locked by its hash', () => {
    const read = (path: string): Record<string, Record<string, unknown>> => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Record<string, unknown>>;
    const own = read('package.json');
    const named = Object.entries({ ...own['dependencies'], ...own['devDependencies'] });
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(String(range)))).toEqual([]);
    const locked = Object.entries(read('package-lock.json')['packages'] ?? {}).filter(([path]) => path !== '') as [string, { integrity?: string; resolved?: string }][];
    expect(locked.length).toBeGreaterThan(named.length);
    expect(locked.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')).map(([path]) => path)).toEqual([]);
  });

  test('the pages of .github name files that are there', () => {
    const pages = ['SECURITY.md', 'PRIVACY.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(root, '.github', name), 'utf8')).join('\n');
    const named = [...new Set([...pages.matchAll(/`((?:src|test)\/[\w./-]*)`/g)].map(([, path]) => path ?? ''))];
    expect(named.filter((path) => path.endsWith('.test.ts') || path.endsWith('.test.tsx')).length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
