import type { StorageQueueHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { signInQueueName } from '../shared/composition/names.ts';
import { deliveryOf } from './delivery.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Reads what is due of the tenant's sign-in log. Throwing makes the host deliver the message again. */
export function collectSignIns(app: Pick<App, 'collectSignIns'>): StorageQueueHandler {
  return async (message, context) => {
    await app.collectSignIns(deliveryOf(signInQueueName, message, context), invocationLogger(context));
  };
}
