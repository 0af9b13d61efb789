// The provider's day: its date, how much of it is gone, when it ends. Its time zone is not published: that of each region's offices is a guess.
import type { Region, Time } from '../model.ts';

const zones: Readonly<Record<Region, string>> = { eu: 'Europe/Paris', ca: 'America/Toronto' };
const dayMs = 86_400_000;

export interface ProviderDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** How much of it is gone, 0 to 1. */
  readonly part: number;
  readonly endsAt: Time;
}

const shape = { hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const clocks = new Map<Region, Intl.DateTimeFormat>();

/** Made once: dear, and asked for at each chunk of a sweep. */
function clockOf(region: Region): Intl.DateTimeFormat {
  const clock = clocks.get(region) ?? new Intl.DateTimeFormat('en', { timeZone: zones[region], ...shape });
  clocks.set(region, clock);
  return clock;
}

/** The day at `at`. Two days a year are an hour longer or shorter than this says. */
export function providerDay(region: Region, at: Time): ProviderDay {
  const parts = new Map(clockOf(region).formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const goneMs = ((Number(of('hour')) * 60 + Number(of('minute'))) * 60 + Number(of('second'))) * 1000;
  return { date: `${of('year')}-${of('month')}-${of('day')}`, part: goneMs / dayMs, endsAt: at - goneMs + dayMs };
}
