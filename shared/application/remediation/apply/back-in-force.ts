import type { RemediationEvent } from '../../../core/remediation/course/events.ts';
import { comesIntoForce, isObservable } from '../../../core/remediation/course/observability.ts';
import type { Purpose } from '../../../core/remediation/course/proposal.ts';
import { policyDifferences } from '../../../core/remediation/course/read-back.ts';
import { type WrittenPolicy, writtenPolicies } from '../../../core/remediation/course/written-policies.ts';
import type { PolicyChange, WirePolicy } from '../../../core/remediation/plan.ts';
import { memberAt } from '../../../core/remediation/wire-members.ts';
import { remediationIdSchema } from '../../identifiers.ts';
import { genuineRemediation } from './genuine-remediation.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/**
 * What goes back comes into force without being observed: so it must have been in force before, by the remediation that
 * it goes back to, as the writer itself has recorded. A sentence for each policy of which that is not so. Throws
 * IntegrityError where that one is not genuine.
 */
export async function neverInForce(hand: RemediationInHand): Promise<readonly string[]> {
  const { purpose, plan } = hand.remediation.proposal;
  const coming = plan.policies.filter(comesIntoForce);
  if (coming.length === 0 || isObservable(plan)) return [];
  const before = purpose.kind === plan.kind ? await policiesBefore(hand, purpose) : [];
  return coming.flatMap((change) => problemOf(change, before) ?? []);
}

function problemOf(change: PolicyChange, before: readonly Before[]): string | undefined {
  const name = `"${change.policy.displayName}"`;
  const same = before.filter((one) => isSamePolicy(change, one));
  if (same.length === 0) {
    return `The policy ${name} was never in force: it must be observed before it is enforced.`;
  }
  if (same.some(({ isFirstHand }) => isFirstHand)) return undefined;
  return `That the policy ${name} was in force is in a journal, and the writer cannot be sure that it wrote that itself: propose an ordinary plan, which is observed before it is enforced.`;
}

interface Before extends Pick<WrittenPolicy, 'policyId'> {
  readonly policy: WirePolicy;
  /** Not only found in the journal, which others can write as well. */
  readonly isFirstHand: boolean;
}

/** As they were in force by the remediation, or before it. */
async function policiesBefore(
  { dependencies, tenantId }: RemediationInHand,
  purpose: Purpose,
): Promise<readonly Before[]> {
  if (purpose.kind === 'remediate') return [];
  const id = remediationIdSchema.parse(purpose.remediationId);
  const other = await genuineRemediation(dependencies, tenantId, id);
  if (other === undefined) return [];
  return writtenPolicies(other.remediation).flatMap(({ change, policyId, saved, approved }) => {
    const policy = purpose.kind === 'restore' ? approved : saved;
    if (policy === null || memberAt(policy, 'state') !== 'enabled') return [];
    const tells = purpose.kind === 'restore' ? tellsOfEnforcing : tellsOfBefore;
    return [{ policyId, policy, isFirstHand: isFirstHand(other, (event) => tells(event, change)) }];
  });
}

/** The writer recorded all such entries, and at least one. */
function isFirstHand(
  { journal, heads }: RemediationInHand,
  tells: (event: RemediationEvent) => boolean,
): boolean {
  const own = new Set(heads.filter((head) => head.recordedByWriter).map(({ sequence }) => sequence));
  const telling = journal.filter(({ event }) => tells(event));
  return telling.length > 0 && telling.every(({ sequence }) => own.has(sequence));
}

/** That the policy was read back in force. The writer records it only of what people have approved, by their signatures. */
function tellsOfEnforcing(event: RemediationEvent, change: number): boolean {
  return event.kind === 'written' && event.write.change === change && event.write.stage === 'enforced';
}

/** What the policy was before the remediation wrote it. */
function tellsOfBefore(event: RemediationEvent, change: number): boolean {
  if (event.kind === 'withheld') return event.withheld.why === 'external' && event.withheld.change === change;
  return event.kind === 'writeIntended' && event.write.change === change;
}

/** By its id; one that is created again by what it does. */
function isSamePolicy({ policy: { id }, stages }: PolicyChange, before: Before): boolean {
  if (id !== null) return id.toLowerCase() === before.policyId.toLowerCase();
  const whatItDoes = ({ conditions, grantControls }: WirePolicy) => ({ conditions, grantControls });
  return policyDifferences(whatItDoes(stages[0].policy), whatItDoes(before.policy)).length === 0;
}
