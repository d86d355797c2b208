import { TransientError } from '../../core/errors.ts';

/** Statuses that the callers of storage tell apart. */
export type StorageStatus = 'notFound' | 'conflict' | 'other';

/** What an error of the storage SDKs means to a caller that wants to react to it. */
export function storageStatus(error: unknown): StorageStatus {
  const status = statusCodeOf(error);
  if (status === 404) return 'notFound';
  return status === 409 || status === 412 ? 'conflict' : 'other';
}

/** Runs a call of storage; what only time or a grant can mend is thrown as TransientError. */
export async function reachingStorage<Result>(what: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const advice = adviceOn(error);
    if (advice === undefined) throw error;
    throw new TransientError(`Storage failed (${what}): ${advice}`, { cause: error });
  }
}

function adviceOn(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof TransientError) return undefined;
  const status = statusCodeOf(error);
  if (status === 401 || status === 403) {
    return (
      'whoever asks may not do this. The app needs Storage Table, Blob and Queue Data Contributor on the storage ' +
      'account of AzureWebJobsStorage, and who only reads Data Reader; a new grant takes some minutes to take effect.'
    );
  }
  if (status === 408 || status === 429 || (status !== undefined && status >= 500)) {
    return `it answered ${status}. Try again later; see the health of the storage account.`;
  }
  if (/Credential|Authentication/.test(error.name)) {
    return 'no token could be had for the identity of the app. Check that the app has one, and its client id.';
  }
  if (status === undefined && isNetworkError(error)) {
    return 'it could not be reached. Check the service addresses in AzureWebJobsStorage and the network.';
  }
  return undefined;
}

function statusCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

function isNetworkError(error: Error): boolean {
  return (
    'code' in error && typeof error.code === 'string' && /^(E[A-Z]+|REQUEST_SEND_ERROR)$/.test(error.code)
  );
}
