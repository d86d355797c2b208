import { ForbiddenError, NotFoundError } from '../../core/errors.ts';
import type { Person } from '../../core/exceptions/registered-exception.ts';
import type { Caller } from '../caller.ts';
import { expectTenant } from '../expect-tenant.ts';
import type { RemediationId, TenantId } from '../identifiers.ts';
import type { NotificationQueue } from '../ports/notification-queue.ts';
import type { RemediationQueue } from '../ports/remediation-queue.ts';
import type { KeptRemediation, RemediationStore } from '../ports/remediation-store.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { RecordingDependencies } from './record-event.ts';

/** What every use case needs that changes a remediation. */
export interface RemediationDependencies extends RecordingDependencies {
  readonly tenantIds: readonly TenantId[];
  readonly remediationQueue: RemediationQueue;
  readonly notificationQueue: NotificationQueue;
  readonly telemetry: Telemetry;
}

/** Which remediation, and who does something about it. */
export interface Deciding {
  readonly caller: Caller;
  readonly tenantId: TenantId;
  readonly remediationId: RemediationId;
}

/** Throws ForbiddenError for an application: its token says nothing of who sits behind it. */
export function actingPerson({ kind, objectId, name }: Caller): Person {
  if (kind === 'person') return { objectId, name };
  throw new ForbiddenError(
    'Only people decide on remediations: sign in as a user. An application may propose and read them.',
  );
}

/** Throws NotFoundError. */
export async function findRemediation(
  dependencies: Pick<RemediationDependencies, 'tenantIds'> & {
    readonly remediationStore: Pick<RemediationStore, 'find'>;
  },
  tenantId: TenantId,
  remediationId: RemediationId,
): Promise<KeptRemediation> {
  expectTenant(dependencies, tenantId);
  const found = await dependencies.remediationStore.find(tenantId, remediationId);
  if (found === undefined) throw new NotFoundError('This tenant has no remediation with this id.');
  return found;
}
