import { comesIntoForce, isObservable } from '../../../core/remediation/course/observability.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import type { Remediation } from '../../../core/remediation/course/remediation.ts';
import { type WrittenPolicy, writtenPolicies } from '../../../core/remediation/course/written-policies.ts';
import type { PolicyChange, WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import { remediationIdSchema } from '../../identifiers.ts';
import { genuineRemediation } from './genuine-remediation.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/**
 * What goes back comes into force without being observed: so it must have been in force before, by the remediation that
 * it goes back to. A sentence for each policy of which that is not so. Throws IntegrityError where that one is not genuine.
 */
export async function neverInForce(hand: RemediationInHand): Promise<readonly string[]> {
  const { purpose, plan } = hand.remediation.proposal;
  const coming = plan.policies.filter(comesIntoForce);
  if (coming.length === 0 || isObservable(plan)) return [];
  const before = purpose.kind === plan.kind ? await policiesBefore(hand, purpose) : [];
  return coming
    .filter((change) => !before.some((one) => isSamePolicy(change, one)))
    .map(
      ({ policy }) =>
        `The policy "${policy.displayName}" was never in force: it must be observed before it is enforced.`,
    );
}

type Before = Pick<WrittenPolicy, 'policyId'> & { readonly policy: WirePolicy };

/** As they were in force by the remediation, or before it. */
async function policiesBefore(
  { dependencies, tenantId }: RemediationInHand,
  purpose: Remediation['proposal']['purpose'],
): Promise<readonly Before[]> {
  if (purpose.kind === 'remediate') return [];
  const id = remediationIdSchema.parse(purpose.remediationId);
  const other = await genuineRemediation(dependencies, tenantId, id);
  const written = other === undefined ? [] : writtenPolicies(other.remediation);
  return written.flatMap(({ policyId, saved, approved }) => {
    const policy = purpose.kind === 'restore' ? approved : saved;
    return policy !== null && memberAt(policy, 'state') === 'enabled' ? [{ policyId, policy }] : [];
  });
}

/** By its id; one that is created again by what it does. */
function isSamePolicy({ policy: { id }, stages }: PolicyChange, before: Before): boolean {
  if (id !== null) return id.toLowerCase() === before.policyId.toLowerCase();
  const whatItDoes = ({ conditions, grantControls }: WirePolicy) => ({ conditions, grantControls });
  return policyDifferences(whatItDoes(stages[0].policy), whatItDoes(before.policy)).length === 0;
}
