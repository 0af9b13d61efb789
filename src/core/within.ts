// Waits for an answer that may never come.

/** The answer, or undefined when none came within `ms` milliseconds. Rejects as the answer does. */
export function within<T>(answer: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, ms, undefined); });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
