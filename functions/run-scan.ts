import type { StorageQueueHandler } from '@azure/functions';
import { z } from 'zod';
import type { App } from '../shared/composition/app.ts';
import { scanQueueName } from '../shared/composition/names.ts';
import { invocationLogger } from './invocation-logger.ts';

/** What the host says of a message; of one that is run by hand, less. */
const triggerMetadataSchema = z.object({
  id: z.string().optional(),
  insertionTime: z.coerce.date().optional(),
  dequeueCount: z.coerce.number().int().positive().default(1),
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
