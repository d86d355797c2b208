import type { StoppedCollection } from '../ports/sign-in-evidence-store.ts';

/** More sign-ins a day than Graph can be asked for: the log has to be read where it can be summed up. */
export function volumeStop(day: string, volumeLimit: number, at: string): StoppedCollection {
  return {
    reason: 'volumeLimit',
    volumeLimit,
    at,
    why:
      `${day} has more than ${volumeLimit} sign-ins, too many to be read from Microsoft Graph one by one: send the ` +
      'sign-in logs to a Log Analytics workspace and set LOG_ANALYTICS_WORKSPACE_ID, or raise SIGN_IN_VOLUME_LIMIT.',
  };
}

/** Not even one slice could be read in all the time that there is. */
export function slownessStop(at: string): StoppedCollection {
  return {
    reason: 'unavailable',
    at,
    why:
      'The sign-in log answers too slowly to be read. The next scan tries again; where it stays so, send the sign-in ' +
      'logs to a Log Analytics workspace and set LOG_ANALYTICS_WORKSPACE_ID.',
  };
}

const longestReason = 1_000;

export function whyUnavailable(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, longestReason).toWellFormed();
}
