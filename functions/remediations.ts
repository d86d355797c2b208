import { remediationsOperations } from './http/operations/remediations.ts';
import { serving } from './http/serving.ts';

/** Plans to close gaps: proposed by one, approved by others, carried out by the writer. */
export const remediations = serving(remediationsOperations);
