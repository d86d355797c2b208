import { delayBeforeRetryMs } from './delay-before-retry.ts';
import { notApplicable, type RetryStrategy } from './retry-strategy.ts';

const passingStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** Errors of the service that pass. Only for GET: another method may have taken effect before the error. */
export const serverErrorRetryStrategy: RetryStrategy = (failed) =>
  failed.method === 'GET' && failed.outcome.kind === 'response' && passingStatuses.has(failed.outcome.status)
    ? { kind: 'retry', delayMs: delayBeforeRetryMs(failed) }
    : notApplicable;
