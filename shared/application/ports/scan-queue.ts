import type { ScanRequest } from '../scan-request.ts';

/** Where requested scans wait for `runScan`. Delivery is at least once, in no order. */
export interface ScanQueue {
  /** The request is delivered after the delay at the earliest. */
  put(request: ScanRequest, options: { readonly delaySeconds: number }): Promise<void>;
}
