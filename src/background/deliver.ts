// Empties the outbox: journal and notices under stable ids, at least once; then shows the badge. Safe to repeat at any point.
import { badgeFor } from '../core/badge.ts';
import type { AccountId, JournalEntry, Time } from '../core/model.ts';
import { breaksThrough, isQuiet, longestSnoozeMs } from '../core/hush.ts';
import { type Notice, subjectOf, summedUp } from '../core/notices.ts';
import type { Settings } from '../core/settings.ts';
import type { Outbox } from '../core/stored/outbox.ts';
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
    const { outbox, head, settings } = await read(ports);
    await ports.showBadge(badgeFor(head));
    if (outbox.journal.length + outbox.notices.length === 0) return;
    const told = await showDue(ports, outbox, settings);
    const lines = outbox.notices.filter((notice) => told.has(notice.id)).map((notice) => toldEntry(notice, ports.now()));
    const written = await succeeds(ports.journal.add([...outbox.journal, ...lines]));
    if (written) for (const entry of outbox.journal) told.add(entry.id);
    await forgetDelivered(ports, outbox, told, written ? [] : lines);
  });
}

/** Shows what may be shown now, and answers its ids. What quiet hours hold back is summed up when they are over. */
async function showDue(ports: Ports, { notices, held }: Outbox, settings: Settings): Promise<Set<string>> {
  const told = new Set<string>();
  const now = ports.now();
  const silent = settings.snoozedUntil !== null && now < settings.snoozedUntil && settings.snoozedUntil - now <= longestSnoozeMs;
  const quiet = settings.quiet !== null && isQuiet(settings.quiet, now) ? settings.quiet : null;
  const due = notices.filter((notice) => !silent && (quiet === null || breaksThrough(notice, quiet)));
  const waited = due.filter((notice) => held.includes(notice.id));
  const shown = [...due.filter((notice) => !held.includes(notice.id)), ...summedUp(waited, now)];
  const failed = new Set<string>();
  for (const notice of shown) if (!(await succeeds(ports.showNotice(notice)))) failed.add(notice.id);
  const summaryFailed = waited.length > 1 && failed.has(`summary|all|${now}`);
  for (const notice of due) if (!failed.has(notice.id) && !(summaryFailed && held.includes(notice.id))) told.add(notice.id);
  return told;
}

/** One thing that cannot be told must not hold back the others. */
async function succeeds(job: Promise<void>): Promise<boolean> {
  return job.then(() => true, () => false);
}

/** `seen`: the outbox that was delivered from. `unwritten`: lines of what was shown, for which the journal has yet to be written. */
async function forgetDelivered(ports: Ports, seen: Outbox, told: ReadonlySet<string>, unwritten: readonly JournalEntry[]): Promise<void> {
  await ports.lock('store', 'wait', async () => {
    const { outbox } = await read(ports);
    const notices = outbox.notices.filter((notice) => !told.has(notice.id));
    const journal = [...outbox.journal.filter((entry) => !told.has(entry.id)), ...unwritten].slice(-outboxLimit);
    // Only what was seen and not shown was held back; what came in meanwhile is still to be tried.
    const tried = new Set(seen.notices.map((notice) => notice.id));
    const held = notices.filter((notice) => tried.has(notice.id)).map((notice) => notice.id);
    await ports.storage.set({ outbox: { notices, journal, held } });
  });
}
