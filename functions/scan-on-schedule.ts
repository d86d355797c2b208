import type { TimerHandler } from '@azure/functions';
import type { App } from '../shared/composition/app.ts';
import { invocationLogger } from './invocation-logger.ts';

/** Queues one scan per tenant. What fails here fails the run; `health` tells when results grow old. */
export function scanOnSchedule(app: Pick<App, 'scheduleScans' | 'queueSignIns'>): TimerHandler {
  return async ({ isPastDue }, context) => {
    const logger = invocationLogger(context);
    // Also where scans fail for long: the log forgets.
    await app.queueSignIns(logger);
    const scans = await app.scheduleScans();
    const scanIds = scans.map(({ scanId }) => scanId);
    logger.info('Scans queued on schedule', { isPastDue, scanIds });
  };
}
