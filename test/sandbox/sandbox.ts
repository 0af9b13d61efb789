// Starts the sandbox: the HTTPS server under the real names, the proxy and the control server, all on loopback.
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { createServer as createHttpsServer } from 'node:https';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Certificate, makeCertificate } from './web/certificate.ts';
import type { Control, Delays, Options } from './control/control-calls.ts';
import { controlOf } from './control/control.ts';
import { controlApp } from './control/control-server.ts';
import { gate } from './web/gate.ts';
import { hosts } from './web/places.ts';
import { makeProxy } from './web/proxy.ts';
import { addApiRoutes } from './api/routes-api.ts';
import { addLoginRoutes } from './web/routes-login.ts';
import { addPanelRoutes } from './web/routes-panel.ts';
import { addTokenRoutes } from './web/routes-tokens.ts';
import type { Web } from './web/web.ts';
import { World } from './world/world.ts';

export interface SandboxStart {
  /** 0, or left out: any free port. */
  readonly port?: number;
  /** Hostings of the European customer; 12 unless told, at most 5,000. */
  readonly hostings?: number;
  /** Hostings of the Canadian customer; none unless told. */
  readonly ca?: number;
  /** What the provider's delays are divided by; 1 unless told. */
  readonly speed?: number;
  readonly options?: Partial<Options>;
  readonly delays?: Partial<Delays>;
}

export interface Sandbox {
  /** `https://127.0.0.1:port`; the real names lead there. */
  readonly origin: string;
  readonly hosts: readonly string[];
  /** SHA-256 of the certificate's public key, base64. */
  readonly spki: string;
  /** `http://127.0.0.1:port`. */
  readonly proxy: string;
  /** `http://127.0.0.1:port`. */
  readonly control: string;
  /** The control calls, without HTTP. */
  readonly calls: Control;
  /** PEM. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

export async function startSandbox(start: SandboxStart = {}): Promise<Sandbox> {
  const { port = 0, hostings = 12, ca = 0, speed = 1, options = {}, delays = {} } = start;
  const certificate = await makeCertificate(hosts);
  const world = new World({ speed, hostings: { eu: hostings, ca }, options, delays });
  const calls = controlOf(world);
  const site = serverOf(world, certificate);
  const proxy = makeProxy(() => portOf(site), (host) => world.refusedHosts.add(host));
  const control = createAdaptorServer({ fetch: controlApp(calls).fetch, overrideGlobalObjects: false });
  const servers = [site, proxy, control].map((server) => tracked(server));
  await Promise.all([listen(site, port), listen(proxy, 0), listen(control, 0)]);
  const close = async (): Promise<void> => {
    world.faults.release();
    await Promise.all(servers.map((end) => end()));
  };
  const address = (server: ServerType): string => `127.0.0.1:${portOf(server)}`;
  return {
    origin: `https://${address(site)}`, hosts, spki: certificate.spki, proxy: `http://${address(proxy)}`, control: `http://${address(control)}`,
    calls, certificate: certificate.cert, close,
  };
}

function serverOf(world: World, { key, cert }: Certificate): ServerType {
  const app = new Hono<Web>();
  app.use('*', gate(world));
  addApiRoutes(app);
  addLoginRoutes(app);
  addTokenRoutes(app);
  addPanelRoutes(app);
  return createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false, createServer: createHttpsServer, serverOptions: { key, cert } });
}

function listen(server: ServerType, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => { server.off('error', reject); resolve(); });
  });
}

/** How to end a server at once, with what is still open on it: answers that never come must not keep it. */
function tracked(server: ServerType): () => Promise<void> {
  const sockets = new Set<Socket>();
  (server as HttpServer).on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

function portOf(server: ServerType): number {
  return (server.address() as AddressInfo).port;
}
