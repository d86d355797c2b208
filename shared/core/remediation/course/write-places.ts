import type { Stage } from '../plan.ts';
import type { PolicyWrite, Remediation } from './remediation.ts';

/** One stage of one policy of a plan. */
export type Place = Pick<PolicyWrite, 'change' | 'stage'>;

/** In the order of the plan; a policy without that stage has none. */
export function placesOf({ proposal }: Remediation, stage: Stage['name']): readonly Place[] {
  return proposal.plan.policies.flatMap(({ stages }, change) =>
    stages.some(({ name }) => name === stage) ? [{ change, stage }] : [],
  );
}

/** Nothing of the policy is written before it. */
export function isFirstStage({ proposal }: Remediation, { change, stage }: Place): boolean {
  return proposal.plan.policies[change]?.stages[0].name === stage;
}

/** The policy is that of another change, by the plan or by what was written. */
export function isOfAnother(
  { proposal, writes }: Remediation,
  { change, policyId }: Place & { policyId: string | null },
): boolean {
  return (
    writes.some((write) => write.change !== change && write.policyId === policyId) ||
    proposal.plan.policies.some(({ policy }, at) => at !== change && policy.id === policyId)
  );
}

/** What is recorded of it. */
export function found({ writes }: Remediation, place: Place): PolicyWrite | undefined {
  return writes.find((write) => isSame(write, place));
}

/** It was written, and maybe taken back since. */
export function isDone(write: PolicyWrite | undefined): boolean {
  return write !== undefined && write.progress !== 'intended';
}

/** It was written, and stands. */
export function isWritten(remediation: Remediation, place: Place): boolean {
  return found(remediation, place)?.progress === 'written';
}

export function isSame(one: Place, other: Place): boolean {
  return one.change === other.change && one.stage === other.stage;
}
