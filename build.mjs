// Builds dist/chromium and dist/firefox from one manifest: bundle, copy, flatten the locales, stamp; with --package also the zips
// that the stores take, in dist/packages. Two builds, and two packages, are equal byte for byte.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

const common = { bundle: true, minify: true, preserveSymlinks: true, charset: 'utf8', legalComments: 'none', target: ['chrome120', 'firefox140'], logLevel: 'warning' };

/** Pages that share their chunks: each entry at once, the rest later. `tsconfigRaw` keeps tsconfig's JSX, which is for the editor and the tests, out of it. */
export const pageOptions = (...pages) => ({
  ...common, entryPoints: pages.map((page) => `src/${page}.tsx`), format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]',
  jsx: 'transform', jsxFactory: 'h', jsxFragment: 'Fragment', inject: ['src/ui/h.ts'], tsconfigRaw: { compilerOptions: { target: 'ES2022' } },
});

/** Manifest keys that a browser does not use. */
const unused = {
  chromium: (manifest) => { delete manifest.background.scripts; delete manifest.browser_specific_settings; },
  firefox: (manifest) => { delete manifest.background.service_worker; delete manifest.minimum_chrome_version; delete manifest.externally_connectable; },
};

const json = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** Folders named as the browsers name locales: `en`, `pt_BR`. */
const languages = async () => (await readdir('src/locales')).filter((name) => /^[a-z]{2,3}(_[A-Z]{2})?$/.test(name)).sort();

/** One language's parts as the browser's flat `messages.json`; plural forms become `key_one`, `key_other` and so on. */
async function messages(language) {
  const all = { languageTag: { message: language.replace('_', '-') } };
  for (const part of (await readdir(`src/locales/${language}`)).sort()) {
    for (const [key, value] of Object.entries(await json(`src/locales/${language}/${part}`))) {
      const forms = typeof value === 'string' ? [[key, value]] : Object.entries(value).map(([form, text]) => [`${key}_${form}`, text]);
      for (const [name, text] of forms) {
        if (name in all) throw new Error(`src/locales/${language}/${part}: "${name}" is there twice`);
        all[name] = { message: text.replaceAll('$', '$$$$') };
      }
    }
  }
  return all;
}

/** Pages and their chunks. An import() in a function that nobody calls leaves its chunk behind: what nothing loads is not shipped. */
async function pageScripts(pages, outdir) {
  const { outputFiles, metafile: { outputs } } = await build({ ...pageOptions(...pages), outdir, metafile: true, write: false });
  const loaded = new Set(pages.map((page) => `${outdir}/${page}.js`));
  for (const path of loaded) for (const one of outputs[path].imports) loaded.add(one.path);
  await mkdir(`${outdir}/chunks`, { recursive: true });
  const contents = new Map(outputFiles.map((file) => [relative('.', file.path).replaceAll('\\', '/'), file.contents]));
  for (const path of loaded) await writeFile(path, contents.get(path));
  return new Map(pages.map((page) => [page, atOnce(outputs, `${outdir}/${page}.js`).map((path) => path.slice(outdir.length + 1))]));
}

/** The chunks that a script imports before it runs, and theirs. */
function atOnce(outputs, script) {
  const found = new Set([script]);
  for (const path of found) for (const one of outputs[path].imports) if (one.kind === 'import-statement') found.add(one.path);
  return [...found].slice(1);
}

/** The page with its chunks named in its head: found by following imports they would be fetched one after the other. */
async function pageWith(page, chunks, outdir) {
  const html = await readFile(`src/${page}.html`, 'utf8');
  const links = chunks.map((path) => `<link rel="modulepreload" href="${path}">\n`).join('');
  await writeFile(`${outdir}/${page}.html`, html.replace('<link rel="stylesheet"', `${links}<link rel="stylesheet"`));
}

