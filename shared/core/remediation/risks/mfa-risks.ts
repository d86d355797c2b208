import { containsAll } from '../../controls/criterion.ts';
import { listText } from '../../controls/list-text.ts';
import type { RiskNote } from '../plan.ts';
import { includesName, listAt } from '../wire-members.ts';
import { note, type RiskyPlan } from './risky-plan.ts';

/** Whom a demand for MFA, or a block by place, locks out. */
export function mfaRisks({ control, changes }: RiskyPlan): readonly RiskNote[] {
  const { claim } = control;
  if (claim.kind === 'someUntrustedPlaceBlocked')
    return [
      note(
        'blocks-by-place',
        'high',
        'Whoever works or travels outside the places that stay open is locked out: name countries instead of all places where that is too much.',
      ),
    ];
  if (claim.kind !== 'everySignInMeets' || claim.requirement !== 'mfaOrBlocked') return [];
  const legacy = changes.filter(({ stages }) => {
    const types = listAt((stages.at(-1) ?? stages[0]).policy, 'conditions.clientAppTypes');
    return types.length === 0 || containsAll(types) || includesName(types, 'other');
  });
  return legacy.length === 0
    ? []
    : [
        note(
          'legacy-clients',
          'medium',
          `Clients with legacy authentication cannot give MFA: ${listText(legacy.map(({ policy }) => `"${policy.displayName}"`))} blocks them. Accounts without a second factor need one first.`,
        ),
      ];
}
