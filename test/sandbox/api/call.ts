// One call of the API on its way: who asks for what; and the table's row that answers it.
import type { Answer } from './answer.ts';
import { noService, refused } from './answer.ts';
import type { CallerOf } from './callers.ts';
import type { Hosting } from '../world/hosting.ts';
import type { Region } from '../web/places.ts';
import type { World } from '../world/world.ts';

export interface Call {
  readonly world: World;
  readonly region: Region;
  /** Host that was asked, for addresses in answers. */
  readonly host: string;
  readonly method: string;
  /** Path below the base, decoded, segment by segment. */
  readonly segments: readonly string[];
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
  readonly caller: CallerOf;
  /** Id of the request in the list of those received. */
  readonly request: number;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `:name` takes one segment. */
  readonly path: string;
  /** The IAM action, from the schema; null: none is needed. */
  readonly action: string | null;
  /** No caller is needed. */
  readonly open?: true;
  /** Of API v2. */
  readonly v2?: true;
  readonly answer: (call: Call) => Answer;
}

/** The hosting that is asked for, if it is the caller's and not expired. */
export function ofHosting(answer: (hosting: Hosting, call: Call) => Answer): (call: Call) => Answer {
  return (call) => {
    const hosting = call.world.hosting(call.params['serviceName'] ?? '');
    if (hosting === undefined || hosting.nichandle !== call.caller.nichandle) return noService();
    // 460: python-ovh's client, ResourceExpiredError.
    return hosting.expired ? refused(460, 'Client::Expired', 'This service is expired') : answer(hosting, call);
  };
}

/** The fields of a JSON object in the body; null when it is none. */
export function fieldsOf(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    // Not JSON: the caller says so.
    return null;
  }
}
