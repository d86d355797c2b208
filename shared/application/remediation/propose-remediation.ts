import { ConflictError, InputError } from '../../core/errors.ts';
import type { Proposal, Purpose, Requester } from '../../core/remediation/course/proposal.ts';
import { planRestore } from '../../core/remediation/course/restore-plan.ts';
import { planRollBack } from '../../core/remediation/course/roll-back-plan.ts';
import { holds, type Plan, type Planning } from '../../core/remediation/plan.ts';
import type { TenantId } from '../identifiers.ts';
import type { ScannedTenant } from '../scanned-tenant.ts';
import { type DraftDependencies, draftProposal } from './draft-proposal.ts';
import { type KeepProposalDependencies, type KeptProposal, keepProposal } from './keep-proposal.ts';
import { judgeOptionsOf, newestScan } from './planning-dependencies.ts';
import { controlKey, type PlansDependencies, planningOf } from './plans-of-control.ts';
import { findRemediation } from './remediation-dependencies.ts';
import type { RemediationWish } from './remediation-wish.ts';

export type ProposeDependencies = KeepProposalDependencies & DraftDependencies & PlansDependencies;

/**
 * Proposes what is wished for, by what the newest scan read. Sent twice, it is one. Throws InputError where there is no
 * such plan or control, or where no emergency access is named; NotFoundError without a scan; ConflictError where nothing
 * has to be done, or another remediation is in the way.
 */
export async function proposeRemediation(
  dependencies: ProposeDependencies,
  tenantId: TenantId,
  wish: RemediationWish,
  requestedBy: Requester,
): Promise<KeptProposal> {
  expectEmergencyAccess(dependencies);
  const wanted = wish.kind === 'remediate' ? { ...wish, control: controlKey(wish.control) } : wish;
  const scanned = await newestScan(dependencies, tenantId);
  const plan = await planFor(dependencies, tenantId, wanted, scanned);
  const purpose = purposeOf(wanted);
  return keepProposal(
    dependencies,
    await draftProposal(dependencies, scanned, { plan, purpose, requestedBy }),
  );
}

/** Nothing is ever written without it: there is no use in deciding on what cannot be written. */
function expectEmergencyAccess({ emergencyAccess }: ProposeDependencies): void {
  if (emergencyAccess.length > 0) return;
  const message = 'is empty: name the break-glass accounts or groups that no policy may lock out';
  throw new InputError([{ member: 'EMERGENCY_ACCESS_IDS', message }]);
}

function purposeOf(wish: RemediationWish): Purpose {
  return wish.kind === 'remediate'
    ? { kind: wish.kind }
    : { kind: wish.kind, remediationId: wish.remediationId };
}

async function planFor(
  dependencies: ProposeDependencies,
  tenantId: TenantId,
  wish: RemediationWish,
  scanned: ScannedTenant,
): Promise<Plan> {
  const options = judgeOptionsOf(dependencies, scanned);
  if (wish.kind === 'remediate') {
    return chosen(planningOf(dependencies, scanned, wish.control), wish.plan);
  }
  const { remediation } = await findRemediation(dependencies, tenantId, wish.remediationId);
  expectSeen(scanned, remediation.writes);
  return wish.kind === 'rollBack'
    ? planRollBack(scanned.snapshot, remediation, options)
    : planRestore(scanned.snapshot, remediation, options);
}

/** The plan with that number, be it one after which something remains; else the first after which the control holds. */
function chosen(planning: Planning, number: number | undefined): Plan {
  const { plans, byHand, title, verdict } = planning;
  if (plans.length === 0) {
    const what = byHand.length === 0 ? `its verdict is ${verdict}.` : byHand.join(' ');
    throw new ConflictError(`There is no plan for "${title}": ${what}`);
  }
  const plan = number === undefined ? plans.find(holds) : plans[number - 1];
  if (plan !== undefined) return plan;
  const message =
    number === undefined
      ? `is missing: after none of the ${plans.length} plans the control holds, so name the one that you want`
      : `there are only ${plans.length} plans`;
  throw new InputError([{ member: 'plan', message }]);
}

/** What the scan read before the last write says nothing of what is there now. */
function expectSeen(
  { scan }: ScannedTenant,
  writes: readonly { readonly at: Proposal['proposedAt'] }[],
): void {
  if (writes.every(({ at }) => at <= scan.state.scannedAt)) return;
  throw new ConflictError('No scan has read the tenant since the last write: ask for a scan first.');
}
