import type { Control } from '../controls/control.ts';
import { desiredConditions } from './desired-conditions.ts';
import { type Edit, weights } from './edit.ts';
import { exclusionEdits } from './exclusion-edits.ts';
import type { RepairablePolicy } from './repairable-policy.ts';
import { wideningEdits } from './widening-edits.ts';
import { withMember } from './wire-members.ts';

/** All that could be done to the policy for the control, the smallest step first. `kept`: ids that must stay excluded. */
export function candidateEdits(
  repairable: RepairablePolicy,
  control: Control,
  kept: readonly string[],
): readonly Edit[] {
  const wanted = desiredConditions(control);
  return [
    ...stateEdit(repairable),
    ...exclusionEdits(repairable, kept, wanted.isAboutPlaces),
    ...(repairable.isMicrosoftManaged ? [] : wideningEdits(repairable, wanted)),
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
