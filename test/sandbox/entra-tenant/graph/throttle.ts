import type { GraphRoute } from './graph-request.ts';

/** Lets requests through, or says how many seconds to wait. A refused request does not count. */
interface Throttle {
  /** Undefined: let through. */
  refusal(): Refusal | undefined;
}

/** Conditional Access is the one family whose refusals name no time to wait. */
export interface Refusal {
  readonly retryAfterSeconds?: number;
}

/**
 * The limit that Graph sets for everything of Conditional Access: one request a second for the whole tenant.
 * A little slack, as the real service does not count to the millisecond either.
 */
const shortestGapMilliseconds = 950;

class ConditionalAccessThrottle implements Throttle {
  readonly #clock: () => Date;
  #last = Number.NEGATIVE_INFINITY;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  refusal(): Refusal | undefined {
    const now = this.#clock().getTime();
    if (now - this.#last < shortestGapMilliseconds) return {};
    this.#last = now;
    return undefined;
  }
}

const reportingWindowMilliseconds = 10_000;
const requestsPerWindow = 5;

/** The limit of the logs: five requests in ten seconds for an app. */
class ReportingThrottle implements Throttle {
  readonly #clock: () => Date;
  #admitted: readonly number[] = [];

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  refusal(): Refusal | undefined {
    const now = this.#clock().getTime();
    this.#admitted = this.#admitted.filter((at) => now - at < reportingWindowMilliseconds);
    const [oldest = now] = this.#admitted;
    if (this.#admitted.length >= requestsPerWindow) {
      return { retryAfterSeconds: Math.ceil((oldest + reportingWindowMilliseconds - now) / 1_000) };
    }
    this.#admitted = [...this.#admitted, now];
    return undefined;
  }
}

/** The limits of Graph, family by family. */
export class Throttles {
  readonly #conditionalAccess: Throttle;
  readonly #reporting: Throttle;

  constructor(clock: () => Date) {
    this.#conditionalAccess = new ConditionalAccessThrottle(clock);
    this.#reporting = new ReportingThrottle(clock);
  }

  /** Undefined where a request of this route is let through. */
  refusal({ conditionalAccess, reporting }: GraphRoute): Refusal | undefined {
    if (conditionalAccess === true) return this.#conditionalAccess.refusal();
    return reporting === true ? this.#reporting.refusal() : undefined;
  }
}
