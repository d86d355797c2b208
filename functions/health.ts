import { healthOperations } from './http/operations/health.ts';
import { serving } from './http/serving.ts';

/** For probes without a token: 503 when the results of any tenant are older than they should be. */
export const health = serving(healthOperations);
