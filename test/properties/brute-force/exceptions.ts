import type { ControlException } from '../../../shared/core/exceptions/exception.ts';
import type { JudgeOptions } from '../../../shared/core/judge-tenant.ts';
import { type Choose, suppose } from './choices.ts';
import type { Claim } from './claims.ts';
import { type Directory, isUnread } from './directory.ts';
import type { Memberships } from './memberships.ts';
import type { Person } from './people.ts';
import type { Tenant } from './tenant.ts';

/** What a person may reach outside the claim: everything, or these app ids. */
export type ExceptedResources = 'everything' | readonly string[];

/** Those that have not expired: they hold through their last day, UTC. */
export function unexpiredExceptions(options: JudgeOptions): readonly ControlException[] {
  return (options.exceptions ?? []).filter(({ expiresOn }) => options.at.slice(0, 10) <= expiresOn);
}

function exceptionsInForce(options: JudgeOptions, claim: Claim): readonly ControlException[] {
  return unexpiredExceptions(options).filter(({ controls }) =>
    controls.some((control) => claim.ids.includes(control)),
  );
}

/** Joins all exceptions and emergency access that hold for the person. */
export function exceptedResources(
  person: Person,
  { options, claim, directory, memberships }: Tenant,
  choose: Choose,
): ExceptedResources {
  const emergency = options.emergencyAccess ?? [];
  if (emergency.some((id) => isEmergencyAccess(person, id, directory, memberships, choose)))
    return 'everything';
  const held = exceptionsInForce(options, claim).filter((exception) =>
    isPrincipalOf(exception, person, memberships, choose),
  );
  if (held.some((exception) => exception.resources === undefined)) return 'everything';
  return held.flatMap((exception) => exception.resources ?? []);
}

function isPrincipalOf(
  exception: ControlException,
  person: Person,
  memberships: Memberships,
  choose: Choose,
): boolean {
  if (person.id === null) return false;
  if (exception.kind === 'user') return exception.principalId === person.id;
  return (
    exception.membersAtApproval.includes(person.id) &&
    memberships.isInGroup(person, exception.principalId, choose)
  );
}

/** The settings name accounts and groups alike: an id that nobody names as either may be an unread group. */
function isEmergencyAccess(
  person: Person,
  id: string,
  { users, groups, unread, userIds, groupIds }: Directory,
  memberships: Memberships,
  choose: Choose,
): boolean {
  if (person.id === id) return true;
  if (groupIds.has(id)) return memberships.isInGroup(person, id, choose);
  const bothGiven =
    users !== null && groups !== null && !isUnread(unread, 'users') && !isUnread(unread, 'group');
  if (userIds.has(id) || bothGiven || 'groups' in person.memberships) return false;
  return suppose(choose, `is in group ${id}`);
}
