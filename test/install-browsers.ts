// Finds Chromium (or Chrome, Edge) and Firefox on this machine; installs a missing one with apt where that is possible, saying so.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';
export const browserKinds: readonly BrowserKind[] = ['chromium', 'firefox'];

export interface FoundBrowser {
  readonly kind: BrowserKind;
  readonly path: string;
  /** As the browser says it, for example "Chromium 156.0.8078.79". */
  readonly version: string;
}

const variable: Readonly<Record<BrowserKind, string>> = { chromium: 'SLUICE_CHROMIUM', firefox: 'SLUICE_FIREFOX' };
/** Debian's names. The fonts make text in pictures readable on a bare machine. */
const packages: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['chromium', 'fonts-dejavu-core'], firefox: ['firefox-esr', 'fonts-dejavu-core'],
};

function windowsPaths(kind: BrowserKind): string[] {
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
  const ends = kind === 'chromium'
    ? ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    : ['Mozilla Firefox/firefox.exe', 'Firefox Developer Edition/firefox.exe'];
  return ends.flatMap((end) => roots.map((root) => join(root, end)));
}

function macPaths(kind: BrowserKind): string[] {
  const apps = kind === 'chromium'
    ? ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge']
    : ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'];
  return apps.flatMap((app) => [join('/Applications', app), join(homedir(), 'Applications', app)]);
}

/** Debian's own binary comes before its wrapper, which adds switches of its own (`--load-extension=` among them). */
function linuxPaths(kind: BrowserKind): string[] {
  const known = kind === 'chromium' ? ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'] : [];
  const names = kind === 'chromium'
    ? ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']
    : ['firefox-esr', 'firefox', 'firefox-developer-edition'];
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return [...known, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
}

function candidates(kind: BrowserKind): string[] {
  const chosen = process.env[variable[kind]];
  if (chosen !== undefined && chosen !== '') return [chosen];
  return process.platform === 'win32' ? windowsPaths(kind) : process.platform === 'darwin' ? macPaths(kind) : linuxPaths(kind);
}

/** What the program answers to `--version`; null when it is not there or does not run. Windows' browsers open a window instead: there, being there counts. */
function versionOf(path: string): string | null {
  if (!existsSync(path)) return null;
  if (process.platform === 'win32') return path.split(/[\\/]/).at(-1) ?? path;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  const version = (stdout ?? '').trim().split('\n').at(-1)?.trim() ?? '';
  return status === 0 && /\d+\.\d+/.test(version) ? version : null;
}

/** The first browser of the kind that answers, or null. */
export function findBrowser(kind: BrowserKind): FoundBrowser | null {
  for (const path of candidates(kind)) {
    const version = versionOf(path);
    if (version !== null) return { kind, path, version };
  }
  return null;
}

function onDebian(): boolean {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
}

/** Ubuntu's `chromium` and `firefox` packages only fetch a snap; naming another browser is the way there. */
function lineToType(wanted: readonly string[]): string {
  return onDebian() ? `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${wanted.join(' ')}`
    : process.platform === 'darwin' ? `brew install --cask ${wanted.map((name) => (name === 'firefox-esr' ? 'firefox' : 'google-chrome')).join(' ')}`
    : process.platform === 'win32' ? `winget install ${wanted.map((name) => (name === 'firefox-esr' ? 'Mozilla.Firefox' : 'Google.Chrome')).join(' ')}`
    : `install ${wanted.join(' and ')} with your system's packages`;
}

function apt(...args: string[]): void {
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function install(wanted: readonly string[]): void {
  const started = Date.now();
  console.log(`Installing with apt-get (you are root): ${wanted.join(', ')}. SLUICE_NO_BROWSER_INSTALL=1 forbids this.`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...wanted);
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function giveUp(missing: readonly BrowserKind[]): never {
  const wanted = missing.map((kind) => (kind === 'firefox' ? 'firefox-esr' : 'chromium'));
  console.error(`Not found: ${missing.join(', ')}. Please type:\n\n  ${lineToType(wanted)}\n`);
  console.error(`A browser elsewhere is named by ${missing.map((kind) => `${variable[kind]}=/path/to/it`).join(' ')}.`);
  process.exit(3);
}

/** The browsers of these kinds, installed first where they are missing and that is possible; else ends the program with the line to type (status 3). */
export function needBrowsers(kinds: readonly BrowserKind[]): FoundBrowser[] {
  const missing = kinds.filter((kind) => findBrowser(kind) === null);
  if (missing.length > 0) {
    const allowed = process.env['SLUICE_NO_BROWSER_INSTALL'] !== '1' && missing.every((kind) => (process.env[variable[kind]] ?? '') === '');
    if (!allowed || !onDebian() || process.getuid?.() !== 0) giveUp(missing);
    install([...new Set(missing.flatMap((kind) => packages[kind]))]);
  }
  return kinds.map((kind) => findBrowser(kind) ?? giveUp([kind]));
}
