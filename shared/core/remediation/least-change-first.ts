import { holds, type Plan } from './plan.ts';

/**
 * Plans that make the claim hold before those that do not; then the smaller change (the weights of its steps, see
 * `weights`), the fewer policies, the fewer people who are newly asked for something.
 */
export function leastChangeFirst(plans: readonly Plan[]): readonly Plan[] {
  return plans.toSorted((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    const at = first.findIndex((value, index) => value !== second[index]);
    return at === -1 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
  });
}

function rankOf(plan: Plan): readonly number[] {
  const { size, policies, newlyAffected } = plan;
  return [holds(plan) ? 0 : 1, size, policies.length, newlyAffected.count ?? 0];
}
