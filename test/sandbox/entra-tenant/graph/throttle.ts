/**
 * The limit that Graph sets for everything of Conditional Access: one request a second for the whole tenant.
 * A little slack, as the real service does not count to the millisecond either.
 */
const shortestGapMilliseconds = 950;

export class ConditionalAccessThrottle {
  readonly #clock: () => Date;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Whether this request is let through. A refused one does not count. */
  admits(): boolean {
    const now = this.#clock().getTime();
    if (now - this.#last < shortestGapMilliseconds) return false;
    this.#last = now;
    return true;
  }
}
