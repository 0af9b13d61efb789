// An answer before it is sent, and the error bodies of the API.
import { randomBytes } from 'node:crypto';

export interface Answer {
  readonly status: number;
  /** JSON; undefined sends nothing. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** True when something was changed. */
  readonly executed?: true;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
/** What a write that has nothing to say is answered with. */
export const done = (body: unknown = null): Answer => ({ status: 200, body, executed: true });

/** Errors of the API proper: `class` and `message`. Sources: the panel's client, go-ovh `error.go`. */
export function refused(status: number, kind: string, message: string, details?: Readonly<Record<string, string>>): Answer {
  return { status, body: { class: kind, message, ...(details === undefined ? {} : { details }) } };
}

export const badRequest = (message: string): Answer => refused(400, 'Client::BadRequest', message);
export const notFound = (message: string): Answer => refused(404, 'Client::NotFound', message);
export const noService = (): Answer => notFound('This service does not exist');

const words: Readonly<Record<number, string>> = { 400: '400 Bad Request', 401: '401 Unauthorized', 403: '403 Forbidden', 404: '404 Not Found', 460: '460 Expired' };

/** Errors of the layer that checks who asks: `errorCode`, `httpCode`, `message`. Sources: php-ovh and python-ovh issues. */
export function denied(status: number, errorCode: string, message: string): Answer {
  return { status, body: { errorCode, httpCode: words[status] ?? String(status), message } };
}

/** The id that every answer of the API has in `X-OVH-QUERYID`. */
export function queryId(region: string): string {
  return `${region.toUpperCase()}.ext-1.${randomBytes(4).toString('hex')}.${randomBytes(6).toString('hex')}`;
}
