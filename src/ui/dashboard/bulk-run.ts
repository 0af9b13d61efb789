// Carries out a plan for many hostings: each is asked afresh and confirmed by itself, a second apart; what was not yet asked can be cancelled.
import { type BulkKind, type BulkPlan, type BulkProgress, type BulkResult, progressOf, stillMeant } from '../../core/table/bulk.ts';
import type { HostingId } from '../../core/model.ts';
import type { TableRow } from '../../core/table/table.ts';
import type { Send } from '../door.ts';

/** Each hosting takes a handful of requests: with this the provider sees fewer than sixty a minute beside the watching. */
const apartMs = 4_000;
/** The first few go at once. */
const atOnce = 5;

interface BulkWish { readonly kind: BulkKind; readonly plan: BulkPlan; readonly recipient: string | null }

async function one(send: Send, { kind, recipient }: BulkWish, row: TableRow): Promise<BulkResult> {
  const asked = await send('ask', { hosting: row.id, kind });
  if (!asked.ok) return asked.refusal.kind === 'stateChanged' ? 'changed' : 'failed';
  const { ask, hosting, seen } = asked.value;
  if (!stillMeant(kind, row, seen)) return 'changed';
  const answer = await send('confirm', { ask, hosting, kind, seen, stayBlocked: false, recipient });
  return answer.ok ? 'sent' : 'failed';
}

/** Resolves when every hosting has its result. `until`: those that were not yet asked are cancelled. */
export async function runBulk(send: Send, wish: BulkWish, told: (progress: BulkProgress) => void, until: AbortSignal, wait: (ms: number) => Promise<void>): Promise<void> {
  const results = new Map<HostingId, BulkResult>(wish.plan.takes.map((row) => [row.id, 'waiting']));
  const note = (id: HostingId, result: BulkResult): void => {
    results.set(id, result);
    told(progressOf(new Map(results)));
  };
  told(progressOf(new Map(results)));
  for (const [index, row] of wish.plan.takes.entries()) {
    if (index >= atOnce && !until.aborted) await wait(apartMs);
    if (until.aborted) {
      note(row.id, 'cancelled');
      continue;
    }
    note(row.id, 'asking');
    note(row.id, await one(send, wish, row));
  }
}
