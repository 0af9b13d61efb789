// A list of bounces → groups by reason and receiving domain, each text counted once, over days. Never holds a whole address.
import { diagnose, reasons, type Diagnosis, type Reason, type Sureness } from '../bounce.ts';
import { adviceFor, type AdviceKey } from './bounce-advice.ts';
import { readReply } from './bounce-reply.ts';
import type { Receiver } from './bounce-rules-receivers.ts';

/** One entry of `/email/bounces`: `date` is ISO 8601 or milliseconds since 1970. */
export interface BounceEntry {
  readonly date: string | number | null;
  readonly to: string | null;
  readonly message: string | null;
}

/** What one text said, however often. */
export interface BounceText {
  /** One plain line without addresses and control characters, at most 1600 characters. */
  readonly said: string;
  readonly phrase: string;
  readonly sureness: Sureness;
  readonly permanent: boolean;
  readonly count: number;
  /** Place of the first such entry in the list, to show the whole text. */
  readonly first: number;
}

export interface BounceGroup {
  readonly reason: Reason;
  /** Lower case; null where the address is missing or has no domain. */
  readonly domain: string | null;
  readonly receiver: Receiver | null;
  readonly advice: AdviceKey;
  readonly count: number;
  /** Most frequent first. */
  readonly texts: readonly BounceText[];
  /** `YYYY-MM-DD` (UTC for milliseconds, else as the text has it), oldest first; entries without a date are in `undated`. */
  readonly days: readonly { readonly day: string; readonly count: number }[];
  readonly undated: number;
}

interface Draft {
  readonly reason: Reason;
  readonly domain: string | null;
  receiver: Receiver | null;
  readonly texts: Map<string, { readonly diagnosis: Diagnosis; readonly first: number; count: number }>;
  readonly days: Map<string, number>;
  undated: number;
}

// Letters of any script, for domains that are not in Punycode; nothing that could change how a line is drawn.
const domainName = /^[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

/** The domain of a mail address, lower case; null where there is none to be trusted. */
export function domainOf(to: string | null): string | null {
  if (to === null) return null;
  const end = to.slice(-300).trim().replace(/[>.]+$/, '');
  const at = end.lastIndexOf('@');
  const domain = end.slice(at + 1).toLowerCase();
  return at !== -1 && domainName.test(domain) ? domain : null;
}

/** The day of an entry, `YYYY-MM-DD`; null for dates that are none. */
export function dayOf(date: string | number | null): string | null {
  if (typeof date === 'number') return Math.abs(date) <= 8.64e15 ? new Date(date).toISOString().slice(0, 10) : null;
  const day = date === null ? null : /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d])/.exec(date);
  return day?.[0] ?? null;
}

function draftFor(drafts: Map<string, Draft>, reason: Reason, domain: string | null): Draft {
  const key = `${reason} ${domain ?? ''}`;
  const draft = drafts.get(key) ?? { reason, domain, receiver: null, texts: new Map(), days: new Map(), undated: 0 };
  drafts.set(key, draft);
  return draft;
}

function countIn(draft: Draft, entry: BounceEntry, index: number, diagnosis: Diagnosis): void {
  const said = readReply(entry.message ?? '').said;
  const text = draft.texts.get(said) ?? { diagnosis, first: index, count: 0 };
  text.count += 1;
  draft.texts.set(said, text);
  draft.receiver ??= diagnosis.receiver;
  const day = dayOf(entry.date);
  if (day === null) draft.undated += 1;
  else draft.days.set(day, (draft.days.get(day) ?? 0) + 1);
}

function finished(draft: Draft): BounceGroup {
  const { reason, domain, receiver, undated } = draft;
  const texts = [...draft.texts].map(([said, { diagnosis: { phrase, sureness, permanent }, first, count }]) => ({ said, phrase, sureness, permanent, count, first }));
  const days = [...draft.days].map(([day, count]) => ({ day, count })).sort((one, other) => (one.day < other.day ? -1 : 1));
  const count = texts.reduce((sum, text) => sum + text.count, 0);
  return { reason, domain, receiver, advice: adviceFor(reason, receiver), count, texts: texts.sort((one, other) => other.count - one.count || one.first - other.first), days, undated };
}

/** Groups a bounce list, largest group first; equal groups in the order of `reasons`, then by domain. */
export function groupBounces(bounces: readonly BounceEntry[]): readonly BounceGroup[] {
  const drafts = new Map<string, Draft>();
  for (const [index, entry] of bounces.entries()) {
    const diagnosis = diagnose(entry.message ?? '');
    countIn(draftFor(drafts, diagnosis.reason, domainOf(entry.to)), entry, index, diagnosis);
  }
  const order = (one: BounceGroup, other: BounceGroup): number =>
    other.count - one.count || reasons.indexOf(one.reason) - reasons.indexOf(other.reason) || ((one.domain ?? '') < (other.domain ?? '') ? -1 : 1);
  return [...drafts.values()].map(finished).sort(order);
}
