// The built pages on canned records, served on this machine: for pictures, and to look at in any browser. `npm run pages` prints the address.
import { existsSync, readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceOf } from '../browser/drive/screen.ts';
import { now } from './canned.ts';
import { type Scene, scenes } from './scenes.ts';
import { type Stub, seedJournal, stubBrowser } from './stub-browser.ts';

const built = fileURLToPath(new URL('../../dist/chromium/', import.meta.url));
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' };
type Messages = Readonly<Record<string, { readonly message: string }>>;

const messagesOf = (language: string): Messages => JSON.parse(readFileSync(join(built, `_locales/${language}/messages.json`), 'utf8')) as Messages;

/** Every text 40 % longer, as other languages are. */
export function longer(short: Messages): Messages {
  return Object.fromEntries(Object.entries(short).map(([key, { message }]) => {
    const words = message.split(' ');
    return [key, { message: key === 'languageTag' ? message : [message, ...words.filter((word) => !word.includes('{')).slice(0, Math.ceil(words.length * 0.4))].join(' ') }];
  }));
}

/** What stands in for the browser in a scene, as source to run before the page's own script. */
export function stubOf(scene: Scene, language = 'en'): string {
  const messages = messagesOf(language);
  const stub: Stub = { stored: scene.stored, session: scene.session, messages: scene.long === true ? longer(messages) : messages, withheld: scene.withheld ?? [], replies: scene.replies ?? {}, now };
  return `(${sourceOf(stubBrowser as never)})(${JSON.stringify(stub)});`;
}

/** Fills the journal of the origin on which it runs. */
export const journalSource = `(${sourceOf(seedJournal as never)})(${scenes.history.map((part) => JSON.stringify(part)).join(', ')})`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '\\u003c');

/** A scene as one page: what stands in for the browser first, then the page as built. */
function sceneHtml(scene: Scene, language: string): string {
  const html = readFileSync(join(built, `${scene.page}.html`), 'utf8');
  return html.replace('<meta charset="utf-8">', `<meta charset="utf-8"><base href="/"><script>${escaped(stubOf(scene, language)).replaceAll('&amp;', '&')}${journalSource};</script>`);
}

function index(): string {
  const items = scenes.all.map(({ name }) => `<li><a href="/scene/${name}">${name}</a></li>`).join('');
  return `<!doctype html><meta charset="utf-8"><title>Sluice: views</title><h1>Views on canned records</h1><p>Add <code>?language=fr</code> for another language.</p><ul>${items}</ul>`;
}

/** Serves the build under the extension's own policy, and scenes at `/scene/<name>` without one: what stands in for the browser is a script in the page. */
export async function servePages(port = 0): Promise<{ readonly origin: string; readonly server: Server }> {
  const { content_security_policy: policy } = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8')) as { content_security_policy: { extension_pages: string } };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://here');
    const scene = scenes.all.find(({ name }) => url.pathname === `/scene/${name}`);
    if (url.pathname === '/' || scene !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(scene === undefined ? index() : sceneHtml(scene, url.searchParams.get('language') ?? 'en'));
      return;
    }
    const path = join(built, url.pathname);
    if (!path.startsWith(built) || !existsSync(path) || extname(path) === '') { response.writeHead(404).end(); return; }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain', 'content-security-policy': policy.extension_pages }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(join(built, 'manifest.json'))) throw new Error('build first: npm run build');
  const { origin } = await servePages(Number(process.argv[2] ?? 0));
  console.log(`${origin}  (Ctrl+C ends it)`);
}
