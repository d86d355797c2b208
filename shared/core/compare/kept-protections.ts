import type { Memberships } from '../conditional-access/memberships.ts';
import type { Principals, UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { RoleHolders } from '../conditional-access/role-holders.ts';
import type { ClosingSource } from '../controls/closing-source.ts';
import type { Question } from '../controls/question.ts';
import { sameRegion } from '../prover/cube.ts';

/**
 * Whether the new tenant has the same protection, for the same users. Only to save work: what does not look the same
 * may still do the same.
 */
export function isProtectionKept(source: ClosingSource, before: Question, after: Question): boolean {
  return after.protections.some(
    (other) =>
      other.policy?.id === source.policy?.id &&
      sameRegion(other.region, source.region) &&
      isForTheSame(source.policy, other.policy, before.memberships, after.memberships),
  );
}

function isForTheSame(
  policy: UnderstoodPolicy | undefined,
  other: UnderstoodPolicy | undefined,
  before: Memberships,
  after: Memberships,
): boolean {
  if (policy === undefined || other === undefined) return policy === other;
  if (JSON.stringify(policy.users) !== JSON.stringify(other.users)) return false;
  if (policy.users.kind === 'unintelligible') return true;
  return [policy.users.include, policy.users.exclude].every((side) => areSame(side, before, after));
}

/** What kind of guest a user is may have changed: those who speak of guests are never passed over. */
function areSame(
  { users, groups, roles, guests }: Principals,
  before: Memberships,
  after: Memberships,
): boolean {
  return (
    guests === undefined &&
    users.every((id) => id.toLowerCase() !== 'guestsorexternalusers') &&
    groups.every((id) => {
      const [then, now] = [before.groupMembers(id), after.groupMembers(id)];
      return then.users.equals(now.users) && then.unread.join() === now.unread.join();
    }) &&
    roles.every((id) =>
      isHeldAlike(before.roleHolders(id.toLowerCase()), after.roleHolders(id.toLowerCase())),
    )
  );
}

function isHeldAlike(then: RoleHolders, now: RoleHolders): boolean {
  return (
    then.users.equals(now.users) &&
    then.maybe.equals(now.maybe) &&
    then.unread === now.unread &&
    then.unreadGroups.join() === now.unreadGroups.join()
  );
}
