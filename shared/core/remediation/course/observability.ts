import type { Plan } from '../plan.ts';

/**
 * Whether some policy of it comes into force only by the plan, so that report-only can show what it would do. What
 * goes back to what was there already is not watched again.
 */
export function isObservable({ kind, policies }: Pick<Plan, 'kind' | 'policies'>): boolean {
  if (kind === 'rollBack' || kind === 'restore') return false;
  return policies.some(({ stages }) =>
    stages.some(({ name, request }) => name === 'enforced' && request.body['state'] === 'enabled'),
  );
}
