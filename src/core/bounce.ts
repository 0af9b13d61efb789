// One reply of a receiving mail server → why the mail came back, whether trying again can help, and which words say so.
import { readReply, type Reply } from './bounce/bounce-reply.ts';
import { reasonOfEnhanced, reasonOfReply } from './bounce/bounce-rules-codes.ts';
import { blockListPage, ownCodes, receiverMarks, type OwnCode, type Receiver } from './bounce/bounce-rules-receivers.ts';
import { strongRules, weakRules, type TextRule } from './bounce/bounce-rules.ts';

export const reasons = ['recipient', 'domain', 'full', 'disabled', 'temporary', 'rate', 'reputation', 'authentication', 'spam', 'policy', 'size', 'unknown'] as const;
export type Reason = (typeof reasons)[number];
/** `sure`: a code of the receiver's own or plain words. `likely`: words or a code that mostly mean this. `guess`: only a general code or a vague word. */
export type Sureness = 'sure' | 'likely' | 'guess';

export interface Diagnosis {
  readonly reason: Reason;
  /** True when sending the same mail again will not help: the reply's class (RFC 5321, 4.2.1), else what the reason mostly means. */
  readonly permanent: boolean;
  /** The words or the code that decided it, as the receiver wrote them, without addresses; empty when nothing did. */
  readonly phrase: string;
  readonly sureness: Sureness;
  /** Who refused, where the text shows it; a block list before the mailbox provider that asked it. */
  readonly receiver: Receiver | null;
}

type Verdict = Pick<Diagnosis, 'reason' | 'phrase' | 'sureness'>;
interface Tables {
  readonly own: readonly OwnCode[];
  readonly strong: readonly TextRule[];
  readonly weak: readonly TextRule[];
  readonly marks: ReturnType<typeof receiverMarks>;
}

// Built on first use: most wakes of the worker never judge a bounce.
let built: Tables | null = null;
function tables(): Tables {
  built ??= { own: ownCodes(), strong: strongRules(), weak: weakRules(), marks: receiverMarks() };
  return built;
}

const lasting: ReadonlySet<Reason> = new Set<Reason>(['recipient', 'domain', 'disabled', 'authentication', 'spam', 'policy', 'size']);

function byOwnCode(reply: Reply): Verdict | null {
  for (const { reason, code } of tables().own) {
    const found = code.exec(reply.pages);
    if (found !== null) return { reason, phrase: found[0].trim(), sureness: 'sure' };
  }
  return null;
}

function byWords(reply: Reply, rules: readonly TextRule[]): Verdict | null {
  for (const { reason, sureness, words } of rules) {
    const found = words.exec(reply.folded);
    if (found !== null) return { reason, phrase: reply.said.slice(found.index, found.index + found[0].length).trim(), sureness };
  }
  return null;
}

function byEnhanced(reply: Reply, onlyExact: boolean): Verdict | null {
  if (reply.enhanced === null) return null;
  const meaning = reasonOfEnhanced(reply.enhanced);
  if (meaning === null || (onlyExact && !meaning.exact)) return null;
  return { reason: meaning.reason, phrase: reply.enhanced, sureness: meaning.exact ? 'likely' : 'guess' };
}

function byReply(reply: Reply): Verdict | null {
  const reason = reply.code === null ? null : reasonOfReply(reply.code);
  return reason === null ? null : { reason, phrase: reply.code ?? '', sureness: 'guess' };
}

/** A block list's page behind words that any refusal may use: that is all some receivers say. */
function byBlockList(reply: Reply): Verdict | null {
  const found = blockListPage.exec(reply.pages);
  return found === null ? null : { reason: 'reputation', phrase: found[0], sureness: 'likely' };
}

function receiverOf(reply: Reply): Receiver | null {
  return tables().marks.find(([, mark]) => mark.test(reply.marks))?.[0] ?? null;
}

/** A code that names one reason outweighs words that every refusal shares. */
function byVagueSigns(reply: Reply): Verdict | null {
  const exact = byEnhanced(reply, true);
  const words = byWords(reply, tables().weak);
  if (exact !== null && words?.sureness !== 'sure') return exact;
  return words ?? byEnhanced(reply, false) ?? byReply(reply);
}

function verdictOf(reply: Reply): Verdict {
  const own = byOwnCode(reply);
  if (own !== null) return own;
  const words = byWords(reply, tables().strong);
  if (words?.sureness === 'sure') return words;
  return byBlockList(reply) ?? words ?? byVagueSigns(reply) ?? { reason: 'unknown', phrase: '', sureness: 'guess' };
}

function isPermanent(reply: Reply, reason: Reason): boolean {
  const digit = reply.code?.charAt(0) ?? reply.enhanced?.charAt(0);
  if (digit === '4') return false;
  return digit === '5' || lasting.has(reason);
}

/** Says why a mail came back. `text` is one reply, on one line or several, alone or inside a log line; any language, any length, never trusted. */
export function diagnose(text: string): Diagnosis {
  const reply = readReply(text);
  const verdict = verdictOf(reply);
  return { ...verdict, permanent: isPermanent(reply, verdict.reason), receiver: receiverOf(reply) };
}
