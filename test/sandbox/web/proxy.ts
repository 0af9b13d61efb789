// An HTTP proxy that leads the sandbox's host names to it, and refuses and notes every other.
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { hosts } from './places.ts';

/** Only `CONNECT host:443` of a known host is let through; anything else gets a 403. */
export function makeProxy(sandboxPort: () => number, refused: (host: string) => void): Server {
  const proxy = createServer((request, response) => {
    refused(hostOf(request.url ?? ''));
    response.writeHead(403).end('refused by the sandbox');
  });
  proxy.on('connect', (request, client: Socket, head) => {
    client.on('error', () => client.destroy());
    const [host = '', port = ''] = (request.url ?? '').split(':');
    if (port === '443' && hosts.includes(host.toLowerCase())) return pass(client, head, sandboxPort());
    refused(host);
    client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  return proxy;
}

function pass(client: Socket, head: Buffer, port: number): void {
  const server = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.write(head);
    server.pipe(client).pipe(server);
  });
  server.on('error', () => client.destroy());
  server.on('close', () => client.destroy());
  client.on('close', () => server.destroy());
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
