import { isObservable } from '../../../core/remediation/course/observability.ts';
import type { PolicyWrite, Remediation } from '../../../core/remediation/course/remediation.ts';
import { policyIdOf } from '../../../core/remediation/course/written-policies.ts';
import type { PolicyChange, Stage } from '../../../core/remediation/plan.ts';

/** One request of the stage that a remediation stands before. */
export interface StageWrite {
  /** Its place in the plan's `policies`. */
  readonly change: number;
  readonly planned: PolicyChange;
  readonly stage: Stage;
}

/** What the state asks the writer to carry out; undefined where it asks for nothing. */
export function stageToWrite({ proposal, state }: Remediation): Stage['name'] | undefined {
  if (state.status === 'approved') return isObservable(proposal.plan) ? 'reportOnly' : undefined;
  return state.status === 'enforcementApproved' ? 'enforced' : undefined;
}

/** In the order of the plan. A policy that only the other stage changes has none. */
export function writesOf({ proposal }: Remediation, name: Stage['name']): readonly StageWrite[] {
  return proposal.plan.policies.flatMap((planned, change) =>
    planned.stages
      .filter((stage) => stage.name === name)
      .map((stage): StageWrite => ({ change, planned, stage })),
  );
}

/** How far the write has come, as far as is recorded. */
export function recordedWrite(
  { writes }: Remediation,
  { change, stage }: Pick<StageWrite, 'change' | 'stage'>,
): PolicyWrite | undefined {
  return writes.find((write) => write.change === change && write.stage === stage.name);
}

export function isCreation({ stage }: Pick<StageWrite, 'stage'>): boolean {
  return stage.request.method === 'POST';
}

/** The id of the policy; null as long as it is to be created. */
export function idOf(remediation: Remediation, { change }: Pick<StageWrite, 'change'>): string | null {
  return policyIdOf(remediation, change);
}

/** The members by which events name the write. */
export function eventWrite({ change, stage }: StageWrite) {
  return { change, stage: stage.name } as const;
}
