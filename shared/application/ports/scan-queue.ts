import type { ScanRequest } from '../scan-request.ts';

/** Where requested scans wait for `runScan`. Delivery is at least once, in no order. */
export interface ScanQueue {
  put(request: ScanRequest): Promise<void>;
}
