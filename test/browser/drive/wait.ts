// Waits for a condition by looking again and again, never by hoping that a fixed time is enough.

export interface Patience {
  /** What is waited for, said when it does not come. */
  readonly what: string;
  /** Milliseconds; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Milliseconds between two looks; 40 unless told. */
  readonly everyMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** The first answer of `look` that is not null, undefined or false. Rejects after the time, naming what was waited for and the last error of a look. */
export async function waitFor<T>(look: () => Promise<T> | T, { what, timeoutMs = 10_000, everyMs = 40 }: Patience): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + timeoutMs;
  let last = '';
  for (;;) {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found as Exclude<T, null | undefined | false>;
      last = '';
    } catch (error) {
      // A page that is being replaced answers with an error: that is "not yet".
      last = error instanceof Error ? `, last error: ${error.message}` : '';
    }
    if (Date.now() >= end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}${last}`);
    await pause(everyMs);
  }
}

/** The promise's value, or an error that names it after `timeoutMs`. */
export async function within<T>(timeoutMs: number, what: string, job: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([job, late]).finally(() => clearTimeout(timer));
}
