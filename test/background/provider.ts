// A provider in a few lines for the background's tests: the state machine of the official guide over fetch, with answers that can be replaced.
import type { Carriage, Carried } from '../../src/platform/messages.ts';

export interface FakeHosting {
  state: string;
  sent: number;
  sentToday: number;
  bounce: number;
  maxPerDay: number;
  email: string | null;
  /** What it becomes, and when. */
  next: { at: number; state: string }[];
  bounces?: { date: string; to: string | null; message: string | null }[];
  volumes?: { date: string; volume: number }[];
  attached?: string[];
}

type Fault = (method: string, path: string) => Response | 'cut' | 'cutAfter' | null;

const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(value), { status, headers });

export class FakeProvider {
  readonly hostings = new Map<string, FakeHosting>();
  nichandle = 'ab12345-ovh';
  loggedIn = true;
  knowsBatch = true;
  /** Given with the list where it is set: then the list is one of whole objects. */
  clusterIp: string | null = null;
  refusesOrigin = false;
  blockMs = 3_000;
  purgeMs = 20_000;
  /** Asked before every answer; null lets it be. */
  fault: Fault = () => null;
  readonly requests: { method: string; path: string }[] = [];
  /** What was carried out, in order: `BLOCK example.com`. */
  readonly executed: string[] = [];

  constructor(private readonly now: () => number) {}

  add(name: string, state = 'ok'): FakeHosting {
    const hosting: FakeHosting = { state, sent: 1000, sentToday: 10, bounce: 5, maxPerDay: 2000, email: 'reports@example.com', next: [] };
    this.hostings.set(name, hosting);
    return hosting;
  }

  async fetch(url: string, init: RequestInit): Promise<Response> {
    const path = decodeURIComponent(new URL(url).pathname.replace(/^\/(engine\/apiv6|1\.0)/, ''));
    const method = init.method ?? 'GET';
    this.requests.push({ method, path });
    const fault = this.fault(method, path);
    if (fault === 'cut') throw new TypeError('Failed to fetch');
    if (fault instanceof Response) return fault;
    const answer = this.answer(new URL(url).host, method, path, init);
    if (fault === 'cutAfter') throw new TypeError('Failed to fetch');
    return answer;
  }

  async carried(carriage: Carriage): Promise<Carried> {
    const response = this.write(carriage.method, carriage.path, carriage.body);
    return { status: response.status, body: await response.text() };
  }

  settle(): void {
    for (const hosting of this.hostings.values()) {
      while (hosting.next[0] !== undefined && hosting.next[0].at <= this.now()) hosting.state = (hosting.next.shift() as { state: string }).state;
    }
  }

  private answer(host: string, method: string, path: string, init: RequestInit): Response {
    this.settle();
    const bearer = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? null;
    if (bearer !== null) return this.forToken(host, method, path, init, bearer);
    if (!this.loggedIn || host !== 'manager.eu.ovhcloud.com') return json({ message: 'You must login first' }, 401);
    return this.forSomebody(method, path, init);
  }

  /** Tokens of `eu.api.ovh.com`: what each may do. */
  readonly tokens = new Map<string, { rights: 'write' | 'read' | 'pending'; expiration?: string }>();

  private forToken(host: string, method: string, path: string, init: RequestInit, bearer: string): Response {
    const token = this.tokens.get(bearer);
    if (token === undefined || host !== 'eu.api.ovh.com') return json({ errorCode: 'INVALID_CREDENTIAL', message: 'This credential is not valid' }, 403);
    if (token.rights === 'pending') return json({ errorCode: 'INVALID_SIGNATURE', message: 'Invalid signature' }, 400);
    const rules = [{ method: 'GET', path: '/*' }, ...(token.rights === 'write' ? [{ method: 'POST', path: '/*' }] : [])];
    if (path === '/auth/details') return json({ account: this.nichandle, method: 'account', allowedRoutes: rules, roles: [], identities: [] });
    if (path === '/auth/currentCredential') return json({ credentialId: 1, status: 'validated', rules, expiration: token.expiration ?? null });
    if (path === '/auth/logout') { this.tokens.delete(bearer); return json(null); }
    if (method !== 'GET' && token.rights === 'read') return json({ errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' }, 403);
    return this.forSomebody(method, path, init);
  }

  private forSomebody(method: string, path: string, init: RequestInit): Response {
    if (method !== 'GET') return this.refusesOrigin ? json({ message: 'Origin not allowed' }, 403) : this.write(method, path, String(init.body));
    if (path === '/me') return json({ nichandle: this.nichandle, ovhSubsidiary: 'FR' });
    if (path === '/hosting/web') return json([...this.hostings.keys()].map((serviceName) => (this.clusterIp === null ? serviceName : { serviceName, clusterIp: this.clusterIp })));
    const [, , , names = '', ...rest] = path.split('/');
    const batched = new Headers(init.headers).has('x-ovh-batch');
    if (batched && this.knowsBatch) return json(names.split(',').map((key) => this.entry(key, rest.join('/'))));
    return this.one(names, rest.join('/'));
  }

  private entry(key: string, below: string): unknown {
    const found = this.value(key, below);
    return found === null ? { key, value: null, error: { message: 'This service does not exist', httpCode: '404 Not Found' } } : { key, value: found, error: null };
  }

  private one(name: string, below: string): Response {
    const found = this.value(name, below);
    return found === null ? json({ message: 'This service does not exist' }, 404) : json(found);
  }

  private value(name: string, below: string): unknown {
    const hosting = this.hostings.get(name);
    if (hosting === undefined) return null;
    if (below === 'email/volumes') return hosting.volumes ?? [{ date: '2027-01-15', volume: 12 }];
    if (below === 'email/bounces') return hosting.bounces ?? [];
    if (below === 'attachedDomain') return hosting.attached ?? [name];
    if (below !== 'email') return null;
    const { next: _next, bounces: _bounces, volumes: _volumes, attached: _attached, ...mail } = hosting;
    return mail;
  }

  private write(method: string, path: string, body: string): Response {
    this.settle();
    const name = path.split('/')[3] ?? '';
    const hosting = this.hostings.get(name);
    if (hosting === undefined) return json({ message: 'This service does not exist' }, 404);
    if (method === 'PUT') {
      hosting.email = (JSON.parse(body) as { email: string }).email;
      this.executed.push(`RECIPIENT ${name}`);
      return json(null);
    }
    return this.act(name, hosting, (JSON.parse(body) as { action: string }).action);
  }

  private act(name: string, hosting: FakeHosting, action: string): Response {
    const at = this.now() + this.blockMs;
    const sends = hosting.state === 'ok' || hosting.state === 'force';
    if (sends !== (action === 'BLOCK') || hosting.state === 'purging') return json({ message: 'Not possible in this state', class: 'Client::BadRequest' }, 400);
    if (action === 'BLOCK') hosting.next = [{ at, state: 'ko' }];
    if (action === 'UNBLOCK') hosting.next = [{ at, state: hosting.state === 'bounce' ? 'force' : 'ok' }];
    if (action === 'PURGE') hosting.next = [{ at, state: 'purging' }, { at: at + this.purgeMs, state: 'ok' }];
    this.executed.push(`${action} ${name}`);
    return json('ok');
  }
}
