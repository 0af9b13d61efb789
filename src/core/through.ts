// Which of its accounts a hosting is seen and acted on through.
import type { Account, Hosting } from './model.ts';

/** One that sees before one that does not, one that may act before one that may not; null when none of them is known. */
export function accountFor(hosting: Hosting, accounts: readonly Account[]): Account | null {
  const through = hosting.accounts.flatMap((id) => accounts.filter((account) => account.id === id));
  const rank = (account: Account): number => (account.failure === null ? 0 : 2) + (account.rights === 'read' ? 1 : 0);
  return [...through].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
