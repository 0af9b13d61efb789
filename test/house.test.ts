// The promises that a reader of README and of the folders relies on, checked by a machine.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;

/** Files below a folder, as paths from the root. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort();
}
const code = filesIn('src').filter((path) => /\.tsx?$/.test(path));
const textOf = new Map(code.map((path) => [path, read(path)]));
/** Only what runs: comments speak of many things. */
const bare = (path: string): string => (textOf.get(path) ?? '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,{(])\/\/.*$/gm, '$1');

interface Manifest {
  permissions: string[]; host_permissions: string[]; optional_permissions?: string[]; optional_host_permissions?: string[];
  name: string; description: string; content_scripts: { matches: string[] }[]; content_security_policy: { extension_pages: string };
  background: Record<string, unknown>;
}
const manifest = json<Manifest>('manifest.json');
const readme = read('README.md');

/** The part of README below a heading that begins like this, up to the next one of its level. */
function section(begins: string): string {
  const found = new RegExp(`^(#+) ${begins}[^\\n]*\\n([\\s\\S]*?)(?=^\\1 |$(?![\\s\\S]))`, 'm').exec(readme);
  expect(found, `README has a part "${begins}"`).not.toBeNull();
  return found?.[2] ?? '';
}

describe('README', () => {
  test('names every npm script, and none that is not there', () => {
    const scripts = Object.keys(json<{ scripts: Record<string, string> }>('package.json').scripts).sort();
    const named = [...readme.matchAll(/\bnpm (?:run (?:--silent )?([a-z:]+)|(start|test))\b/g)].map(([, run, own]) => run ?? own);
    expect([...new Set(named)].sort()).toEqual(scripts);
  });

  test('explains exactly the permissions of the manifest', () => {
    const rows = section('Permissions').split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
    const asked = [...manifest.permissions, ...manifest.host_permissions.map((host) => new URL(host.replace('/*', '')).host)];
    expect(named.sort()).toEqual(asked.sort());
  });

  test('draws the folders that are there', () => {
    const block = /```[a-z]*\n([\s\S]*?)```/.exec(section('The house'))?.[1] ?? '';
    const drawn: string[] = [];
    const path: string[] = [];
    for (const [, indent, names] of block.matchAll(/^( *)((?:[\w.-]+\/(?: {2,}|$))+)/gm)) {
      for (const name of (names ?? '').trim().split(/\/\s*/).filter((one) => one !== '')) {
        path.splice((indent ?? '').length / 2, Infinity, name);
        drawn.push(path.join('/'));
      }
    }
    const inside = (top: string): string[] => readdirSync(join(root, top), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${top}/${entry.name}`);
    const code = (folder: string): boolean => readdirSync(join(root, folder)).some((name) => /\.tsx?$/.test(name));
    const real = ['src', 'test', ...inside('src'), ...inside('test'), ...inside('src').flatMap(inside).filter(code)];
    expect(drawn.filter((folder) => /^(src|test)\b/.test(folder)).sort()).toEqual(real.sort());
    for (const folder of drawn) expect(existsSync(join(root, folder)), folder).toBe(true);
  });

  test('shows pictures that are there and small', () => {
    const pictures = [...readme.matchAll(/(?:\]\(|src(?:set)?=")(\.github\/pictures\/[^)" ]+)/g)].map(([, path]) => path ?? '');
    expect(pictures.length).toBeGreaterThan(2);
    for (const path of pictures) expect(statSync(join(root, path)).size, path).toBeLessThan(150_000);
  });
});

type Room = 'core' | 'provider' | 'platform' | 'background' | 'content' | 'ui';
const may: Readonly<Record<Room, readonly RegExp[]>> = {
  core: [/^core\//, /^locales\/en\//],
  provider: [/^(core|provider)\//],
  platform: [/^(core|platform)\//],
  background: [/^(core|provider|platform|background)\//],
  content: [/^(core|content)\//, /^platform\/(messages|text)\.ts$/, /^ui\//],
  ui: [/^(core|ui)\//, /^platform\/messages\.ts$/],
};
/** The one file that joins the views to the browser. */
const joining = /^ui\/(joined|joint|join|browser|live|stored)\.tsx?$/;

/** What a file imports from our own files, as paths from src; with whether it is of types alone, which leave nothing behind. */
function importsOf(path: string): { to: string; typeOnly: boolean }[] {
  return [...bare(path).matchAll(/\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g)]
    .map(([, type, still, dynamic]) => ({ to: normalize(join(dirname(path), still ?? dynamic ?? '')).replaceAll('\\', '/').replace(/^src\//, ''), typeOnly: type !== undefined }));
}

describe('the house', () => {
  test('has files that say their one job first', () => {
    expect(code.filter((path) => !/^\/\/ \S.{15,}/.test(textOf.get(path) ?? ''))).toEqual([]);
  });

  test('lets each room import only what it may', () => {
    const wrong = code.flatMap((path) => {
      const inside = path.replace(/^src\//, '');
      const room = inside.split('/')[0] as Room;
      const rules = may[room];
      if (!inside.includes('/') || rules === undefined) return [];
      return importsOf(path).filter(({ to }) => !rules.some((rule) => rule.test(to)) && !(joining.test(inside) && to.startsWith('platform/'))).map(({ to }) => `${inside} → ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  test('is joined to the browser by one file of the views', () => {
    const joined = code.filter((path) => path.startsWith('src/ui/') && importsOf(path).some(({ to, typeOnly }) => to.startsWith('platform/') && !typeOnly));
    expect(joined.length, joined.join(', ')).toBeLessThanOrEqual(1);
  });

  test('has no file that imports an entry', () => {
    const entries = new Set(code.filter((path) => !path.replace(/^src\//, '').includes('/')).map((path) => path.replace(/^src\//, '')));
    expect(entries.size).toBeGreaterThan(2);
    expect(code.flatMap((path) => importsOf(path).filter(({ to }) => entries.has(to)).map(({ to }) => `${path} → ${to}`))).toEqual([]);
  });

  test('has no cycle of imports that are there when it runs', () => {
    const graph = new Map(code.map((path) => [path.replace(/^src\//, ''), importsOf(path).filter(({ typeOnly }) => !typeOnly).map(({ to }) => to)]));
    const done = new Set<string>();
    const cycleFrom = (path: string, trail: readonly string[]): string | null => {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' → ');
      if (done.has(path)) return null;
      const found = (graph.get(path) ?? []).map((to) => cycleFrom(to, [...trail, path])).find((cycle) => cycle !== null) ?? null;
      done.add(path);
      return found;
    };
    expect([...graph.keys()].map((path) => cycleFrom(path, [])).filter((cycle) => cycle !== null)).toEqual([]);
  });

  test('has named exports only, and no barrel', () => {
    expect(code.filter((path) => /\bexport\s+default\b|\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\b/.test(bare(path)))).toEqual([]);
  });

  test('touches the browser in platform alone; the panel has its own small door', () => {
    const touching = code.filter((path) => /\b(?:chrome|browser)\s*\??\.\s*(?:runtime|storage|tabs|alarms|action|notifications|i18n|permissions|windows|extension)\b|webextension-polyfill/.test(bare(path)));
    const rooms = touching.filter((path) => !path.startsWith('src/platform/'));
    expect(rooms.filter((path) => path !== 'src/background.ts' && !path.startsWith('src/content/') && path !== 'src/panel.ts')).toEqual([]);
    expect(rooms.filter((path) => path.startsWith('src/content/') || path === 'src/panel.ts').length).toBeLessThanOrEqual(1);
  });

  test('runs nothing that came from outside', () => {
    expect(code.filter((path) => /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|DOMParser)\b|\bdocument\.write|\beval\s*\(|new Function\s*\(|import\(\s*['"]https?:/.test(bare(path)))).toEqual([]);
    const pages = filesIn('src').filter((path) => path.endsWith('.html'));
    expect(pages.filter((path) => /(?:src|href)="(?:https?:)?\/\//.test(read(path)))).toEqual([]);
  });
});

type Entries = Record<string, string | Record<string, string>>;
const texts: Entries = Object.assign({}, ...filesIn('src/locales/en').map((path) => json<Entries>(path)));

interface Node { type: string; value?: unknown; start: number; [field: string]: unknown }

function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one);
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node && typeof node.type === 'string') yield node as Node;
    for (const below of Object.values(node)) if (typeof below === 'object') yield* nodesOf(below);
  }
}
const treeOf = (path: string): Node[] => [...nodesOf(parseAst(textOf.get(path) ?? '', { lang: path.endsWith('x') ? 'tsx' : 'ts' }))];

describe('the texts', () => {
  const literals = new Set<string>();
  const prefixes = new Set<string>();
  for (const node of code.flatMap(treeOf)) {
    if (node.type === 'Literal' && typeof node.value === 'string') literals.add(node.value);
    if (node.type !== 'TemplateLiteral') continue;
    const [first] = node['quasis'] as { value: { cooked: string } }[];
    if (first !== undefined && /^[a-zA-Z]+_/.test(first.value.cooked)) prefixes.add(first.value.cooked);
  }
  const named = new Set([...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g), ...filesIn('src').filter((path) => path.endsWith('.html')).flatMap((path) => [...read(path).matchAll(/__MSG_(\w+)__/g)])].map(([, key]) => key ?? ''));

  test('are all used', () => {
    expect(Object.keys(texts).filter((key) => !literals.has(key) && !named.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });

  test('are there for every key that is made', () => {
    const families = [...new Set(Object.keys(texts).map((key) => /^[a-zA-Z]+_/.exec(key)?.[0]).filter((family) => family !== undefined))];
    const missing = [...literals].filter((text) => /^[a-zA-Z]+_\w+$/.test(text) && families.some((family) => text.startsWith(family)) && texts[text] === undefined);
    expect(missing).toEqual([]);
    const kinds = [...(textOf.get('src/core/failure.ts') ?? '').matchAll(/^ {2}\| \{ readonly kind: '(\w+)'/gm)].map(([, kind]) => kind ?? '');
    expect(kinds.length).toBeGreaterThan(10);
    for (const kind of kinds) expect([kind, texts[`failure_${kind}`], texts[`failureAdvice_${kind}`]]).toEqual([kind, expect.any(String), expect.any(String)]);
    for (const key of named) expect([key, texts[key] ?? builtText(key)]).toEqual([key, expect.any(String)]);
  });

  /** Names that the build makes of package.json. */
  function builtText(key: string): string | undefined {
    return json<Record<string, { message: string }>>('dist/chromium/_locales/en/messages.json')[key]?.message;
  }

  test('are never written into a view', () => {
    const spoken = /^(?:aria-label|title|placeholder|alt|label)$/;
    const wrong = code.filter((path) => path.endsWith('.tsx')).flatMap((path) => treeOf(path).flatMap((node) => {
      if (node.type === 'JSXText' && /[A-Za-z]{2}/.test(String(node.value))) return [`${path}: ${String(node.value).trim()}`];
      if (node.type !== 'JSXAttribute') return [];
      const { name, value } = node as unknown as { name: { name: string }; value: Node | null };
      return spoken.test(name.name) && value?.type === 'Literal' && value.value !== '' ? [`${path}: ${String(value.value)}`] : [];
    }));
    expect(wrong).toEqual([]);
  });
});

describe('the build', () => {
  const build = (): void => { execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'pipe' }); };
  const hashes = (folder: string): string[] => filesIn(folder).map((path) => `${createHash('sha256').update(readFileSync(join(root, path))).digest('hex')} ${path}`);

  test('is the same, byte for byte, when it is made again', () => {
    build();
    const first = [...hashes('dist/chromium'), ...hashes('dist/firefox')];
    build();
    expect([...hashes('dist/chromium'), ...hashes('dist/firefox')]).toEqual(first);
    expect(first.length).toBeGreaterThan(10);
  }, 60_000);

  test('asks for the hosts of the panel and the API of EU and CA, old and new, and for nothing wider', () => {
    const hosts = ['manager.eu.ovhcloud.com', 'manager.ca.ovhcloud.com', 'www.ovh.com', 'ca.ovh.com', 'eu.api.ovh.com', 'ca.api.ovh.com', 'api.eu.ovhcloud.com', 'api.ca.ovhcloud.com'];
    for (const built of ['chromium', 'firefox'].map((browser) => json<Manifest>(`dist/${browser}/manifest.json`))) {
      expect(built.permissions.toSorted()).toEqual(['alarms', 'contextMenus', 'idle', 'notifications', 'storage']);
      expect(built.host_permissions.toSorted()).toEqual(hosts.map((host) => `https://${host}/*`).sort());
      expect([built.optional_permissions ?? [], built.optional_host_permissions ?? []]).toEqual([[], []]);
      const reach = /connect-src ([^;]+)/.exec(built.content_security_policy.extension_pages)?.[1] ?? '';
      expect(reach.split(' ').filter((source) => source !== "'self'").sort()).toEqual(hosts.map((host) => `https://${host}`).sort());
      expect(Object.keys(built.background)).toHaveLength(1);
    }
  });

  test('passes the check of addons.mozilla.org without an error', () => {
    let answer: string;
    try {
      answer = execFileSync(process.execPath, ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', 'dist/firefox', '--output', 'json', '--no-config-discovery', '--no-input'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch (error) {
      answer = (error as { stdout: string }).stdout;
    }
    const { errors, summary } = JSON.parse(answer) as { errors: { code: string; file?: string }[]; summary: { errors: number } };
    expect(errors.map((error) => `${error.code} ${error.file ?? ''}`)).toEqual([]);
    expect(summary.errors).toBe(0);
  }, 60_000);
});
