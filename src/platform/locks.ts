// One job at a time under a name, over every context of the extension (Web Locks).

/** `skip` answers null at once when the name is taken; `wait` waits for its turn. The lock ends with the worker that holds it. */
export async function lock<T>(name: string, mode: 'wait' | 'skip', job: () => Promise<T>): Promise<T | null> {
  return navigator.locks.request(`sluice/${name}`, { ifAvailable: mode === 'skip' }, async (held) => (held === null ? null : job()));
}
