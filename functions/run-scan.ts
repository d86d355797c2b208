import type { StorageQueueHandler } from '@azure/functions';
import * as z from 'zod/mini';
import type { App } from '../shared/composition/app.ts';
import { scanQueueName } from '../shared/composition/names.ts';
import { invocationLogger } from './invocation-logger.ts';

/** What the host says of a message; of one that is run by hand, less. */
const triggerMetadataSchema = z.object({
  id: z.optional(z.string()),
  insertionTime: z.optional(z.coerce.date()),
  dequeueCount: z._default(z.coerce.number().check(z.int(), z.positive()), 1),
});

/** Runs the scan that the message asks for. Throwing makes the host deliver it again, and in the end move it to poison. */
export function runScan(app: Pick<App, 'runScan'>): StorageQueueHandler {
  return async (message, context) => {
    const { id, insertionTime, dequeueCount } = triggerMetadataSchema.parse(context.triggerMetadata ?? {});
    const delivery = {
      queue: scanQueueName,
      messageId: id ?? context.invocationId,
      insertedAt: (insertionTime ?? new Date()).toISOString(),
      message,
      attempt: dequeueCount,
    };
    await app.runScan(delivery, invocationLogger(context));
  };
}
