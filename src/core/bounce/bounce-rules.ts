// Turns the word tables into rules: ordered, the first that fits decides. Matched on folded text: lower case, no accents.
import type { Reason, Sureness } from '../bounce.ts';
import { lists, strong, weak } from './bounce-rules-words.ts';

export interface TextRule {
  readonly reason: Reason;
  readonly sureness: Sureness;
  readonly words: RegExp;
}

const gap = String.raw`(?:[^.;!?]|\.(?=\S)){0,40}?`;

function expanded(alternatives: string, named: ReadonlyMap<string, string>): string {
  return alternatives
    .replace(/(?<!\\)\((?!\?)/g, '(?:')
    .replace(/#(\d)/g, String.raw`(?:\w+ ){0,$1}`)
    .replaceAll('%', String.raw`\w{0,16}`)
    .replaceAll(String.raw`\w+`, String.raw`\w{1,24}`)
    .replaceAll(String.raw`\S+`, String.raw`\S{1,64}`)
    .replace(/\{([a-z]+)\}/g, (whole, name: string) => named.get(name) ?? whole);
}

/** Head lines start at the margin, their alternatives are indented. */
function entries(table: string): readonly (readonly [string, string])[] {
  return table.trim().split(/\n(?! )/).map((entry) => {
    const [head = '', ...alternatives] = entry.split(/\n +/);
    return [head, alternatives.join('|')] as const;
  });
}

function namedLists(): ReadonlyMap<string, string> {
  const named = new Map([['gap', gap]]);
  for (const [head, alternatives] of entries(lists)) named.set(head, `(?:${expanded(alternatives, named)})`);
  return named;
}

function rulesOf(table: string): readonly TextRule[] {
  const named = namedLists();
  return entries(table).map(([head, alternatives]) => {
    const [reason, sureness] = head.split(' ') as [Reason, Sureness];
    return { reason, sureness, words: new RegExp(expanded(alternatives, named)) };
  });
}

/** Plain words, in the order in which they are read. */
export const strongRules = (): readonly TextRule[] => rulesOf(strong);

/** Words that many refusals share and that say little: read after the strong ones, beside the code tables. */
export const weakRules = (): readonly TextRule[] => rulesOf(weak);
