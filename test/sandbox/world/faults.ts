// What the next requests get instead of their answer, the pause that holds requests, and the limit of requests a minute.
import type { Match, NextAnswer } from '../control/control-calls.ts';
import { isLike } from '../web/received.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

export class Faults {
  #next: { readonly id: number; readonly answer: NextAnswer; left: number }[] = [];
  #lastId = 0;
  #pause: (Match & { readonly when: 'before' | 'after' }) | null = null;
  readonly #held = new Map<number, () => void>();
  #recent: number[] = [];

  add(answer: NextAnswer): number {
    this.#lastId += 1;
    this.#next.push({ id: this.#lastId, answer, left: answer.times ?? 1 });
    return this.#lastId;
  }

  clear(): void {
    this.#next = [];
  }

  /** The answer set for this request, used up once. */
  take(request: Request): NextAnswer | null {
    const found = this.#next.find(({ answer }) => isLike(answer, request));
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left <= 0) this.#next = this.#next.filter((entry) => entry !== found);
    return found.answer;
  }

  pause(match: Match, when: 'before' | 'after'): void {
    this.#pause = { ...match, when };
  }

  /** Waits while a pause holds this request at this moment. */
  async hold(request: Request, when: 'before' | 'after'): Promise<void> {
    if (this.#pause === null || this.#pause.when !== when || !isLike(this.#pause, request)) return;
    await new Promise<void>((resolve) => { this.#held.set(request.id, resolve); });
    this.#held.delete(request.id);
  }

  get held(): number[] {
    return [...this.#held.keys()];
  }

  /** The client has gone: nobody waits for this answer any more. */
  forget(id: number): void {
    this.#held.get(id)?.();
  }

  release(): number {
    const waiting = [...this.#held.values()];
    this.#pause = null;
    for (const letGo of waiting) letGo();
    return waiting.length;
  }

  /** Counts a request; false when it is one too many in this minute. */
  withinLimit(now: number, limit: number | null): boolean {
    if (limit === null) return true;
    this.#recent = this.#recent.filter((at) => at > now - 60_000 && at <= now);
    if (this.#recent.length >= limit) return false;
    this.#recent.push(now);
    return true;
  }
}
