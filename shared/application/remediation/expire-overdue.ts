import type { TenantId } from '../identifiers.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import { endRemediation } from './end-remediation.ts';
import type { RemediationDependencies } from './remediation-dependencies.ts';

/** Ends the proposals of a tenant that nobody approved in time, so that they stand in nobody's way. */
export async function expireOverdue(
  dependencies: RemediationDependencies,
  tenantId: TenantId,
): Promise<void> {
  for (const kept of await dependencies.remediationStore.standing(tenantId)) {
    await expireWhereOverdue(dependencies, kept);
  }
}

/** As it is kept then. Throws ConflictError where somebody else was quicker. */
export async function expireWhereOverdue(
  dependencies: RemediationDependencies,
  kept: KeptRemediation,
): Promise<KeptRemediation> {
  const { proposal, state } = kept.remediation;
  if (state.status !== 'proposed' || dependencies.clock().toISOString() < proposal.expiresAt) return kept;
  const why = `It was not approved until ${proposal.expiresAt}. Propose it anew.`;
  return endRemediation(dependencies, kept, { kind: 'expired', why });
}
