import type { QueueClient } from '@azure/storage-queue';
import hostJson from '../../../host.json' with { type: 'json' };
import type { AppThread } from './app-thread.ts';
import type { CompanyTime } from './company-time.ts';

/** A queue, and the app that has a function for its messages. */
export interface ServedQueue {
  readonly app: AppThread;
  readonly queue: QueueClient;
}

const lastAttempt = hostJson.extensions.queues.maxDequeueCount;

/**
 * Delivers messages, one at a time, until no queue holds any: as the host does, one is deleted once its function has
 * returned, and delivered again where it threw. Throws where the last attempt failed.
 */
export async function deliverAll(queues: readonly ServedQueue[], time: CompanyTime): Promise<void> {
  let delivered: boolean;
  do {
    delivered = false;
    for (const served of queues) {
      if (await deliverOne(served, time)) delivered = true;
    }
  } while (delivered);
}

async function deliverOne({ app, queue }: ServedQueue, time: CompanyTime): Promise<boolean> {
  const message = await nextMessage(queue);
  if (message === undefined) return false;
  const { messageId: id, popReceipt, messageText, dequeueCount } = message;
  const { name: queueName } = queue;
  const parsed: unknown = JSON.parse(messageText);
  try {
    const insertionTime = time.now;
    await app.call({ kind: 'queue', queueName, message: parsed, id, dequeueCount, insertionTime });
  } catch (cause) {
    if (dequeueCount >= lastAttempt) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The function of the queue ${queueName} failed ${lastAttempt} times: ${problem}`, {
        cause,
      });
    }
    await queue.updateMessage(id, popReceipt, messageText, 0);
    return true;
  }
  await queue.deleteMessage(id, popReceipt);
  return true;
}

/** A queue is made when something is first put into it. */
async function nextMessage(queue: QueueClient) {
  try {
    return (await queue.receiveMessages({ numberOfMessages: 1 })).receivedMessageItems[0];
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  }
}
