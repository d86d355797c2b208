import { delayBeforeRetryMs } from './delay-before-retry.ts';
import { notApplicable, type RetryStrategy } from './retry-strategy.ts';

/** 429: the request was not carried out, so any method may be sent again. Conditional Access sends no Retry-After. */
export const throttlingRetryStrategy: RetryStrategy = (failed) =>
  failed.outcome.kind === 'response' && failed.outcome.status === 429
    ? { kind: 'retry', delayMs: delayBeforeRetryMs(failed) }
    : notApplicable;
