import { ConflictError, ForbiddenError, TransientError } from '../../core/errors.ts';
import { readFailureOf } from './read-failure.ts';

const permission = 'Policy.ReadWrite.ConditionalAccess together with Policy.Read.All';

/**
 * What to throw where a write was not answered with success. TransientError: whether it had its effect is not known,
 * or it may be tried again later. ConflictError and ForbiddenError: Graph refused it, and nothing was written.
 */
export function refusedWrite(what: string, error: unknown): ConflictError | ForbiddenError | TransientError {
  const { kind, why, cause } = readFailureOf(error);
  switch (kind) {
    case 'transient':
      return new TransientError(`It is not known whether ${what} had its effect: ${why}.`, { cause });
    case 'forbidden':
      return new ForbiddenError(
        `Microsoft Graph does not let the writer's identity do this (${why}): grant it the application permission ${permission}.`,
        { cause },
      );
    default:
      return new ConflictError(`Microsoft Graph refused ${what}: ${why}.`, { cause });
  }
}
