// Who is logged in to the control panel: session cookies, tickets between hosts, and what may have become of a session.
import { randomBytes } from 'node:crypto';
import type { SessionCookie, SessionIs } from '../control/control-calls.ts';
import { type Answer, refused } from '../api/answer.ts';
import { places, type Region } from '../web/places.ts';

interface Session {
  readonly region: Region;
  nichandle: string;
}

/** The real name is not known; this one is what the panel's comments speak of. */
export const sessionCookie = 'SESSION';
export const userCookie = 'USERID';

export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #tickets = new Map<string, string>();
  readonly #is: Record<Region, SessionIs> = { eu: 'alive', ca: 'alive' };

  start(region: Region, nichandle: string): string {
    const token = randomBytes(16).toString('hex');
    this.#sessions.set(token, { region, nichandle });
    // Logging in again is what mends a session that ended or is too weak.
    if (['expired', 'forbidden', 'invalid', 'weak'].includes(this.#is[region])) this.#is[region] = 'alive';
    return token;
  }

  end(token: string): void {
    this.#sessions.delete(token);
  }

  set(region: Region, is: SessionIs): void {
    this.#is[region] = is;
  }

  is(region: Region): SessionIs {
    return this.#is[region];
  }

  switchUser(region: Region, nichandle: string): void {
    for (const session of this.#sessions.values()) if (session.region === region) session.nichandle = nichandle;
  }

  /** Whose session a cookie is, or null. */
  nichandleOf(token: string | undefined, region: Region): string | null {
    const session = token === undefined ? undefined : this.#sessions.get(token);
    return session?.region === region ? session.nichandle : null;
  }

  /** Carries a session to another host, once. */
  ticketFor(token: string): string {
    const ticket = randomBytes(16).toString('hex');
    this.#tickets.set(ticket, token);
    return ticket;
  }

  redeem(ticket: string): string | null {
    const token = this.#tickets.get(ticket) ?? null;
    this.#tickets.delete(ticket);
    return token;
  }

  /** Why a session is refused before anything is looked at; null when it is alive. Texts and statuses: the panel's API client. */
  refusal(token: string | undefined, region: Region): Answer | null {
    const is = this.#is[region];
    if (is === 'maintenance') return refused(500, 'Server::InternalServerError::ApiUnreachableMaintenance', 'The API is under maintenance');
    if (this.nichandleOf(token, region) === null || is === 'expired') return refused(401, 'Client::Unauthorized', 'You must login first');
    if (is === 'forbidden' || is === 'invalid') return refused(403, 'Client::Forbidden', `This session is ${is}`);
    if (is === 'weak') return refused(471, 'Client::LowOrderSession', 'This session is not sufficient');
    return null;
  }
}

/** The cookies of a login; `host` is where they are sent to. */
export function cookiesOf(token: string, nichandle: string, region: Region, sameSite: SessionCookie['sameSite'], host = places[region].panel): SessionCookie[] {
  const common = { domain: host, path: '/', secure: true, sameSite } as const;
  return [{ ...common, name: sessionCookie, value: token, httpOnly: true }, { ...common, name: userCookie, value: nichandle, httpOnly: false }];
}

export function setCookie({ name, value, httpOnly, sameSite }: SessionCookie): string {
  return `${name}=${value}; Path=/; Secure; SameSite=${sameSite}${httpOnly ? '; HttpOnly' : ''}`;
}
