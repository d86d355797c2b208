import { notApplicable, type RetryStrategy } from './retry-strategy.ts';

/** The strategy, until there have been so many attempts. */
export function atMost(attempts: number, strategy: RetryStrategy): RetryStrategy {
  return (failed) => (failed.attempt < attempts ? strategy(failed) : notApplicable);
}
