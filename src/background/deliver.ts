// Empties the outbox: journal and notices under stable ids, at least once; then shows the badge. Safe to repeat at any point.
import { badgeFor } from '../core/badge.ts';
import type { AccountId, JournalEntry, Time } from '../core/model.ts';
import { type Notice, subjectOf } from '../core/notices.ts';
import type { Ports } from './ports.ts';
import { read } from './store.ts';

/** Journal lines that wait while IndexedDB cannot be written; the newest are kept. */
const outboxLimit = 500;

/** A notice's own line in the journal of what it is about. */
function toldEntry(notice: Notice, at: Time): JournalEntry {
  const subject = subjectOf(notice.id);
  const hosting = subject !== null && 'hosting' in subject ? subject.hosting : null;
  const account = subject !== null && 'account' in subject ? (subject.account as AccountId) : null;
  return { id: `notice|${notice.id}`, hosting, account, at, what: { kind: 'notice', notice: notice.id } };
}

/** Delivers what is stored to be told. What could not be shown or written stays for the next time. */
export async function deliver(ports: Ports): Promise<void> {
  await ports.lock('deliver', 'wait', async () => {
    const { outbox, head } = await read(ports);
    await ports.showBadge(badgeFor(head));
    if (outbox.journal.length + outbox.notices.length === 0) return;
    const told = new Set<string>();
    for (const notice of outbox.notices) if (await succeeds(ports.showNotice(notice))) told.add(notice.id);
    const entries = [...outbox.journal, ...outbox.notices.map((notice) => toldEntry(notice, ports.now()))];
    if (await succeeds(ports.journal.add(entries))) for (const entry of outbox.journal) told.add(entry.id);
    await forgetDelivered(ports, told);
  });
}

/** One thing that cannot be told must not hold back the others. */
async function succeeds(job: Promise<void>): Promise<boolean> {
  return job.then(() => true, () => false);
}

async function forgetDelivered(ports: Ports, told: ReadonlySet<string>): Promise<void> {
  await ports.lock('store', 'wait', async () => {
    const { outbox } = await read(ports);
    const notices = outbox.notices.filter((notice) => !told.has(notice.id));
    const journal = outbox.journal.filter((entry) => !told.has(entry.id)).slice(-outboxLimit);
    await ports.storage.set({ outbox: { notices, journal } });
  });
}
