// What to do about a bounce: the locale key for a reason and who refused, and the public page that helps.
import type { Reason } from '../bounce.ts';
import type { Receiver } from './bounce-rules-receivers.ts';

/** Receivers and block lists with a public page on their refusals; each page is where its postmaster or list explains and lifts them. */
export const remedyPages = {
  apple: 'https://support.apple.com/HT204137',
  abusix: 'https://lookup.abusix.com/',
  barracuda: 'https://www.barracudacentral.org/lookups',
  cloudmark: 'https://csi.cloudmark.com/reset-request/',
  comcast: 'https://postmaster.comcast.net/',
  free: 'https://postmaster.free.fr/',
  gmx: 'https://postmaster.gmx.net/en/error-messages',
  google: 'https://support.google.com/mail/answer/81126',
  laposte: 'https://postmaster.laposte.net/',
  microsoft: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting',
  orange: 'https://postmaster.orange.fr/',
  proofpoint: 'https://ipcheck.proofpoint.com/',
  spamcop: 'https://www.spamcop.net/bl.shtml',
  spamhaus: 'https://check.spamhaus.org/',
  uceprotect: 'https://www.uceprotect.net/en/rblcheck.php',
  yahoo: 'https://senders.yahooinc.com/smtp-error-codes/',
} as const satisfies Partial<Record<Receiver, string>>;

/** Where the words for a reason differ by receiver: the reason's own word, an underscore, the receiver's. */
const special = {
  reputation: ['microsoft', 'google', 'orange', 'laposte', 'free', 'sfr', 'yahoo', 'gmx', 'spamhaus', 'spamcop', 'barracuda', 'cloudmark', 'abusix', 'uceprotect', 'proofpoint'],
  authentication: ['google', 'microsoft'],
  rate: ['google', 'orange'],
} as const satisfies Partial<Record<Reason, readonly Receiver[]>>;

type Special = typeof special;
/** A key of the locales. The texts name no page: views show `remedyPage` beside them. */
export type AdviceKey = `advice_${Reason}` | { [R in keyof Special]: `advice_${R}_${Special[R][number]}` }[keyof Special];

/** The key of the advice for a reason, in the receiver's own terms where it has any. */
export function adviceFor(reason: Reason, receiver: Receiver | null): AdviceKey {
  const own: readonly (Receiver | null)[] = reason in special ? special[reason as keyof Special] : [];
  return own.includes(receiver) ? (`advice_${reason}_${receiver}` as AdviceKey) : `advice_${reason}`;
}

/** The page of the receiver or block list, null where Sluice knows none. Only ever one of the addresses above, never an address out of a reply. */
export function remedyPage(receiver: Receiver | null): string | null {
  return receiver !== null && receiver in remedyPages ? remedyPages[receiver as keyof typeof remedyPages] : null;
}
