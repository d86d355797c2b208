import type { InvocationContext } from '@azure/functions';
import * as z from 'zod/mini';
import type { Delivery } from '../shared/application/reject-message.ts';

/** What the host says of a message; of one that is run by hand, less. */
const triggerMetadataSchema = z.object({
  id: z.optional(z.string()),
  insertionTime: z.optional(z.coerce.date()),
  dequeueCount: z._default(z.coerce.number().check(z.int(), z.positive()), 1),
});

/** A message of the queue, as the host delivered it. */
export function deliveryOf(
  queue: string,
  message: unknown,
  { invocationId, triggerMetadata = {} }: Pick<InvocationContext, 'invocationId' | 'triggerMetadata'>,
): Delivery {
  const { id, insertionTime, dequeueCount } = triggerMetadataSchema.parse(triggerMetadata);
  return {
    queue,
    messageId: id ?? invocationId,
    insertedAt: (insertionTime ?? new Date()).toISOString(),
    message,
    attempt: dequeueCount,
  };
}
