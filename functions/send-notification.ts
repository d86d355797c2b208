import type { StorageQueueHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { notificationQueueName } from '../shared/composition/names.ts';
import { deliveryOf } from './delivery.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Sends one notification through one channel. Throwing makes the host deliver the message again. */
export function sendNotification(app: Pick<App, 'sendNotification'>): StorageQueueHandler {
  return async (message, context) => {
    await app.sendNotification(
      deliveryOf(notificationQueueName, message, context),
      invocationLogger(context),
    );
  };
}
