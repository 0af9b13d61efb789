// `npm start`: Sluice in a browser of this machine, on a logged-in sandbox panel; headless, as a tour, where there is no display.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBrowser } from './browser/drive/open.ts';
import { panelRoute } from './browser/drive/panel.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';
import { type BrowserKind, browserKinds, findBrowser, needBrowsers } from './install-browsers.ts';
import { tour } from './tour.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function options(): { kinds: readonly BrowserKind[]; asTour: boolean; pictures: boolean; hostings: number; speed: number } {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string' }, tour: { type: 'boolean', default: false }, pictures: { type: 'boolean', default: false },
      hostings: { type: 'string', default: '12' }, speed: { type: 'string', default: '60' },
    },
  });
  const { browser } = values;
  if (browser !== undefined && browser !== 'both' && browser !== 'chromium' && browser !== 'firefox') {
    throw new Error(`--browser takes chromium, firefox or both, not "${browser}"`);
  }
  const display = process.platform !== 'linux' || [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
  const first = browserKinds.find((kind) => findBrowser(kind) !== null) ?? 'chromium';
  return {
    kinds: browser === 'both' ? browserKinds : [browser ?? first], asTour: values.tour || values.pictures || !display, pictures: values.pictures,
    hostings: Number(values.hostings), speed: Number(values.speed),
  };
}

function build(): void {
  const { status } = spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the build failed');
}

/** Resolves when the user closes the browser, or ends this program. */
async function show(kind: BrowserKind, sandbox: Sandbox, speed: number): Promise<void> {
  const browser = await openBrowser(kind, { sandbox, headless: false });
  const control = sandbox.calls;
  await browser.setCookies((await control.login()).cookies);
  const [first] = await control.hostings();
  await browser.openPage(panelRoute(first?.serviceName));
  console.log(`${kind}: Sluice runs beside the address bar (pin it), its chip at the lower edge of the panel. Ten minutes of the provider pass in ${Math.round(600 / speed)} s.`);
  console.log(`The sandbox is told what to do at ${sandbox.control}; README says how. Close the browser to end.`);
  const ended = new Promise<void>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve()); });
  await Promise.race([browser.gone(), ended]);
  await browser.close();
}

async function main(): Promise<number> {
  const { kinds, asTour, pictures, hostings, speed } = options();
  for (const { version, path } of needBrowsers(kinds)) console.log(`${version} (${path})`);
  build();
  let failed = 0;
  for (const kind of kinds) {
    const sandbox = await startSandbox({ hostings, speed });
    try {
      if (asTour) failed += await tour(kind, sandbox, { into: kinds.length === 1 ? 'tour/' : `tour/${kind}/`, pictures });
      else await show(kind, sandbox, speed);
    } finally {
      await sandbox.close();
    }
  }
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
