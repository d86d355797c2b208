import type { Control } from '../controls/control.ts';
import { desiredConditions } from './desired-conditions.ts';
import { type Edit, weights } from './edit.ts';
import { exclusionEdits } from './exclusion-edits.ts';
import type { RepairablePolicy } from './repairable-policy.ts';
import { wideningEdits } from './widening-edits.ts';
import { withMember } from './wire-members.ts';

export interface EditOptions {
  /** Ids that must stay excluded. */
  readonly kept: readonly string[];
  /** Ids of users to name beside roles. */
  readonly includeUsers: readonly string[];
  /** Whether policies may be given another purpose. */
  readonly mayChangePurpose: boolean;
}

/** All that could be done to the policy for the control, the smallest step first. */
export function candidateEdits(
  repairable: RepairablePolicy,
  control: Control,
  { kept, includeUsers, mayChangePurpose }: EditOptions,
): readonly Edit[] {
  const wanted = desiredConditions(control, includeUsers);
  const widening = repairable.isMicrosoftManaged ? [] : wideningEdits(repairable, wanted);
  return [
    ...stateEdit(repairable),
    ...exclusionEdits(repairable, kept, wanted.isAboutPlaces),
    ...widening.filter(({ weight }) => mayChangePurpose || weight < weights.purpose),
  ].toSorted((a, b) => a.weight - b.weight);
}

/** A policy that is not in force does nothing, whatever else is done to it. */
export function stateEdit({ policy, reference, isMicrosoftManaged }: RepairablePolicy): readonly Edit[] {
  if (policy.state.kind === 'enabled') return [];
  const kind = isMicrosoftManaged ? 'enableMicrosoftManaged' : 'switchOn';
  return [
    {
      step: { kind, policy: reference, member: 'state', value: 'enabled' },
      weight: weights.state,
      apply: (before) => withMember(before, 'state', 'enabled'),
    },
  ];
}
