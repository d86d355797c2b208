import {
  type DequeuedMessageItem,
  type QueueClient,
  type QueueServiceClient,
  RestError,
} from '@azure/storage-queue';
import type { QueuesConfiguration } from '../configuration/host-configuration.ts';
import { describeError, type HostLog } from '../log.ts';
import type { Invoke } from '../worker/invocation.ts';
import { decodeMessage, queueInvocation } from './message.ts';

const poisonSuffix = '-poison';

export type MessageProcessorOptions = {
  readonly functionName: string;
  readonly service: QueueServiceClient;
  readonly queueName: string;
  readonly queues: QueuesConfiguration;
  /** How long a received message belongs to this host; renewed at half of it while the function runs. */
  readonly leaseMilliseconds: number;
  readonly invoke: Invoke;
  readonly log: HostLog;
};

/** One received message from its lease to its end: deleted, tried again later, or moved to the poison queue. */
export class MessageProcessor {
  readonly #options: MessageProcessorOptions;
  readonly #queue: QueueClient;

  constructor(options: MessageProcessorOptions) {
    this.#options = options;
    this.#queue = options.service.getQueueClient(options.queueName);
  }

  /** Never rejects: what goes wrong is logged, and the message comes back when its lease ends. */
  async process(message: DequeuedMessageItem): Promise<void> {
    try {
      await this.#process(message);
    } catch (error) {
      this.#log('error', 'queueMessageNotSettled', message, describeError(error));
    }
  }

  async #process(message: DequeuedMessageItem): Promise<void> {
    const { queues, functionName, invoke } = this.#options;
    const text = decodeMessage(message.messageText, queues.messageEncoding);
    if (text === undefined) {
      this.#log('error', 'queueMessageUndecodable', message, 'its text is not base64, as host.json demands');
      return this.#moveToPoison(message, message.popReceipt);
    }
    if (message.dequeueCount > queues.maxDequeueCount) return this.#moveToPoison(message, message.popReceipt);
    const lease = this.#renewLease(message);
    try {
      await invoke(functionName, queueInvocation(message, text, this.#options.queueName));
    } catch {
      // The failure itself has been logged by the invocation.
      return this.#settleFailure(message, await lease.end());
    }
    await this.#delete(message, await lease.end());
  }

  async #settleFailure(message: DequeuedMessageItem, popReceipt: string): Promise<void> {
    const { queues } = this.#options;
    if (message.dequeueCount >= queues.maxDequeueCount) return this.#moveToPoison(message, popReceipt);
    await this.#hide(message, popReceipt);
  }

  async #hide({ messageId }: DequeuedMessageItem, popReceipt: string): Promise<void> {
    const seconds = Math.round(this.#options.queues.visibilityTimeoutMilliseconds / 1000);
    await unlessGone(this.#queue.updateMessage(messageId, popReceipt, undefined, seconds));
  }

  /** The text is copied as it was received. A poison queue's own failures only become invisible for a while. */
  async #moveToPoison(message: DequeuedMessageItem, popReceipt: string): Promise<void> {
    const { service, queueName } = this.#options;
    if (queueName.endsWith(poisonSuffix)) return this.#hide(message, popReceipt);
    const poisonQueue = service.getQueueClient(`${queueName}${poisonSuffix}`);
    await poisonQueue.createIfNotExists();
    await poisonQueue.sendMessage(message.messageText);
    this.#log('warning', 'queueMessagePoisoned', message, `moved to ${poisonQueue.name}`);
    await this.#delete(message, popReceipt);
  }

  async #delete({ messageId }: DequeuedMessageItem, popReceipt: string): Promise<void> {
    await unlessGone(this.#queue.deleteMessage(messageId, popReceipt));
  }

  /** Each renewal changes the pop receipt; `end` waits for a running one and returns the last receipt. */
  #renewLease(message: DequeuedMessageItem): { end(): Promise<string> } {
    const { leaseMilliseconds } = this.#options;
    let { popReceipt } = message;
    let renewal = Promise.resolve();
    const renew = async () => {
      try {
        const lease = Math.round(leaseMilliseconds / 1000);
        const renewed = await this.#queue.updateMessage(message.messageId, popReceipt, undefined, lease);
        popReceipt = renewed.popReceipt ?? popReceipt;
      } catch (error) {
        this.#log('warning', 'queueLeaseNotRenewed', message, describeError(error));
      }
    };
    const timer = setInterval(() => {
      renewal = renewal.then(renew);
    }, leaseMilliseconds / 2);
    return {
      end: async () => {
        clearInterval(timer);
        await renewal;
        return popReceipt;
      },
    };
  }

  #log(level: 'warning' | 'error', event: string, { messageId }: DequeuedMessageItem, what: string): void {
    const { functionName, queueName, log } = this.#options;
    log(level, event, `Message ${messageId} of ${queueName}: ${what}`, { functionName });
  }
}

/** Another host may have taken the message after its lease had ended; then there is nothing left to settle. */
async function unlessGone(settlement: Promise<unknown>): Promise<void> {
  try {
    await settlement;
  } catch (error) {
    const gone =
      error instanceof RestError && (error.statusCode === 404 || error.code === 'PopReceiptMismatch');
    if (!gone) throw error;
  }
}
