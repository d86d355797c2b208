/** One attempt that did not succeed, and what a strategy may decide by: no time passes inside a strategy. */
export interface FailedAttempt {
  readonly method: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly outcome:
    | { readonly kind: 'response'; readonly status: number; readonly retryAfter: string | null }
    | { readonly kind: 'noAnswer' };
  readonly now: Date;
  /** From 0 up to, not including, 1. */
  readonly random: number;
}

export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'notApplicable' };

/** Says whether and when to try again after the failures that it knows; `notApplicable` for all others. */
export type RetryStrategy = (failed: FailedAttempt) => RetryDecision;

export const notApplicable: RetryDecision = { kind: 'notApplicable' };
