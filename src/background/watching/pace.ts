// How an account is paced: what is kept of it between two sweeps, and how long to hold off after it failed.
import type { Failure } from '../../core/failure.ts';
import type { Account } from '../../core/model.ts';
import { decodeRoster, rosterKey } from '../../core/stored/roster.ts';
import { backOffMs, isOverdue, sweepTakesMs } from '../../core/schedule.ts';
import { type AccountWatch, decodeWatch, freshWatch, watchKey } from './account-watch.ts';
import type { Ports } from '../ports.ts';
import { noteSight } from './sight.ts';
import { commit, read, readOther } from '../store.ts';

const dayMs = 86_400_000;

export async function lostSight(ports: Ports, account: Account, failure: Failure): Promise<void> {
  await noteSight(ports, account.id, failure);
  await holdOff(ports, account, failure);
}

export async function watchOf(ports: Ports, account: Account): Promise<AccountWatch> {
  return (await readOther(ports, watchKey(account.id), decodeWatch)) ?? freshWatch;
}

export async function heldOff(ports: Ports, accounts: readonly Account[]): Promise<boolean> {
  const watches = await Promise.all(accounts.map((account) => watchOf(ports, account)));
  return watches.length > 0 && watches.every((watch) => ports.now() < watch.notBefore && watch.notBefore - ports.now() < dayMs);
}

export async function holdOff(ports: Ports, account: Account, failure: Failure): Promise<void> {
  const { settings } = await read(ports);
  const watch = await watchOf(ports, account);
  const failures = watch.failures + 1;
  const notBefore = ports.now() + Math.round(backOffMs(failure, failures, settings.intervalMinutes * 60_000, ports.random()));
  await keepWatch(ports, account, { ...watch, failures, notBefore });
}

export async function keepWatch(ports: Ports, account: Account, watch: AccountWatch): Promise<void> {
  await commit(ports, [], (stored) => (stored.accounts.some((one) => one.id === account.id) ? { others: { [watchKey(account.id)]: watch } } : {}));
}

/** Says of an account that its looks do not end, where that has gone on for three of them. Called after each. */
export async function noteOverdue(ports: Ports): Promise<void> {
  const { accounts, settings } = await read(ports);
  for (const account of accounts) {
    const { knows } = await watchOf(ports, account);
    const hostings = (await readOther(ports, rosterKey(account.id), decodeRoster))?.names.length ?? 0;
    if (isOverdue(account, settings.intervalMinutes * 60_000, sweepTakesMs(hostings, knows), ports.now())) await noteSight(ports, account.id, { kind: 'overdue' });
  }
}
