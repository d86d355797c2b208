import { resultsOperations } from './http/operations/results.ts';
import { serving } from './http/serving.ts';

/** Serves verdicts, gaps, history, scans and evidence. */
export const results = serving(resultsOperations);
