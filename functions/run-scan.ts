import type { StorageQueueHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { scanQueueName } from '../shared/composition/names.ts';
import { deliveryOf } from './delivery.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Runs the scan that the message asks for. Throwing makes the host deliver it again, and in the end move it to poison. */
export function runScan(app: Pick<App, 'runScan'>): StorageQueueHandler {
  return async (message, context) => {
    await app.runScan(deliveryOf(scanQueueName, message, context), invocationLogger(context));
  };
}
