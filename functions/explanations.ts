import { whyOperations } from './http/operations/why.ts';
import { serving } from './http/serving.ts';

/** Explains one sign-in, and the errors that sign-ins end with. */
export const explanations = serving(whyOperations);
