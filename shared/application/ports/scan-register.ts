import type { ScanRequest } from '../scan-request.ts';

/** Knows, for all instances of the app, which scan of a tenant waits, so that a burst of requests is one scan. */
export interface ScanRegister {
  /**
   * Registers the request as the tenant's waiting scan and returns it, or returns the one that waits already.
   * One that has waited for a minute is replaced: should its message be lost, the tenant is not locked out.
   */
  register(request: ScanRequest): Promise<ScanRequest>;
  /** The request could not be queued: nothing waits any longer. */
  withdraw(request: ScanRequest): Promise<void>;
  /** The scan starts to read: whatever is requested from here on is another scan. */
  begin(request: ScanRequest): Promise<void>;
}

/** How long a scan may wait before a new request stops relying on it. */
export const reliedOnForMilliseconds = 60_000;
