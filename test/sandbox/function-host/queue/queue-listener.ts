import { setTimeout as delay } from 'node:timers/promises';
import { type DequeuedMessageItem, RestError } from '@azure/storage-queue';
import { describeError } from '../log.ts';
import { MessageProcessor, type MessageProcessorOptions } from './message-processor.ts';
import { PollingInterval } from './polling-interval.ts';

/** Polls one queue and runs its function for each message, `batchSize` + `newBatchThreshold` at a time at most. */
export class QueueListener {
  readonly #options: MessageProcessorOptions;
  readonly #processor: MessageProcessor;
  readonly #stopped = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #loop: Promise<void> = Promise.resolve();
  #failing = false;

  constructor(options: MessageProcessorOptions) {
    this.#options = options;
    this.#processor = new MessageProcessor(options);
  }

  start(): void {
    this.#loop = this.#poll();
  }

  /** Fetches no more; resolves when the messages already fetched are settled. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #poll(): Promise<void> {
    const { queues } = this.#options;
    const interval = new PollingInterval(queues.maxPollingIntervalMilliseconds);
    while (!this.#stopped.signal.aborted) {
      const messages = await this.#receive();
      for (const message of messages) this.#track(this.#processor.process(message));
      while (this.#running.size > queues.newBatchThreshold) await Promise.race(this.#running);
      await delay(interval.next(messages.length > 0), undefined, { signal: this.#stopped.signal }).catch(
        () => undefined,
      );
    }
  }

  /** A queue that is missing or cannot be reached is asked again later; the first failure in a row is logged. */
  async #receive(): Promise<DequeuedMessageItem[]> {
    const { service, queueName, queues, leaseMilliseconds, functionName, log } = this.#options;
    try {
      const { receivedMessageItems } = await service.getQueueClient(queueName).receiveMessages({
        numberOfMessages: queues.batchSize,
        visibilityTimeout: Math.round(leaseMilliseconds / 1000),
      });
      this.#failing = false;
      return receivedMessageItems;
    } catch (error) {
      if (!this.#failing && !isMissingQueue(error)) {
        log('error', 'queueNotRead', `${queueName}: ${describeError(error)}`, { functionName });
      }
      this.#failing = true;
      return [];
    }
  }

  #track(run: Promise<void>): void {
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }
}

function isMissingQueue(error: unknown): boolean {
  return error instanceof RestError && error.code === 'QueueNotFound';
}
