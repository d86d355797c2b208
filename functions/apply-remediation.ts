import type { StorageQueueHandler } from '@azure/functions';
import { remediationQueueName } from '../shared/composition/names.ts';
import type { WriterApp } from '../shared/composition/writer.ts';
import { deliveryOf } from './delivery.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Carries one remediation on. Throwing makes the host deliver the message again, and in the end move it to poison. */
export function applyRemediation(app: WriterApp): StorageQueueHandler {
  return async (message, context) => {
    await app.applyRemediation(deliveryOf(remediationQueueName, message, context), invocationLogger(context));
  };
}
