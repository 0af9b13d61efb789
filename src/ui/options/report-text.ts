// A report for who helps: versions, counts and failures. No name, no address, no secret goes into it.
import type { Head } from '../../core/model.ts';
import type { Settings } from '../../core/settings.ts';
import type { HostAccess, OptionsDoor } from '../door.ts';

/** How long ago, in whole minutes; times of day would tell of a person's habits. */
function ago(at: number | null, now: number): string {
  return at === null ? 'never' : `${Math.max(0, Math.round((now - at) / 60_000))} min ago`;
}

/** English whatever the user's language: it is read by whoever mends Sluice. */
export function reportOf(head: Head, settings: Settings, hosts: readonly HostAccess[], about: OptionsDoor['about'], now: number): string {
  const counts = Object.entries(head.counts).filter(([, count]) => count > 0).map(([state, count]) => `${state} ${count}`);
  const rowFailures = head.rows.flatMap((row) => (row.failure === null ? [] : [row.failure.kind]));
  const lines = [
    `Sluice ${about.version} in ${about.browser}`,
    `hostings: ${head.total} (${counts.join(', ') || 'none'}), need somebody: ${head.needs}`,
    `looked for a login: ${ago(head.probedAt, now)}${head.probeFailure === null ? '' : `, found ${head.probeFailure.kind}`}`,
    `sweep under way: ${head.sweepingSince === null ? 'no' : `since ${ago(head.sweepingSince, now)}, ${head.sweepDone} done`}`,
    ...head.accounts.map((account, index) => `account ${index + 1}: ${account.kind}, ${account.region}, rights ${account.rights ?? 'unknown'}, swept ${ago(account.sweptAt, now)}, ${account.failure === null ? 'sees' : `failing: ${account.failure.kind} since ${ago(account.failingSince, now)}`}`),
    `failures of hostings: ${rowFailures.length === 0 ? 'none' : rowFailures.join(', ')}`,
    `every ${settings.intervalMinutes} min; notices off: ${Object.entries(settings.notify).filter(([, on]) => !on).map(([name]) => name).join(', ') || 'none'}`,
    `hosts withheld: ${hosts.filter((host) => !host.granted).map((host) => host.origin).join(', ') || 'none'}`,
  ];
  return lines.join('\n');
}
