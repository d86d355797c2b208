import * as z from 'zod/mini';
import { tenantIdSchema } from '../identifiers.ts';
import { parseInput } from '../input-problems.ts';
import { notificationAudiences, notificationKinds, notificationLevels } from '../notification.ts';
import { channels } from './channel.ts';

/**
 * The message on the queue `notifications`: one notification through one channel, so that a retry of one channel
 * repeats nothing through another. A change of shape raises `version`; the reader keeps reading the older ones.
 */
const notificationMessageSchema = z.strictObject({
  version: z.literal(1),
  channel: z.enum(channels),
  notification: z.strictObject({
    key: z.string().check(z.minLength(1), z.maxLength(500)),
    kind: z.enum(notificationKinds),
    level: z.enum(notificationLevels),
    audience: z.enum(notificationAudiences),
    tenantId: z.nullable(tenantIdSchema),
    title: z.string(),
    text: z.string(),
    // Of this site only: a link must not lead elsewhere, whatever the message says.
    path: z.string().check(z.regex(/^\/(?!\/)[\w./-]*$/, 'must be a path below the address of the site')),
    at: z.iso.datetime(),
  }),
});
export type NotificationMessage = z.infer<typeof notificationMessageSchema>;

/** Throws InputError with everything that is wrong with the message. */
export function parseNotificationMessage(message: unknown): NotificationMessage {
  return parseInput(notificationMessageSchema, message);
}
