import { TransientError } from '../../../core/errors.ts';

/** Somebody else moved the remediation on in the meantime: what is to be done is decided anew. */
export class MovedOnError extends TransientError {
  constructor(options: ErrorOptions) {
    super('Somebody else moved this remediation on in the meantime: it is looked at again.', options);
  }
}
