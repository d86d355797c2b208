import { GraphError } from '@microsoft/microsoft-graph-client';
import { ForbiddenError, TransientError } from '../../core/errors.ts';
import { type ReadFailure, whyUnread } from './read-failure.ts';
import type { ReadableKind } from './required-permission.ts';

/** Graph's word for a tenant without the licence that its logs need. */
export const withoutLicence = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';

/** What to throw where nothing was read: ForbiddenError says what to grant or to buy, TransientError that it may pass. */
export function refusedReading(
  what: string,
  failure: ReadFailure,
  kind: ReadableKind,
): ForbiddenError | TransientError {
  const { cause, why } = failure;
  if (cause instanceof GraphError && cause.code === withoutLicence) {
    const advice = `${what} cannot be read: the tenant has no Entra ID P1 or P2 licence, without which Graph shows none (${why}).`;
    return new ForbiddenError(advice, { cause });
  }
  const message = `${what} cannot be read: ${whyUnread(failure, kind)}.`;
  return failure.kind === 'forbidden'
    ? new ForbiddenError(message, { cause })
    : new TransientError(message, { cause });
}
