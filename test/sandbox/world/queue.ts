// Mails that wait while a hosting is stopped. Each is dropped after 72 hours (documentation of the provider's guide to script mails).

export const queueLimitMs = 72 * 3_600_000;

export class Queue {
  #waiting: { readonly at: number; readonly count: number }[] = [];
  /** Mails lost to the 72 hours. */
  dropped = 0;
  /** Mails deleted by purges. */
  purged = 0;

  get length(): number {
    return this.#waiting.reduce((sum, { count }) => sum + count, 0);
  }

  add(at: number, count: number): void {
    if (count > 0) this.#waiting.push({ at, count });
  }

  drop(now: number): void {
    const kept = this.#waiting.filter(({ at }) => at + queueLimitMs > now);
    const before = this.length;
    this.#waiting = kept;
    this.dropped += before - this.length;
  }

  /** Empties the queue to be sent; says how many. */
  release(): number {
    const count = this.length;
    this.#waiting = [];
    return count;
  }

  purge(): void {
    this.purged += this.release();
  }
}
