import type { StorageQueueHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { remediationRequestQueueName } from '../shared/composition/names.ts';
import { deliveryOf } from './delivery.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Proposes what another pipeline asks for. Throwing makes the host deliver the message again. */
export function proposeRemediation(app: Pick<App, 'proposeOnRequest'>): StorageQueueHandler {
  return async (message, context) => {
    const delivery = deliveryOf(remediationRequestQueueName, message, context);
    await app.proposeOnRequest(delivery, invocationLogger(context));
  };
}
