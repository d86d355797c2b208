import { exponentialBackoffMs } from './exponential-backoff.ts';
import { retryAfterMs } from './retry-after.ts';
import type { FailedAttempt } from './retry-strategy.ts';

const spreadOfRetryAfter = 0.1;

/** What the service asks for and up to a tenth more; without a wish of the service, exponential. */
export function delayBeforeRetryMs({ attempt, outcome, now, random }: FailedAttempt): number {
  const asked = outcome.kind === 'response' ? retryAfterMs(outcome.retryAfter, now) : undefined;
  return asked === undefined
    ? exponentialBackoffMs(attempt, random)
    : asked * (1 + spreadOfRetryAfter * random);
}
