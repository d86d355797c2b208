import { listText } from '../../../core/controls/list-text.ts';
import type { Impact } from '../../../core/remediation/course/impact.ts';
import { isObservable } from '../../../core/remediation/course/observability.ts';
import type { KeptRemediation } from '../../ports/remediation-store.ts';
import { enforcementHashOf } from '../hashes.ts';
import { enforcementProposedNotification } from '../remediation-notifications.ts';
import { type Following, happens, type In } from './following.ts';
import { measureRemediation } from './measure-remediation.ts';

/**
 * Measures, takes approvals back that are of something else by now, and asks the approvers once the gate is open. The
 * same people to acknowledge are asked for once.
 */
export async function observe(
  following: Following,
  kept: In<'observing' | 'enforcementApproved'>,
): Promise<KeptRemediation> {
  if (!isObservable(kept.remediation.proposal.plan)) return kept;
  const impact = await measureRemediation(following, kept);
  const why = whyVoid(kept, impact);
  const now = why === undefined ? kept : await happens(following, kept, { kind: 'approvalsVoided', why });
  if (impact.enforcement !== null && now.remediation.state.status === 'observing') {
    const { enforcement, measuredAt } = impact;
    const hash = enforcementHashOf(enforcement);
    await following.notificationQueue.put([
      enforcementProposedNotification(now.remediation, enforcement, hash, measuredAt),
    ]);
  }
  return now;
}

/** Why the approvals that were given count no longer; undefined: they do, or there are none. */
function whyVoid(
  { remediation: { proposal, state, writes } }: In<'observing' | 'enforcementApproved'>,
  { people, enforcement, measuredAt }: Impact,
): string | undefined {
  if (state.status === 'observing') {
    const [first] = state.approvals;
    if (first === undefined) return undefined;
    if (enforcement !== null && first.signedHash !== enforcementHashOf(enforcement)) {
      return 'Whom it would stop is not what it was when the first of its approvers decided: all decide anew.';
    }
    const { approvalHours } = proposal.rules;
    const isInTime = Date.parse(measuredAt) < Date.parse(first.at) + approvalHours * 3_600_000;
    return isInTime
      ? undefined
      : `Too few people approved it within ${approvalHours} hours of the first of them: all decide anew.`;
  }
  // What the writer has begun it carries through.
  if (writes.some(({ stage }) => stage === 'enforced')) return undefined;
  const acknowledged = new Set(state.acknowledged);
  const others = people.filter(({ userId, isExcepted }) => !isExcepted && !acknowledged.has(userId));
  if (others.length === 0) return undefined;
  const names = listText(others.map(({ userPrincipalName }) => userPrincipalName));
  return `Since it was approved, it was seen that it would stop others as well: ${names}.`;
}
