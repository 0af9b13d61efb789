// Decoded JSON of the API into the nouns of core, or null. Never throws, whatever it is given; keeps no more than it may.
import type { Abuse, Bounce, Mail, Volume } from '../core/model.ts';
import { fields } from '../core/shape.ts';
import { plainLines, plainText } from './plain.ts';

/** Who is logged in. */
export interface Me {
  readonly nichandle: string;
}

/** A hosting as a list of hostings names it. */
export interface Listed {
  readonly serviceName: string;
  /** The customer's own name for it; null where none was given, or the list has only service names. */
  readonly displayName: string | null;
  readonly offer: string | null;
  /** `clusterIp` of `hosting.web.Service`: IPv4. */
  readonly clusterIp: string | null;
}

const stateLimit = 64;
const nameLimit = 253;
const addressLimit = 320;
const messageLimit = 65_536;
const listLimit = 20_000;

/** `nichandle.Nichandle` of the schema. */
export function decodeMe(value: unknown): Me | null {
  const nichandle = plainText(fields(value)?.['nichandle'], stateLimit);
  return nichandle === null ? null : { nichandle };
}

/** `hosting.web.email` of the schema. A word for the state and four numbers must be there; a mistyped field spoils the whole. */
export function decodeMail(value: unknown): Mail | null {
  const given = fields(value);
  if (given === null) return null;
  const state = plainText(given['state'], stateLimit);
  const [sent, sentToday, bounce] = [count(given['sent']), count(given['sentToday']), count(given['bounce'])];
  const { maxPerDay = null, email = null } = given;
  if (state === null || sent === null || sentToday === null || bounce === null) return null;
  if ((maxPerDay !== null && typeof maxPerDay !== 'number') || (email !== null && typeof email !== 'string')) return null;
  return { state, sent, sentToday, bounce, maxPerDay: count(maxPerDay) || null, email: plainText(email, addressLimit) };
}

/** `hosting.web.mail.Bounce[]`, in the provider's order. Entries that are no objects are left out. */
export function decodeBounces(value: unknown): readonly Bounce[] | null {
  return listOf(value, decodeBounce);
}

function decodeBounce(value: unknown): Bounce | null {
  const given = fields(value);
  if (given === null) return null;
  return { date: timeOf(given['date']), to: plainText(given['to'], addressLimit), message: plainLines(given['message'], messageLimit) };
}

/** `hosting.web.mail.VolumeHistory[]`, oldest first, one entry a day: the size of the provider's buckets is not documented. */
export function decodeVolumes(value: unknown): readonly Volume[] | null {
  const read = listOf(value, decodeVolume);
  if (read === null) return null;
  const days = new Map<string, number>();
  for (const { day, sent } of read) days.set(day, Math.min((days.get(day) ?? 0) + sent, Number.MAX_SAFE_INTEGER));
  return [...days].map(([day, sent]) => ({ day, sent })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

function decodeVolume(value: unknown): Volume | null {
  const given = fields(value);
  const day = dayOf(given?.['date']);
  const sent = given?.['volume'] === null ? 0 : count(given?.['volume']);
  return day === null || sent === null ? null : { day, sent };
}

/** `mailsoutState` and `outState` of `/abuseState`, as they came: their enums are not settled. Null when it has neither. */
export function decodeAbuse(value: unknown): Abuse | null {
  const given = fields(value);
  if (given === null) return null;
  const [mailsout, out] = [plainText(given['mailsoutState'], stateLimit), plainText(given['outState'], stateLimit)];
  return mailsout === null && out === null ? null : { mailsout, out };
}

/** A list of host names, lower case. */
export function decodeNames(value: unknown): readonly string[] | null {
  return listOf(value, (entry) => plainText(entry, nameLimit)?.toLowerCase() ?? null);
}

/** One entry of `/hosting/web`: a name alone, or `hosting.web.Service` where the provider expanded it. */
export function decodeListed(value: unknown): Listed | null {
  const given = typeof value === 'string' ? { serviceName: value } : fields(value);
  const serviceName = serviceNameOf(given?.['serviceName']);
  if (given === null || serviceName === null) return null;
  const { displayName, offer, clusterIp } = given as { displayName?: unknown; offer?: unknown; clusterIp?: unknown };
  return { serviceName, displayName: plainText(displayName, nameLimit), offer: plainText(offer, stateLimit), clusterIp: plainText(clusterIp, stateLimit) };
}

/** Taken as it is or not at all: it goes into a path. */
function serviceNameOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= nameLimit && !/^\.*$|[\s/\\\p{Cc}\p{Surrogate}]/u.test(value) ? value : null;
}

/** A whole number of things, 0 to 2^53 - 1; null where it is not a number. */
function count(value: unknown): number | null {
  if (typeof value !== 'number' || Number.isNaN(value)) return null;
  return Math.min(Math.max(Math.floor(value), 0), Number.MAX_SAFE_INTEGER);
}

function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' && value.length <= stateLimit ? Date.parse(value) : NaN;
  return Number.isSafeInteger(at) && at >= 0 ? at : null;
}

/** The day as the provider wrote it: its time zone is not documented, so none is applied. */
function dayOf(value: unknown): string | null {
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** What can be read of a list; null when it is no list, or when nothing in it can be read. */
function listOf<T>(value: unknown, decode: (entry: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const read = value.slice(0, listLimit).flatMap((entry) => decode(entry) ?? []);
  return read.length === 0 && value.length > 0 ? null : (read as readonly T[]);
}
