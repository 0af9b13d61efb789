// Promise: `npm run sandbox` says in one line where it is, can be driven by another process, and explains wrong arguments.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { connect, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { within } from '../browser/drive/wait.ts';
import { controlClient } from './control/control-client.ts';
import { controlNames, type Control } from './control/control-calls.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const start = (...args: readonly string[]): ChildProcess => spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

interface Place { origin: string; hosts: string[]; spki: string; proxy: string; control: string }
let child: ChildProcess;
let place: Place;
let control: Control;
const lines: string[] = [];

beforeAll(async () => {
  child = start('--port', '0', '--hostings', '5000', '--ca', '2', '--speed', '60');
  const read = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  read.on('line', (line) => lines.push(line));
  await within(30_000, 'the first line', once(read, 'line'));
  place = JSON.parse(lines[0] ?? '') as Place;
  control = controlClient(place.control);
}, 40_000);
afterAll(async () => {
  if (child.exitCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** Connects through the proxy and shakes hands with whoever is behind it. */
async function through(host: string, port = 443): Promise<{ readonly status: number; readonly spki: string }> {
  const proxy = new URL(place.proxy);
  const asked = request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: `${host}:${port}` }).end();
  const [reply, socket] = (await once(asked, 'connect')) as [{ statusCode: number }, Socket];
  if (reply.statusCode !== 200) { socket.destroy(); return { status: reply.statusCode, spki: '' }; }
  const tls: TLSSocket = connect({ socket, servername: host, rejectUnauthorized: false });
  await once(tls, 'secureConnect');
  const spki = createHash('sha256').update(tls.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' }) ?? '').digest('base64');
  tls.destroy();
  return { status: 200, spki };
}

describe('the sandbox as a process', () => {
  it('prints where it is, and nothing else', () => {
    expect(Object.keys(place)).toEqual(['origin', 'hosts', 'spki', 'proxy', 'control']);
    for (const [url, protocol] of [[place.origin, 'https:'], [place.proxy, 'http:'], [place.control, 'http:']] as const) expect(new URL(url)).toMatchObject({ hostname: '127.0.0.1', protocol });
    expect([...place.hosts].sort()).toEqual(['api.ca.ovhcloud.com', 'api.eu.ovhcloud.com', 'auth.ca.ovhcloud.com', 'auth.eu.ovhcloud.com', 'ca.api.ovh.com', 'ca.ovh.com', 'eu.api.ovh.com', 'manager.ca.ovhcloud.com', 'manager.eu.ovhcloud.com', 'www.ovh.com']);
    expect(lines).toHaveLength(1);
  });

  it('is driven over HTTP', async () => {
    expect(await control.hostings()).toHaveLength(5002);
    expect(await control.clock()).toMatchObject({ speed: 60, offsetMs: 0 });
    await control.setHosting({ serviceName: 'studio-nord.pl', state: 'bounce', bounces: [{ date: '2026-11-01T10:00:00Z', to: null, message: null }] });
    expect(await control.hosting({ serviceName: 'studio-nord.pl' })).toMatchObject({ state: 'bounce' });
  });

  it('leads its hosts through the proxy, and refuses and tells every other', async () => {
    expect(await through('manager.eu.ovhcloud.com')).toEqual({ status: 200, spki: place.spki });
    expect((await through('telemetry.example.org')).status).toBe(403);
    expect((await through('eu.api.ovh.com', 8080)).status).toBe(403);
    expect(await control.refusedHosts()).toContain('telemetry.example.org');
  });

  const post = async (call: string, body: string): Promise<[number, string]> => {
    const reply = await fetch(`${place.control}/${call}`, { method: 'POST', body });
    return [reply.status, ((await reply.json()) as { message: string }).message];
  };
  it.each([
    ['explode', '{}', /no call explode/], ['setHosting', '{', /must be JSON/], ['setHosting', '{}', /"serviceName", which must be there/], ['setHosting', '{"serviceName":"a","sent":"3"}', /"sent", which must be a whole number/],
    ['setHosting', '{"serviceName":"nobody.example"}', /no hosting nobody\.example/], ['options', '{"orgin":"any"}', /without "orgin"/], ['options', '{"origin":"all"}', /one of "any", "panel"/],
    ['nextAnswer', '{"path":"*","status":700}', /a status from 200 to 599/], ['clock', '[]', /a JSON object/],
  ])('refuses %s %s with a sentence', async (call, body, sentence) => {
    const [status, message] = await post(call, body);
    expect([status, message]).toEqual([400, expect.stringMatching(sentence)]);
  });

  it('names its calls', async () => {
    expect(await (await fetch(place.control)).json()).toEqual({ calls: [...controlNames] });
    await expect(control.session({ is: 'dead' as 'alive' })).rejects.toThrow(/session: .*one of "alive"/);
  });

  it('ends when it is told to, even while an answer is held', async () => {
    await control.pause();
    child.kill('SIGTERM');
    expect(await within(10_000, 'the end', once(child, 'exit'))).toEqual([0, null]);
  });
});

it.each([
  [['--port', '65536'], /--port 65536 is not possible: a whole number from 0 to 65535/], [['--hostings', 'many'], /--hostings many .* from 0 to 5000/],
  [['--hostings', '5001'], /from 0 to 5000/], [['--speed', '0'], /--speed 0 .* a number from 0\.001/], [['--prot', '1'], /'--prot'[^]*--port \(/], [['--port'], /'--port/],
])('%j is explained', async (args, sentence) => {
  const wrong = start(...args);
  let said = '';
  wrong.stderr?.on('data', (piece: Buffer) => { said += piece.toString(); });
  expect(await within(20_000, 'the end', once(wrong, 'close'))).toEqual([2, null]);
  expect(said).toMatch(sentence);
});
