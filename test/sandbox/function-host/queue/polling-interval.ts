const shortestMilliseconds = 100;

/** Randomised exponential back-off of an empty queue, as the real listener's: 100 ms up to the configured limit. */
export class PollingInterval {
  readonly #longest: number;
  #current = shortestMilliseconds;
  #exponent = 1;

  constructor(longestMilliseconds: number) {
    this.#longest = Math.max(longestMilliseconds, shortestMilliseconds);
  }

  /** Milliseconds to wait after a poll that did or did not find messages. */
  next(found: boolean): number {
    if (found) {
      this.#current = shortestMilliseconds;
      this.#exponent = 1;
    } else if (this.#current < this.#longest) {
      const spread = 0.8 + Math.random() * 0.4;
      this.#current = Math.min(shortestMilliseconds * (1 + spread * 2 ** this.#exponent), this.#longest);
      this.#exponent += 1;
    }
    return this.#current;
  }
}
