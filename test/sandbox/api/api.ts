// A call of the API: finds its endpoint, checks who asks and what they may, and answers it, alone or as a batch.
import { type Answer, badRequest, denied, notFound, refused } from './answer.ts';
import { batched } from './batch.ts';
import type { Call, Endpoint } from './call.ts';
import type { CallerOf } from './callers.ts';
import { accountEndpoints } from './endpoints-account.ts';
import { hostingEndpoints } from './endpoints-hosting.ts';
import { mailEndpoints } from './endpoints-mail.ts';
import { matches } from './wildcard.ts';

/** A call before it is known who asks. */
export type Question = Omit<Call, 'caller' | 'params'> & {
  readonly v2: boolean;
  /** Path below the base, as it was sent. */
  readonly path: string;
  /** Who asks, or why that is refused. */
  readonly identify: () => CallerOf | Answer;
};

const endpoints: readonly Endpoint[] = [...accountEndpoints, ...hostingEndpoints, ...mailEndpoints];
const split = new Map(endpoints.map((endpoint) => [endpoint, endpoint.path.split('/').slice(1)]));

/** Nobody, for the calls that need nobody. */
const nobody: Omit<CallerOf, 'region'> = {
  nichandle: '', method: 'account', user: null, actions: [], rules: [], end: () => undefined, credential: null,
};

export function answerOf(question: Question): Answer {
  const found = endpoints.filter((endpoint) => (endpoint.v2 === true) === question.v2).map((endpoint) => ({ endpoint, params: paramsOf(endpoint, question.segments) }))
    .filter((row): row is { endpoint: Endpoint; params: Record<string, string> } => row.params !== null);
  if (found.length === 0) return notFound('Got an invalid (or empty) URL');
  const row = found.find(({ endpoint }) => endpoint.method === question.method);
  if (row === undefined) return refused(405, 'Client::MethodNotAllowed', `Method ${question.method} is not allowed`);
  return answerBy(row.endpoint, row.params, question);
}

function answerBy(endpoint: Endpoint, params: Record<string, string>, question: Question): Answer {
  const caller = endpoint.open === true ? { ...nobody, region: question.region } : question.identify();
  if ('status' in caller) return caller;
  const call: Call = { ...question, params, caller };
  const refusal = endpoint.open === true ? null : refusalOf(endpoint, call, question.path);
  return refusal ?? batched(call, endpoint.answer);
}

function refusalOf(endpoint: Endpoint, { caller, method }: Call, path: string): Answer | null {
  const granted = caller.rules === null || caller.rules.some((rule) => rule.method === method && matches(rule.path, decodedPath(path)));
  if (!granted) return denied(403, 'NOT_GRANTED_CALL', 'This call has not been granted');
  const { action } = endpoint;
  if (action === null || caller.actions === null || caller.actions.some((allowed) => matches(allowed, action))) return null;
  return refused(403, 'Client::Forbidden', 'User not granted for this request', { unauthorizedActionsByIAM: action });
}

function paramsOf(endpoint: Endpoint, segments: readonly string[]): Record<string, string> | null {
  const wanted = split.get(endpoint) ?? [];
  if (wanted.length !== segments.length) return null;
  const fits = wanted.every((part, at) => part.startsWith(':') || part === segments[at]);
  return fits ? Object.fromEntries(wanted.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), segments[at] ?? '']] : []))) : null;
}

/** The segments of a path; null when one of them is wrongly encoded. */
export function segmentsOf(path: string): readonly string[] | null {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    // `%` and no hexadecimal digits.
    return null;
  }
}

function decodedPath(path: string): string {
  return (segmentsOf(path) ?? [path]).map((segment, at) => (at === 0 ? `/${segment}` : segment)).join('/');
}

export const badPath = (): Answer => badRequest('The path is wrongly encoded');
