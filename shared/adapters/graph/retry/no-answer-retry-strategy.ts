import { delayBeforeRetryMs } from './delay-before-retry.ts';
import { notApplicable, type RetryStrategy } from './retry-strategy.ts';

/** Network errors, timeouts and bodies that were cut. Only for GET: another method may have taken effect. */
export const noAnswerRetryStrategy: RetryStrategy = (failed) =>
  failed.method === 'GET' && failed.outcome.kind === 'noAnswer'
    ? { kind: 'retry', delayMs: delayBeforeRetryMs(failed) }
    : notApplicable;
