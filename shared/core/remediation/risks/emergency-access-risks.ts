import type { RiskNote } from '../plan.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** Emergency access that is missing, disabled or not left out somewhere, as the prover finds it after the plan. */
export function emergencyAccessRisks({ after, exclusions }: RiskyPlan): readonly RiskNote[] {
  const found = after.findings
    .filter(({ key }) => key === 'lock-out-risk')
    .map(({ key, severity, text }) => note(key, severity, text));
  const unclear = exclusions.ofUnknownKind.map((id) =>
    note(
      'emergency-access-unclear',
      'high',
      `Whether the emergency access ${id} is an account or a group is not known; it is left out as an account. Check it first.`,
    ),
  );
  return [...found, ...unclear];
}
