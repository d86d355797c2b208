import { ConflictError } from '../../errors.ts';
import type { JudgeOptions } from '../../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import { weights } from '../edit.ts';
import type { Plan, PolicyChange, Step } from '../plan.ts';
import { PlanningCase } from '../planning-case.ts';
import { rollBackNotes } from '../risk-notes.ts';
import { withMember } from '../wire-members.ts';
import { changeBackTo } from './bring-back.ts';
import { presentPolicy } from './drift.ts';
import type { Remediation } from './remediation.ts';
import { type WrittenPolicy, writtenPolicies } from './written-policies.ts';

/**
 * Takes back what a remediation wrote: a policy that was there goes back to what it was, one that was created is
 * switched off and never deleted. The prover says what opens then. Throws ConflictError where there is nothing to take
 * back (any more).
 */
export function planRollBack(
  tenant: TenantSnapshot | LargeTenant,
  remediation: Remediation,
  options: JudgeOptions,
): Plan {
  const changes = writtenPolicies(remediation).flatMap((written) => takenBack(written, tenant) ?? []);
  if (changes.length === 0) {
    throw new ConflictError('There is nothing to take back: no policy stands as this remediation wrote it.');
  }
  const steps = changes.map(({ policy }): Step => ({ kind: 'rollBack', policy, member: '', value: null }));
  const { plan } = new PlanningCase(tenant, remediation.proposal.plan.control, options, 0).judged({
    kind: 'rollBack',
    steps,
    policies: changes,
    size: weights.state * steps.length,
    notesOf: rollBackNotes,
  });
  return plan;
}

function takenBack(
  { policyId, saved }: WrittenPolicy,
  tenant: Pick<TenantSnapshot, 'policies'>,
): PolicyChange | undefined {
  const present = presentPolicy(tenant, policyId);
  if (present === undefined) return undefined;
  return changeBackTo(saved ?? withMember(present, 'state', 'disabled'), present, policyId);
}
