import { understandTenant } from '../../../core/conditional-access/tenant-knowledge.ts';
import { TransientError } from '../../../core/errors.ts';
import { emergencyAccessProblems } from '../../../core/remediation/course/emergency-access-problems.ts';
import { tenantInForce } from '../../../core/remediation/course/tenant-views.ts';
import type { Stage } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import { notice } from './notice.ts';
import type { Outcome, RemediationInHand } from './remediation-in-hand.ts';
import type { StageWrite } from './stage-writes.ts';
import { takeBack } from './take-back.ts';
import { type TenantNow, tenantNow } from './tenant-now.ts';
import { whyWithheld } from './why-withheld.ts';

/** Once all policies of the stage stand as they were approved: reads the tenant again, and proves again. */
export async function finishStage(
  hand: RemediationInHand,
  stage: Stage['name'],
  writes: readonly StageWrite[],
): Promise<Outcome> {
  const tenant = await tenantNow(hand);
  const lockedOut = lockOutProblems(hand, writes, tenant);
  if (lockedOut.length > 0) {
    const reason = `Emergency access would be locked out: ${lockedOut.join(' ')}`;
    if (whyWithheld(hand) === undefined) return takeBack(hand, stage, reason);
    await notice(hand, `emergencyAccess|${stage}`, reason);
  }
  await noticeOpenClaim(hand, stage, tenant);
  await hand.record({ kind: stage === 'reportOnly' ? 'appliedInReportOnly' : 'enforced' });
  return 'ends';
}

/** Only what is in force locks anybody out. */
function lockOutProblems(
  { remediation, dependencies }: RemediationInHand,
  writes: readonly StageWrite[],
  { snapshot }: TenantNow,
): readonly string[] {
  const policies = writes
    .filter(({ stage }) => memberAt(stage.policy, 'state') === 'enabled')
    .map(({ planned, stage }) => ({ ...planned, stages: [stage] as const }));
  if (policies.length === 0) return [];
  const problems = emergencyAccessProblems(
    dependencies.emergencyAccess,
    { policies },
    understandTenant(snapshot, []),
  );
  const isWhole = (snapshot.unread ?? []).every(({ kind }) => kind !== 'users' && kind !== 'group');
  if (problems.length === 0 || isWhole) return problems;
  const { remediationId } = remediation.proposal;
  throw new TransientError(
    `Emergency access could not be read after ${remediationId}: ${problems.join(' ')}`,
  );
}

/** What was written stays: a block never opens a gap. People propose what is still to be done; scans only restore. */
async function noticeOpenClaim(
  hand: RemediationInHand,
  stage: Stage['name'],
  { snapshot, options }: TenantNow,
): Promise<void> {
  const { plan } = hand.remediation.proposal;
  const [result] = hand.dependencies.judgeTenant(tenantInForce(snapshot, hand.remediation), options).controls;
  if (result?.verdict === plan.after.verdict) return;
  const verdict = result?.verdict ?? 'undecided';
  const text =
    `The policies are written, and the control would be ${verdict} instead of ${plan.after.verdict} with them in force. ` +
    'The next scan says what is left, and for that a new plan can be proposed.';
  await notice(hand, `claimOpen|${stage}`, text);
}
