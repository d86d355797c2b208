import * as z from 'zod/mini';
import { channels } from '../../../shared/application/notifications/channel.ts';
import { jsonOf, operation } from '../operation.ts';
import { noBody } from '../read-request.ts';

const queuedSchema = z.object({ channels: z.array(z.enum(channels)) });

/** Trying out the channels: nobody should trust one that was never seen to work. */
export const notificationOperations = [
  operation({
    operationId: 'sendTestNotifications',
    method: 'POST',
    path: 'notifications/test',
    role: 'Scan.Request',
    conflicts: true,
    summary: 'Sends a test notification to everyone and to the approvers, through every channel of NOTIFIER.',
    parameters: {},
    query: {},
    body: noBody,
    answers: { 202: jsonOf('The channels through which it is being sent.', queuedSchema) },
    async handle(app) {
      const queued = { channels: await app.sendTestNotifications() };
      return {
        status: 202,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(queued),
      };
    },
  }),
];
