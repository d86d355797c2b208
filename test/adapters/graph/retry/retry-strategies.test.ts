import { describe, expect, it } from 'vitest';
import { exponentialBackoffMs } from '../../../../shared/adapters/graph/retry/exponential-backoff.ts';
import { noAnswerRetryStrategy } from '../../../../shared/adapters/graph/retry/no-answer-retry-strategy.ts';
import { retryAfterMs } from '../../../../shared/adapters/graph/retry/retry-after.ts';
import type { FailedAttempt } from '../../../../shared/adapters/graph/retry/retry-strategy.ts';
import { serverErrorRetryStrategy } from '../../../../shared/adapters/graph/retry/server-error-retry-strategy.ts';
import { throttlingRetryStrategy } from '../../../../shared/adapters/graph/retry/throttling-retry-strategy.ts';

const now = new Date('2026-11-22T10:00:00Z');

function failed(status: number | 'noAnswer', change: Partial<FailedAttempt> = {}): FailedAttempt {
  const outcome =
    status === 'noAnswer'
      ? ({ kind: 'noAnswer' } as const)
      : ({ kind: 'response', status, retryAfter: null } as const);
  return { method: 'GET', attempt: 1, outcome, now, random: 0, ...change };
}

describe('Retry-After', () => {
  it.each([
    { header: '7', expected: 7_000, when: 'it gives seconds' },
    { header: ' 7 ', expected: 7_000, when: 'it is padded' },
    { header: 'Sun, 22 Nov 2026 10:00:30 GMT', expected: 30_000, when: 'it gives a date' },
    { header: 'Sun, 22 Nov 2026 09:59:00 GMT', expected: undefined, when: 'its date has passed' },
    { header: '0', expected: undefined, when: 'it asks for no wait' },
    { header: '-5', expected: undefined, when: 'it is negative' },
    { header: 'soon', expected: undefined, when: 'it cannot be read' },
    { header: null, expected: undefined, when: 'it is missing' },
  ])('is $expected ms where $when', ({ header, expected }) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});

describe('Exponential backoff', () => {
  it('doubles with every attempt up to half a minute at the least', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => exponentialBackoffMs(attempt, 0));

    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('leaves as much again to chance', () => {
    expect(exponentialBackoffMs(3, 0.5)).toBe(6_000);
  });
});

describe('A throttled request', () => {
  it.each(['GET', 'PATCH'])('is sent again where it is a %s, since it was not carried out', (method) => {
    expect(throttlingRetryStrategy(failed(429, { method }))).toEqual({ kind: 'retry', delayMs: 1_000 });
  });

  it('waits for what Retry-After says and at most a tenth more', () => {
    const outcome = { kind: 'response', status: 429, retryAfter: '20' } as const;

    expect(throttlingRetryStrategy(failed(429, { outcome, random: 0 }))).toMatchObject({ delayMs: 20_000 });
    expect(throttlingRetryStrategy(failed(429, { outcome, random: 0.5 }))).toMatchObject({ delayMs: 21_000 });
  });

  it.each([200, 403, 503] as const)('is none where the status is %s', (status) => {
    expect(throttlingRetryStrategy(failed(status))).toEqual({ kind: 'notApplicable' });
  });
});

describe('An error of the service', () => {
  it.each([500, 502, 503, 504])('%s has a GET sent again', (status) => {
    expect(serverErrorRetryStrategy(failed(status))).toEqual({ kind: 'retry', delayMs: 1_000 });
  });

  it('honours Retry-After', () => {
    const outcome = { kind: 'response', status: 503, retryAfter: '20' } as const;

    expect(serverErrorRetryStrategy(failed(503, { outcome }))).toMatchObject({ delayMs: 20_000 });
  });

  it.each([400, 401, 403, 404, 429, 501])('is not what %s is', (status) => {
    expect(serverErrorRetryStrategy(failed(status))).toEqual({ kind: 'notApplicable' });
  });

  it('leaves a PATCH alone, which may have taken effect', () => {
    expect(serverErrorRetryStrategy(failed(503, { method: 'PATCH' }))).toEqual({ kind: 'notApplicable' });
  });
});

describe('A request without an answer', () => {
  it('is sent again where it is a GET', () => {
    expect(noAnswerRetryStrategy(failed('noAnswer', { attempt: 2 }))).toEqual({
      kind: 'retry',
      delayMs: 2_000,
    });
  });

  it('is left alone where it is a PATCH, which may have taken effect', () => {
    expect(noAnswerRetryStrategy(failed('noAnswer', { method: 'PATCH' }))).toEqual({ kind: 'notApplicable' });
  });
});
