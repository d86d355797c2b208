import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.ts';

/** What the adapter takes from outside, so that a test can hold time, chance and the network still. */
export interface GraphRuntime {
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly newRequestId: () => string;
  readonly logger: GraphLogger;
}

interface GraphLogger {
  debug(message: string, details: Readonly<Record<string, unknown>>): void;
}

export const defaultGraphRuntime: GraphRuntime = {
  clock: () => new Date(),
  sleep: (milliseconds) => sleep(milliseconds),
  random: Math.random,
  fetch: (...request) => fetch(...request),
  newRequestId: randomUUID,
  logger: { debug: () => {} },
};
