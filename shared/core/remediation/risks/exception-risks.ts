import type { RiskNote } from '../plan.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** Exceptions that the policies of the plan do not leave out. */
export function exceptionRisks({ exclusions }: RiskyPlan): readonly RiskNote[] {
  return exclusions.notCarriedOver.map(({ principalId, why }) =>
    note(
      'exception-not-carried-over',
      'medium',
      `The exception for ${principalId} cannot become an exclusion: ${why}. They lose access unless a policy of their own is made.`,
    ),
  );
}
