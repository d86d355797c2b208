import { after, isEnded } from '../../core/remediation/course/course.ts';
import type { RemediationEvent } from '../../core/remediation/course/events.ts';
import { remediationIdSchema, tenantIdSchema } from '../identifiers.ts';
import type { KeptRemediation } from '../ports/remediation-store.ts';
import { recordEvent } from './record-event.ts';
import type { RemediationDependencies } from './remediation-dependencies.ts';
import { endedNotification } from './remediation-notifications.ts';
import { tellOfChange } from './tell-of-change.ts';

type Ending = Extract<RemediationEvent, { kind: 'rejected' | 'expired' | 'superseded' | 'rolledBack' }>;

const lookAfterSeconds = 60;

/**
 * Ends a remediation, and tells of it. Whoever dies right after would leave one that nobody looks at any more: so the
 * writer is asked beforehand to look at it, which anchors its journal and tells of the end. Throws ConflictError where it
 * cannot end so, or somebody else was quicker.
 */
export async function endRemediation(
  dependencies: Omit<RemediationDependencies, 'tenantIds'>,
  kept: KeptRemediation,
  event: Ending,
): Promise<KeptRemediation> {
  const { proposal, state } = kept.remediation;
  const tenantId = tenantIdSchema.parse(proposal.tenantId);
  const remediationId = remediationIdSchema.parse(proposal.remediationId);
  // Nothing is asked of the writer for an end that cannot be.
  after(kept.remediation, event, dependencies.clock().toISOString());
  const message = { version: 1, tenantId, remediationId } as const;
  await dependencies.remediationQueue.put(message, { delaySeconds: lookAfterSeconds });
  const ended = await recordEvent(dependencies, kept, event);
  const { remediation } = ended;
  const notifications = isEnded(remediation) ? [endedNotification(remediation)] : [];
  await tellOfChange(dependencies, remediation, state.status, notifications);
  return ended;
}
