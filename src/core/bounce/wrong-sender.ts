// Bounces that blame the sender's address: which From domain is meant, and whether it is attached to the hosting. The provider refuses mail from domains that are not.
import { diagnose } from '../bounce.ts';
import { domainOf } from './bounce-groups.ts';
import type { Bounce } from '../model.ts';

export interface WrongSender {
  /** Lower case. */
  readonly domain: string;
  readonly count: number;
}

/** Words that name the sender, and behind them an address or a domain. Any of RFC 5321's MAIL FROM, RFC 5322's From, and what SPF and DMARC checks call it. */
const named = /(?:header\.from|mail\s?from|mfrom|smtp\.mailfrom|from|sender(?: address)?|domain(?: of)?)(?: header| domain| address)?[\s:=<"'(]{1,4}(?:[^\s@<>"']{1,64}@)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})\b/gi;
const blaming: ReadonlySet<string> = new Set(['authentication', 'policy']);
const lookedAt = 4_000;

function sendersIn(message: string): readonly string[] {
  return [...message.slice(0, lookedAt).matchAll(named)].map(([, domain]) => (domain ?? '').toLowerCase());
}

const covers = (attached: readonly string[], domain: string): boolean => attached.some((one) => one === domain || one === `www.${domain}` || domain === `www.${one}`);

/** The sender domains that are blamed and not attached, most frequent first. `attached`: as `/attachedDomain` gives them, lower case. */
export function wrongSenders(bounces: readonly Bounce[], attached: readonly string[]): readonly WrongSender[] {
  const counts = new Map<string, number>();
  for (const { to, message } of bounces) {
    if (message === null || !blaming.has(diagnose(message).reason)) continue;
    const receiver = domainOf(to);
    const domains = new Set(sendersIn(message).filter((domain) => domain !== receiver && !covers(attached, domain)));
    for (const domain of domains) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts].map(([domain, count]) => ({ domain, count })).sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1));
}
