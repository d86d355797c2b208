import type { Plan, PolicyChange } from '../plan.ts';
import { memberAt } from '../wire-members.ts';

/**
 * Whether some policy of it comes into force only by the plan, so that report-only can show what it would do. What
 * goes back to what was there already is not watched again.
 */
export function isObservable({ kind, policies }: Pick<Plan, 'kind' | 'policies'>): boolean {
  if (kind === 'rollBack' || kind === 'restore') return false;
  return policies.some(comesIntoForce);
}

/** The plan switches it on. */
export function comesIntoForce({ stages }: PolicyChange): boolean {
  return stages.some(
    ({ name, request: { body } }) =>
      name === 'enforced' && String(memberAt(body, 'state')).toLowerCase() === 'enabled',
  );
}
