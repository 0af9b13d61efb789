// The ports as the browser gives them.
import { decodeSecret } from '../core/secret.ts';
import { ownFile } from '../platform/own-file.ts';
import { setAlarm } from '../platform/alarms.ts';
import { mayReach } from '../platform/access.ts';
import { showBadge } from '../platform/action.ts';
import { isIdle } from '../platform/idle.ts';
import { journal } from '../platform/journal.ts';
import { lock } from '../platform/locks.ts';
import { showNotice } from '../platform/notices.ts';
import { storage, sync } from '../platform/storage.ts';
import { tabs } from '../platform/tabs.ts';
import { eraseVault, lockVault, readSecret, removeSecret, setPassphrase, unlock, vaultState, writeSecret } from '../platform/vault.ts';
import { askCredential } from '../provider/credential.ts';
import { sessionCaller } from '../provider/session.ts';
import { callerBy, callerOf } from './accounts/callers.ts';
import type { Ports } from './ports.ts';

export function browserPorts(): Ports {
  const now = (): number => Date.now();
  const wire = { fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init), now };
  return {
    storage, journal, sync, tabs, ownFile, mayReach, showNotice, showBadge, alarm: setAlarm, lock, isIdle, now,
    session: (region) => sessionCaller(region, wire),
    callerOf: (account) => callerOf(account, wire),
    secrets: {
      callerBy: (secret, region, id) => callerBy(secret, region, id, wire), read: async (id) => decodeSecret(await readSecret(id)), keep: writeSecret, remove: removeSecret,
      state: vaultState, erase: eraseVault, unlock, lock: lockVault, setPassphrase,
      ask: (region, applicationKey, rights) => askCredential(region, applicationKey, rights, wire),
    },
    random: () => Math.random(),
    sleep: (delayMs) => new Promise((resolve) => { setTimeout(resolve, delayMs); }),
  };
}
