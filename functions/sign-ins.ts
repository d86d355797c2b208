import { signInOperations } from './http/operations/sign-ins.ts';
import { serving } from './http/serving.ts';

/** Serves who uses the device code flow, and what policies did to sign-ins. */
export const signIns = serving(signInOperations);
