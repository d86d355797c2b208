import { exceptionsOperations } from './http/operations/exceptions.ts';
import { serving } from './http/serving.ts';

/** The register of exceptions: proposed by one person, confirmed by another. */
export const exceptions = serving(exceptionsOperations);
