import { TransientError } from '../../core/errors.ts';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';

export type PoliciesReading = Pick<TenantSnapshot, 'policies' | 'unread'>;

/**
 * Nothing can be said without the policies, so a failure that may pass throws TransientError, and the scan is tried
 * again. One that will not pass is part of the answer: the missing permission is what the reader has to learn.
 */
export async function readPolicies(connection: GraphConnection): Promise<PoliciesReading> {
  const reading = await readCollection(connection, graphPath`/identity/conditionalAccess/policies`);
  if (reading.complete) {
    return { policies: reading.elements };
  }
  const { elements, failure } = reading;
  if (failure.kind === 'transient') {
    const message = `The Conditional Access policies could not be read: ${failure.why}.`;
    throw new TransientError(message, { cause: failure.cause });
  }
  return {
    policies: elements,
    unread: [{ kind: 'policies', why: whyUnread(failure, 'policies') }],
  };
}
