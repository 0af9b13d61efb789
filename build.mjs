// Builds dist/chromium and dist/firefox from one manifest: bundle, copy, flatten the locales, stamp. Two builds are equal byte for byte.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', target: ['chrome120', 'firefox140'], logLevel: 'warning' };

/** The pages: an entry at once, the rest in chunks of its own. `tsconfigRaw` keeps tsconfig's JSX, which is for the editor and the tests, out of it. */
export const pageOptions = (page) => ({
  ...common, entryPoints: [`src/${page}.tsx`], format: 'esm', splitting: true, chunkNames: `chunks/${page}-[name]-[hash]`,
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

async function scripts(outdir) {
  await build({ ...common, entryPoints: ['src/background.ts', 'src/panel.ts'], outdir, format: 'iife' });
  // Each page on its own: shared chunks would make the popup load what only the options need.
  for (const page of ['popup', 'options']) await build({ ...pageOptions(page), outdir });
  await build({ ...common, entryPoints: [{ in: 'src/ui/popup.css', out: 'popup' }, { in: 'src/ui/options.css', out: 'options' }, { in: 'src/panel.css', out: 'panel' }], outdir });
}

async function buildFor(browser, version) {
  const outdir = `dist/${browser}`;
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await scripts(outdir);
  for (const page of (await readdir('src')).filter((name) => name.endsWith('.html'))) await cp(`src/${page}`, `${outdir}/${page}`);
  await cp('src/icons', `${outdir}/icons`, { recursive: true, filter: (path) => !path.endsWith('.svg') });
  for (const language of await languages()) {
    await mkdir(`${outdir}/_locales/${language}`, { recursive: true });
    await writeFile(`${outdir}/_locales/${language}/messages.json`, `${JSON.stringify(await messages(language), null, 1)}\n`);
  }
  const manifest = { ...(await json('manifest.json')), version };
  unused[browser](manifest);
  await writeFile(`${outdir}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

// A test measures the pages by `pageOptions` without building anything.
if (process.argv[1]?.endsWith('build.mjs')) {
  const { version } = await json('package.json');
  await Promise.all(['chromium', 'firefox'].map((browser) => buildFor(browser, version)));
}
