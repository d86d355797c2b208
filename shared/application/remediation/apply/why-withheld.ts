import type { Withheld } from '../../../core/remediation/course/remediation.ts';
import type { RemediationInHand } from './remediation-in-hand.ts';

/** Why nothing is sent; undefined where it is. */
export function whyWithheld({ remediation, dependencies }: RemediationInHand): Withheld['why'] | undefined {
  if (remediation.proposal.rules.delivery === 'external') return 'external';
  return dependencies.isDryRun ? 'dryRun' : undefined;
}
