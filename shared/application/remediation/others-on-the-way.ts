import { ConflictError } from '../../core/errors.ts';
import type { Proposal } from '../../core/remediation/course/proposal.ts';
import type { Remediation, RemediationStatus } from '../../core/remediation/course/remediation.ts';
import { policyIdOf } from '../../core/remediation/course/written-policies.ts';
import { tenantIdSchema } from '../identifiers.ts';
import type { RemediationStore } from '../ports/remediation-store.ts';

const onTheWay: ReadonlySet<RemediationStatus> = new Set([
  'proposed',
  'approved',
  'appliedInReportOnly',
  'observing',
  'enforcementApproved',
]);

/** Something is still to be decided or written for it. */
export function isOnItsWay({ state }: Remediation): boolean {
  return onTheWay.has(state.status);
}

/** Throws ConflictError naming another remediation on its way for the same control, or that writes a policy of this one. */
export async function expectAlone(
  { remediationStore }: { readonly remediationStore: Pick<RemediationStore, 'standing'> },
  proposal: Proposal,
): Promise<void> {
  const standing = await remediationStore.standing(tenantIdSchema.parse(proposal.tenantId));
  const other = standing
    .map(({ remediation }) => remediation)
    .find((one) => isOnItsWay(one) && isInTheWay(one, proposal));
  if (other === undefined) return;
  const { remediationId, plan } = other.proposal;
  const why =
    plan.control === proposal.plan.control
      ? 'is for the same control'
      : 'changes a policy that this one changes';
  throw new ConflictError(
    `The remediation ${remediationId} ${why}, and is on its way (${other.state.status}): carry it through, or ` +
      'reject it first.',
  );
}

/** What takes a remediation back, or brings it back, may come beside it. */
function isInTheWay(other: Remediation, { remediationId, purpose, plan }: Proposal): boolean {
  const beside = purpose.kind === 'remediate' ? [remediationId] : [remediationId, purpose.remediationId];
  if (beside.includes(other.proposal.remediationId)) return false;
  const { control, policies } = other.proposal.plan;
  const ids = new Set(policies.map((_, change) => policyIdOf(other, change)?.toLowerCase()));
  return (
    control === plan.control ||
    plan.policies.some(({ policy }) => policy.id !== null && ids.has(policy.id.toLowerCase()))
  );
}
