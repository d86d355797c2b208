import { type Context, GraphClientError, type Middleware } from '@microsoft/microsoft-graph-client';
import { TransientError } from '../../../core/errors.ts';
import type { GraphRuntime } from '../graph-runtime.ts';
import { noAnswerRetryStrategy } from '../retry/no-answer-retry-strategy.ts';
import type { FailedAttempt, RetryStrategy } from '../retry/retry-strategy.ts';
import { serverErrorRetryStrategy } from '../retry/server-error-retry-strategy.ts';
import { throttlingRetryStrategy } from '../retry/throttling-retry-strategy.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { requestOf } from './request-of.ts';

export const usualRetries: readonly RetryStrategy[] = [
  throttlingRetryStrategy,
  serverErrorRetryStrategy,
  noAnswerRetryStrategy,
];
const maximumAttempts = 6;

type Outcome = { readonly response: Response } | { readonly error: NoAnswerError };

/**
 * The first of the chain: every attempt passes all the others anew, so each has its slot, its token and its request
 * id. Ends with the last answer, or throws a GraphClientError with the reason as its cause.
 */
export class RetryMiddleware implements Middleware {
  readonly #runtime: GraphRuntime;
  readonly #deadline: Date;
  readonly #strategies: readonly RetryStrategy[];
  #next: Middleware | undefined;

  constructor(runtime: GraphRuntime, deadline: Date, strategies: readonly RetryStrategy[]) {
    this.#runtime = runtime;
    this.#deadline = deadline;
    this.#strategies = strategies;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    try {
      context.response = await this.#executeUntilSettled(context);
    } catch (cause) {
      throw unchangedByTheSdk(cause);
    }
  }

  async #executeUntilSettled(context: Context): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.#runtime.clock() >= this.#deadline) {
        throw new TransientError(
          'the time allowed for reading the tenant was over before this was asked for',
        );
      }
      const outcome = await this.#attempt(context);
      const delayMs = this.#delayMs(context, attempt, outcome);
      if (delayMs === undefined) {
        return settle(outcome);
      }
      await this.#runtime.sleep(delayMs);
    }
  }

  async #attempt(context: Context): Promise<Outcome> {
    // Its own headers: the SDK appends a second token to an Authorization header that it finds.
    const attempt = { ...context, options: { ...context.options, headers: requestOf(context).headers } };
    try {
      await this.#next?.execute(attempt);
    } catch (error) {
      if (error instanceof NoAnswerError) {
        return { error };
      }
      throw error;
    }
    if (attempt.response === undefined) {
      throw new Error('The middleware chain ended without a response.');
    }
    return { response: attempt.response };
  }

  /** Undefined: the outcome stands. A wait beyond the deadline is not begun. */
  #delayMs(context: Context, attempt: number, outcome: Outcome): number | undefined {
    if (attempt >= maximumAttempts || ('response' in outcome && outcome.response.ok)) {
      return undefined;
    }
    const { method, url } = requestOf(context);
    const now = this.#runtime.clock();
    const random = this.#runtime.random();
    const failed = { method, attempt, outcome: failureOf(outcome), now, random };
    const delayMs = firstDelayMs(failed, this.#strategies);
    if (delayMs === undefined || now.getTime() + delayMs >= this.#deadline.getTime()) {
      return undefined;
    }
    const reason = 'error' in outcome ? outcome.error.message : outcome.response.status;
    this.#runtime.logger.debug('Graph is asked again', {
      method,
      path: new URL(url).pathname,
      attempt,
      reason,
      delayMs,
    });
    return delayMs;
  }
}

function failureOf(outcome: Outcome): FailedAttempt['outcome'] {
  if ('error' in outcome) {
    return { kind: 'noAnswer' };
  }
  const { status, headers } = outcome.response;
  return { kind: 'response', status, retryAfter: headers.get('retry-after') };
}

function firstDelayMs(failed: FailedAttempt, strategies: readonly RetryStrategy[]): number | undefined {
  const decisions = strategies.map((strategy) => strategy(failed));
  return decisions.find((decision) => decision.kind === 'retry')?.delayMs;
}

function settle(outcome: Outcome): Response {
  if ('error' in outcome) {
    throw outcome.error;
  }
  return outcome.response;
}

/** The SDK flattens every error but a GraphClientError, and what caused it is lost. */
function unchangedByTheSdk(cause: unknown): GraphClientError {
  const error = new GraphClientError(cause instanceof Error ? cause.message : String(cause));
  error.cause = cause;
  return error;
}