async function scripts(outdir) {
  await build({ ...common, entryPoints: ['src/background.ts', 'src/work.ts', 'src/panel.ts'], outdir, format: 'iife' });
  const pages = (await readdir('src')).filter((name) => name.endsWith('.tsx')).map((name) => name.slice(0, -'.tsx'.length)).sort();
  // The popup on its own: it would have to load what only the others need of a chunk that all share.
  const chunks = new Map([...(await pageScripts(['popup'], outdir)), ...(await pageScripts(pages.filter((page) => page !== 'popup'), outdir))]);
  for (const [page, files] of chunks) await pageWith(page, files, outdir);
  const styles = pages.filter((page) => existsSync(`src/ui/${page}.css`)).map((page) => ({ in: `src/ui/${page}.css`, out: page }));
  await build({ ...common, entryPoints: [...styles, { in: 'src/panel.css', out: 'panel' }], outdir });
}

async function buildFor(browser, version) {
  const outdir = `dist/${browser}`;
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await scripts(outdir);
  await cp('src/icons', `${outdir}/icons`, { recursive: true, filter: (path) => !path.endsWith('.svg') });
  for (const language of await languages()) {
    await mkdir(`${outdir}/_locales/${language}`, { recursive: true });
    await writeFile(`${outdir}/_locales/${language}/messages.json`, `${JSON.stringify(await messages(language))}\n`);
  }
  const manifest = { ...(await json('manifest.json')), version };
  unused[browser](manifest);
  await writeFile(`${outdir}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Files below a folder as paths from it, sorted; `into` says which names to enter or take. */
async function filesBelow(folder, into = () => true, inside = '') {
  const entries = (await readdir(`${folder}/${inside}`, { withFileTypes: true })).filter(({ name }) => into(name));
  const found = await Promise.all(entries.map((entry) => {
    const path = `${inside}${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, into, `${path}/`) : entry.isFile() ? [path] : [];
  }));
  return found.flat().sort();
}

/** What git tracks; where there is no git, what is neither made nor an editor's. Large pictures build nothing. */
async function sourceFiles() {
  const ours = (name) => !['node_modules', 'dist'].includes(name) && !name.endsWith('.log') && (!name.startsWith('.') || ['.ci', '.github', '.gitignore', '.npmrc'].includes(name));
  const files = tracked() ?? await filesBelow('.', ours);
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return files.filter((path, at) => !(path.endsWith('.png') && sizes[at] > 200_000));
}

function tracked() {
  if (!existsSync('.git')) return null;
  try {
    return execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\0').filter((path) => path !== '').sort();
  } catch {
    // No git on this machine, or a repository that it does not trust: the folder itself is asked.
    return null;
  }
}

/** A zip whose bytes follow from the files' names and contents alone: sorted, one time (1980-01-01, which a zip tells as local time), programs 0755, the rest 0644. */
async function zipped(folder, files) {
  const entries = await Promise.all(files.map(async (path) => {
    const content = await readFile(`${folder}/${path}`);
    const mode = content.toString('latin1', 0, 2) === '#!' ? 0o100755 : 0o100644;
    return [path, [content, { os: 3, attrs: mode * 0x10000 }]];
  }));
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1) });
}

async function packageAll(version) {
  await rm('dist/packages', { recursive: true, force: true });
  await mkdir('dist/packages', { recursive: true });
  const parts = { chromium: ['dist/chromium', await filesBelow('dist/chromium')], firefox: ['dist/firefox', await filesBelow('dist/firefox')], source: ['.', await sourceFiles()] };
  for (const [part, [folder, files]] of Object.entries(parts)) {
    const name = `sluice-${version}-${part}.zip`;
    const zip = await zipped(folder, files);
    await writeFile(`dist/packages/${name}`, zip);
    console.log(`${name}  ${(zip.length / 1000).toFixed(1)} KB  sha256 ${createHash('sha256').update(zip).digest('hex')}`);
  }
}

// A test measures the pages by `pageOptions` without building anything.
if (process.argv[1]?.endsWith('build.mjs')) {
  const { version } = await json('package.json');
  await Promise.all(['chromium', 'firefox'].map((browser) => buildFor(browser, version)));
  if (process.argv.includes('--package')) await packageAll(version);
}
