// Long lists of a hosting's record as they are stored: numbers only. A browser's store holds 10 MB, and there may be 5,000 hostings.
import type { Sample, Volume } from '../model.ts';
import { fields, isCount, isText } from '../shape.ts';

const dayMs = 86_400_000;
/** A list that spans more days than this is not one of volumes. */
const mostDays = 400;

/** The first day, and the mails of each day from there on; null for a day that the provider left out. */
export interface PackedVolumes {
  readonly from: string;
  readonly sent: readonly (number | null)[];
}

const dayAt = (from: string, index: number): string => new Date(Date.parse(from) + index * dayMs).toISOString().slice(0, 10);

/** Days from one on, as far as they were asked for: all hostings of an account begin on the same, and a calendar day is dear to write. */
const known = new Map<string, string[]>();
const mostKnown = 16;

function daysFrom(from: string, count: number): readonly string[] {
  if (!known.has(from) && known.size >= mostKnown) known.clear();
  const days = known.get(from) ?? [];
  known.set(from, days);
  while (days.length < count) days.push(dayAt(from, days.length));
  return days;
}

export function packVolumes(volumes: readonly Volume[]): PackedVolumes | null {
  const [first] = volumes;
  if (first === undefined) return null;
  const sent: (number | null)[] = [];
  for (const { day, sent: count } of volumes) {
    const index = Math.round((Date.parse(day) - Date.parse(first.day)) / dayMs);
    if (!(index >= sent.length && index < mostDays)) continue;
    while (sent.length < index) sent.push(null);
    sent.push(count);
  }
  return { from: first.day, sent };
}

/** Never throws; what cannot be read is no list. Takes the list that earlier versions stored, too. */
export function unpackVolumes(stored: unknown): readonly Volume[] {
  if (Array.isArray(stored)) return stored.filter((one): one is Volume => isText(fields(one)?.['day']) && isCount(fields(one)?.['sent']));
  const { from, sent } = fields(stored) ?? {};
  if (!isText(from) || Number.isNaN(Date.parse(from)) || !Array.isArray(sent)) return [];
  const counts = sent.slice(0, mostDays) as readonly unknown[];
  const days = daysFrom(from, counts.length);
  const volumes: Volume[] = [];
  for (const [index, count] of counts.entries()) if (isCount(count)) volumes.push({ day: days[index] ?? '', sent: count });
  return volumes;
}

export function packSamples(samples: readonly Sample[]): readonly (readonly number[])[] {
  return samples.map(({ at, sentToday, sent, bounce }) => [at, sentToday, sent, bounce]);
}

export function unpackSamples(stored: unknown): readonly Sample[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    if (!Array.isArray(one) || one.length !== 4 || !one.every(isCount)) return [];
    const [at, sentToday, sent, bounce] = one as [number, number, number, number];
    return [{ at, sentToday, sent, bounce }];
  });
}
