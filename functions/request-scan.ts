import { scanOperations } from './http/operations/scans.ts';
import { serving } from './http/serving.ts';

/** Queues a scan and answers at once where it can be followed. */
export const requestScan = serving(scanOperations);
