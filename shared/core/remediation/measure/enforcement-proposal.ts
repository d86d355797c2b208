import type { AffectedPerson, EnforcementProposal, Gate } from '../course/impact.ts';
import type { Remediation } from '../course/remediation.ts';
import { idsOfPolicies } from './observed-policies.ts';

/** What can be approved now; null while the gate is closed. The same for as long as nobody else would be hurt. */
export function enforcementProposalOf(
  remediation: Pick<Remediation, 'proposal' | 'planHash' | 'writes'>,
  gate: Gate,
  people: readonly AffectedPerson[],
): EnforcementProposal | null {
  if (!gate.open) return null;
  const { proposal, planHash } = remediation;
  return {
    version: 1,
    remediationId: proposal.remediationId,
    tenantId: proposal.tenantId,
    planHash,
    policyIds: idsOfPolicies(remediation),
    acknowledges: people
      .filter(({ isExcepted }) => !isExcepted)
      .map(({ userId, userPrincipalName }) => ({ userId, userPrincipalName }))
      .toSorted((one, other) => (one.userId < other.userId ? -1 : 1)),
  };
}
