import type { LogEntry } from '../sandbox/function-host/log.ts';
import { type Sandbox, startSandbox } from '../sandbox/launcher/start-sandbox.ts';

export interface BootedSandbox extends Sandbox {
  /** What host and app have logged so far. */
  readonly log: readonly LogEntry[];
  stop(): Promise<void>;
}

/** As long as a whole start may take on a slow machine that is busy. */
export const bootLimitMilliseconds = 120_000;

/** A failed message is delivered again soon, so that what goes wrong is seen before a test gives up. */
const environment = {
  AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
  AzureFunctionsJobHost__extensions__queues__maxPollingInterval: '00:00:01',
};

/** The whole system. From here on this process trusts the sandbox's certificate. */
export async function bootSandbox(): Promise<BootedSandbox> {
  const resources = new AsyncDisposableStack();
  const log: LogEntry[] = [];
  try {
    const sandbox = await startSandbox(resources, { environment, log: (entry) => log.push(entry) });
    return { ...sandbox, log, stop: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}
