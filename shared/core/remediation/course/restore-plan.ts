import { ConflictError } from '../../errors.ts';
import type { JudgeOptions } from '../../judge-tenant.ts';
import type { LargeTenant, TenantSnapshot } from '../../tenant-snapshot.ts';
import { weights } from '../edit.ts';
import type { Plan, PolicyChange, Step } from '../plan.ts';
import { PlanningCase } from '../planning-case.ts';
import { restoreNotes } from '../risk-notes.ts';
import { changeBackTo, createdAgain } from './bring-back.ts';
import { driftOf, presentPolicy } from './drift.ts';
import type { Remediation } from './remediation.ts';
import { writtenPolicies } from './written-policies.ts';

/**
 * Brings the policies of an enforced remediation back to what was approved, after somebody else changed them: in force
 * at once, since they were; one that was deleted is created again. Throws ConflictError where nothing has changed.
 */
export function planRestore(
  tenant: TenantSnapshot | LargeTenant,
  remediation: Remediation,
  options: JudgeOptions,
): Plan {
  const { control } = remediation.proposal.plan;
  const changes = changesBack(tenant, remediation);
  if (changes.length === 0) {
    throw new ConflictError('There is nothing to restore: every policy stands as it was approved.');
  }
  const steps = changes.map(({ policy }): Step => ({ kind: 'restore', policy, member: '', value: null }));
  const { plan } = new PlanningCase(tenant, control, options, 0).judged({
    kind: 'restore',
    steps,
    policies: changes,
    size: weights.state * steps.length,
    notesOf: restoreNotes,
  });
  return plan;
}

function changesBack(
  tenant: TenantSnapshot | LargeTenant,
  remediation: Remediation,
): readonly PolicyChange[] {
  const written = new Map(writtenPolicies(remediation).map((one) => [one.change, one]));
  return driftOf(tenant, remediation).flatMap(({ change, kind, policy: { id } }) => {
    const approved = written.get(change)?.approved;
    if (approved === undefined) return [];
    if (kind === 'deleted') return [createdAgain(approved, remediation.proposal.plan.control)];
    const present = presentPolicy(tenant, id);
    return (kind === 'changed' && present && changeBackTo(approved, present, id)) || [];
  });
}
