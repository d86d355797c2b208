import type { RpcRetryContext } from '../worker/core-api.ts';
import type { RetryPolicy } from '../worker/hosted-function.ts';

/** Runs again after a failure as the policy says; rejects with the last failure, at once when the signal aborts. */
export async function withRetries(
  policy: RetryPolicy | undefined,
  signal: AbortSignal,
  run: (retryContext: RpcRetryContext | undefined) => Promise<unknown>,
): Promise<void> {
  let retryContext: RpcRetryContext | undefined;
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      await run(retryContext);
      return;
    } catch (error) {
      if (!policy || isExhausted(policy, retryCount)) throw error;
      const message = error instanceof Error ? error.message : String(error);
      retryContext = {
        retryCount: retryCount + 1,
        maxRetryCount: policy.maxRetryCount,
        exception: { message },
      };
      await pause(delayBefore(policy, retryCount), signal);
      if (signal.aborted) throw error;
    }
  }
}

function isExhausted({ maxRetryCount }: RetryPolicy, retryCount: number): boolean {
  return maxRetryCount !== -1 && retryCount >= maxRetryCount;
}

function delayBefore(policy: RetryPolicy, retryCount: number): number {
  if (policy.strategy === 'fixedDelay') return policy.delayInterval;
  return Math.min(policy.minimumInterval * 2 ** retryCount, policy.maximumInterval);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timeout = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timeout);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
