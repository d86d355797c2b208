import type { Remediation, RemediationStatus } from '../../core/remediation/course/remediation.ts';
import { eventNames } from '../event-names.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import type { Notification } from '../notification.ts';
import type { RemediationDependencies } from './remediation-dependencies.ts';

/**
 * What follows each change, once it is written: the writer looks at it, and people and alerts hear of it. May be
 * repeated: whoever died in between does it again.
 */
export async function tellOfChange(
  {
    remediationQueue,
    notificationQueue,
    telemetry,
  }: Pick<RemediationDependencies, 'remediationQueue' | 'notificationQueue' | 'telemetry'>,
  { proposal, state }: Remediation,
  from: RemediationStatus | 'none',
  notifications: readonly Notification[],
): Promise<void> {
  const tenantId = tenantIdSchema.parse(proposal.tenantId);
  const remediationId = remediationIdSchema.parse(proposal.remediationId);
  await remediationQueue.put({ version: 1, tenantId, remediationId });
  await notificationQueue.put(notifications);
  const { control } = proposal.plan;
  const properties = { tenantId, remediationId, control, from, to: state.status };
  await telemetry.record([{ name: eventNames.remediationChanged, properties }]);
}
