// The mail of many hostings with few requests: batches where the provider knows them, each entry judged by itself.
import { bad, concernsAccount, type Failure, type Result } from '../core/failure.ts';
import type { Mail, Volume } from '../core/model.ts';
import { decodedBy, orEmpty, readMail, volumes } from './calls.ts';
import { decodeMail, decodeVolumes } from './decode.ts';
import { entriesOfBatch, resultOfEntry, type Entry } from './batch.ts';
import type { Knows } from './knows.ts';
import { encodeSegment } from './request.ts';
import type { Caller } from './session.ts';

export interface Many<T> {
  /** By the names that were asked for. A name is here or in `left`, never in both, never in neither. */
  readonly results: ReadonlyMap<string, Result<T>>;
  /** Not asked for, because the provider did not take the batch: read these one by one, as fast as is polite. */
  readonly left: readonly string[];
  readonly knows: Knows;
}

/** The state and figures of several hostings; 50 names make one request. */
export function readMails(caller: Caller, serviceNames: readonly string[], knows: Knows, signal?: AbortSignal): Promise<Many<Mail>> {
  return readAll({ caller, below: '', one: (name) => readMail(caller, name, signal), judge: (answer) => decodedBy(decodeMail, answer), signal }, serviceNames, knows);
}

/** Mails a day of several hostings. */
export function readVolumesOf(caller: Caller, serviceNames: readonly string[], knows: Knows, signal?: AbortSignal): Promise<Many<readonly Volume[]>> {
  const judge: Reading<readonly Volume[]>['judge'] = (answer) => orEmpty(decodedBy(decodeVolumes, answer));
  return readAll({ caller, below: '/volumes', one: (name) => volumes(caller, name, signal), judge, signal }, serviceNames, knows);
}

interface Reading<T> {
  readonly caller: Caller;
  /** What is read below `/email`. */
  readonly below: '' | '/volumes';
  readonly one: (serviceName: string) => Promise<Result<T>>;
  readonly judge: (answer: ReturnType<typeof resultOfEntry>) => Result<T>;
  readonly signal: AbortSignal | undefined;
}

/** Characters of a path; servers refuse request lines of 8 KiB and more. */
const pathLimit = 6_000;

async function readAll<T>(reading: Reading<T>, serviceNames: readonly string[], knows: Knows): Promise<Many<T>> {
  const results = new Map<string, Result<T>>();
  const left: string[] = [];
  let learned = knows;
  for (let waiting = [...new Set(serviceNames)]; waiting.length > 0;) {
    const read = await readChunk(reading, nextChunk(waiting, learned.batchSize), learned);
    learned = read.knows;
    read.results.forEach((result, name) => results.set(name, result));
    left.push(...read.left);
    const settled = new Set([...read.results.keys(), ...read.left]);
    waiting = waiting.filter((name) => !settled.has(name));
    if (read.blind !== null) waiting = blinded(waiting, read.blind, results);
  }
  return { results, left, knows: learned };
}

/** Asking on would only be refused again, and cost the account its welcome. */
function blinded<T>(waiting: readonly string[], blind: Failure, results: Map<string, Result<T>>): string[] {
  for (const name of waiting) results.set(name, bad(blind));
  return [];
}

/** A name that could be taken for the separator, or for something else than a name. */
function isOdd(name: string): boolean {
  return !/^[a-z0-9][a-z0-9._-]{0,252}$/i.test(name);
}

/** An odd name alone, or as many plain ones as fit. */
function nextChunk(names: readonly string[], size: number): readonly string[] {
  const plain = names.filter((name) => !isOdd(name));
  if (plain.length < names.length) return names.filter(isOdd).slice(0, 1);
  let length = 0;
  return plain.slice(0, Math.max(size, 1)).filter((name) => (length += name.length + 1) <= pathLimit);
}

interface Chunk<T> extends Many<T> {
  /** What keeps the whole account from seeing; null while it can see. */
  readonly blind: Failure | null;
}

/** Settles a chunk, or a part of it: what is in neither `results` nor `left` is to be asked again, by the size then learned. */
async function readChunk<T>(reading: Reading<T>, chunk: readonly string[], knows: Knows): Promise<Chunk<T>> {
  if (chunk.length === 1) return readAlone(reading, chunk[0] as string, knows);
  if (knows.batch === 'no') return { results: new Map(), left: chunk, knows, blind: null };
  const answer = await reading.caller(batchRequest(chunk, reading.below), reading.signal);
  if (!answer.ok) return refusedChunk(answer.failure, chunk, knows);
  const entries = entriesOfBatch(answer.value.value);
  if (entries === null) return notKnown(chunk, knows);
  return { results: resultsOf(reading, chunk, entries), left: [], knows: { ...knows, batch: 'yes' }, blind: null };
}

async function readAlone<T>(reading: Reading<T>, name: string, knows: Knows): Promise<Chunk<T>> {
  const result = await reading.one(name);
  const blind = !result.ok && concernsAccount(result.failure) ? result.failure : null;
  return { results: new Map([[name, result]]), left: [], knows, blind };
}

function batchRequest(names: readonly string[], below: string): Parameters<Caller>[0] {
  const path = `/hosting/web/${names.map(encodeSegment).join(',')}/email${below}`;
  return { method: 'GET', path, headers: { 'X-Ovh-Batch': ',' } };
}

const tooLong: ReadonlySet<number> = new Set([413, 414, 431]);

function refusedChunk<T>(failure: Failure, chunk: readonly string[], knows: Knows): Chunk<T> {
  const tooMuch = failure.kind === 'oversized' || (failure.kind === 'refused' && tooLong.has(failure.status));
  if (tooMuch) return halved(chunk, knows);
  // An account that cannot see says nothing about batches; nor does a page of HTML in the way.
  if (!concernsAccount(failure) && failure.kind !== 'unreadable') return notKnown(chunk, knows);
  return { results: new Map(chunk.map((name) => [name, bad(failure)])), left: [], knows, blind: failure };
}

/** Two hostings that are too long for one request will not be asked for together again. */
function halved<T>(chunk: readonly string[], knows: Knows): Chunk<T> {
  const batchSize = Math.floor(chunk.length / 2);
  return batchSize > 1 ? { results: new Map(), left: [], knows: { ...knows, batchSize }, blind: null } : notKnown(chunk, { ...knows, batch: 'unknown' });
}

/** Once known, a batch that is refused may be the fault of one hosting in it: one refusal is not yet believed. */
function notKnown<T>(chunk: readonly string[], knows: Knows): Chunk<T> {
  return { results: new Map(), left: chunk, knows: { ...knows, batch: knows.batch === 'yes' ? 'unknown' : 'no' }, blind: null };
}

/** An entry that is missing from the answer is a failure of that hosting, never "ok". */
function resultsOf<T>(reading: Reading<T>, names: readonly string[], entries: ReadonlyMap<string, Entry>): Map<string, Result<T>> {
  return new Map(names.map((name) => {
    const entry = entries.get(name.toLowerCase());
    return [name, entry === undefined ? bad({ kind: 'unreadable', status: 200 }) : reading.judge(resultOfEntry(entry))];
  }));
}
