// Shares and calendar days in the user's language.
import { language } from './words.ts';

/** A part of a whole, 0 to 1, as a percentage. */
export function share(part: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: part < 0.1 ? 1 : 0 }).format(part);
}

/** A calendar day: `2026-11-23` as "23 Nov". */
export function day(date: string): string {
  const at = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}
