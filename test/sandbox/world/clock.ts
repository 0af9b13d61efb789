// The sandbox's own time: the machine's, moved; and the provider's delays, shortened.

export class Clock {
  #offsetMs = 0;
  /** What the provider's delays are divided by. */
  speed: number;
  readonly #real: () => number;

  constructor(speed: number, real: () => number = Date.now) {
    this.speed = speed;
    this.#real = real;
  }

  now(): number {
    return this.#real() + this.#offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  set(to: number): void {
    this.#offsetMs = to - this.#real();
  }

  /** When a provider delay that starts now is over. */
  after(delayMs: number): number {
    return this.now() + delayMs / this.speed;
  }
}
