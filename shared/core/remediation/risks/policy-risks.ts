import type { PolicyChange, RiskNote } from '../plan.ts';
import { memberAt } from '../wire-members.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** What is particular to a policy that is written. */
export function policyRisks({ changes }: RiskyPlan): readonly RiskNote[] {
  return changes.flatMap((change) => [
    ...(change.stages.length === 1 && change.stages[0].request.body['state'] === undefined
      ? [
          note(
            'takes-effect-at-once',
            'medium',
            `"${change.policy.displayName}" is in force: what is changed holds at once, and nothing measures it before.`,
          ),
        ]
      : []),
    ...microsoftManaged(change),
  ]);
}

/** The same of one that goes back to what was approved. */
export function restoreRisks({ changes }: RiskyPlan): readonly RiskNote[] {
  return changes.flatMap((change) => {
    const isInForce = change.stages.some(({ policy }) => memberAt(policy, 'state') === 'enabled');
    const text = `"${change.policy.displayName}" holds at once, as it was approved, and nothing measures it before.`;
    return [
      ...(isInForce ? [note('takes-effect-at-once', 'medium', text)] : []),
      ...microsoftManaged(change),
    ];
  });
}

function microsoftManaged({ policy, isMicrosoftManaged }: PolicyChange): readonly RiskNote[] {
  if (!isMicrosoftManaged) return [];
  const text = `"${policy.displayName}" is managed by Microsoft: its state and its exclusions are all that can be changed, and Microsoft may widen it.`;
  return [note('microsoft-managed', 'info', text)];
}
