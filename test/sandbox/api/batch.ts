// Several services in one call: `X-Ovh-Batch`, whose value is the separator. Sources: csharp-ovh, the panel's telecom app.
import { type Answer, badRequest } from './answer.ts';
import type { Call } from './call.ts';

/** Asks for each id by itself; one that fails has an `error` and the others their `value`. */
export function batched(call: Call, answer: (call: Call) => Answer): Answer {
  const separator = call.header('x-ovh-batch');
  const { options } = call.world;
  if (!options.batch || call.method !== 'GET' || separator === undefined || separator === '') return answer(call);
  const lists = Object.entries(call.params).map(([name, value]) => ({ name, ids: value.split(separator) }));
  const { name, ids } = lists.find((list) => list.ids.length > 1) ?? lists[0] ?? {};
  if (name === undefined || ids === undefined) return answer(call);
  if (ids.length > options.batchMax) return badRequest(`Too many ids in a batch: ${options.batchMax} at most`);
  return { status: 200, body: ids.map((id) => entryOf(id, answer({ ...call, params: { ...call.params, [name]: id } }), options.batchErrors)) };
}

function entryOf(key: string, { status, body }: Answer, errors: 'body' | 'text'): Readonly<Record<string, unknown>> {
  if (status === 200) return { key, value: body, error: null };
  const { message } = body as { readonly message: string };
  return { key, value: null, error: errors === 'text' ? message : { status, ...(body as object) } };
}
