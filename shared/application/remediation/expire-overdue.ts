import { isEnded } from '../../core/remediation/course/course.ts';
import type { TenantId } from '../identifiers.ts';
import { recordEvent } from './record-event.ts';
import type { RemediationDependencies } from './remediation-dependencies.ts';
import { endedNotification } from './remediation-notifications.ts';
import { tellOfChange } from './tell-of-change.ts';

/** Ends the proposals of a tenant that nobody approved in time, so that they stand in nobody's way. */
export async function expireOverdue(
  dependencies: RemediationDependencies,
  tenantId: TenantId,
): Promise<void> {
  const now = dependencies.clock().toISOString();
  for (const kept of await dependencies.remediationStore.standing(tenantId)) {
    const { proposal, state } = kept.remediation;
    if (state.status !== 'proposed' || now < proposal.expiresAt) continue;
    const why = `It was not approved until ${proposal.expiresAt}. Propose it anew.`;
    const { remediation } = await recordEvent(dependencies, kept, { kind: 'expired', why });
    const notifications = isEnded(remediation) ? [endedNotification(remediation)] : [];
    await tellOfChange(dependencies, remediation, state.status, notifications);
  }
}
