import type { MemberChange } from '../../compare/comparison.ts';
import type { PolicyChange } from '../plan.ts';
import { reportOnly } from '../stages.ts';
import { includesName } from '../wire-members.ts';

/**
 * The policy stands in report-only already, and until it is switched on it only leaves out more people by the plan: so
 * far it would have stopped at least everyone whom it stops then.
 */
export function wasWatchedBefore({ differences }: Pick<PolicyChange, 'differences'>): boolean {
  return (
    differences.some(({ member, before }) => member === 'state' && before === reportOnly) &&
    differences.every((change) => change.member === 'state' || leavesOutMore(change))
  );
}

function leavesOutMore({ member, before, after }: MemberChange): boolean {
  return exclusions.has(member) && namesIn(before).every((name) => includesName(namesIn(after), name));
}

const exclusions: ReadonlySet<string> = new Set([
  'conditions.users.excludeUsers',
  'conditions.users.excludeGroups',
]);

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}
