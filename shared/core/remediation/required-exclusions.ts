import type { Directory } from '../conditional-access/directory.ts';
import type { ControlException } from '../exceptions/exception.ts';
import type { WirePolicy } from './plan.ts';
import { includesName, listAt, together, withMember } from './wire-members.ts';

/** Somebody whom every policy that a plan writes must leave out. */
export interface RequiredExclusion {
  readonly kind: 'user' | 'group';
  readonly id: string;
  readonly why: 'emergencyAccess' | 'exception';
}

export interface RequiredExclusions {
  readonly all: readonly RequiredExclusion[];
  /** Emergency access of which it is not known whether it is an account or a group; taken for an account. */
  readonly ofUnknownKind: readonly string[];
  /** Exceptions that cannot be an exclusion as they stand, and why. */
  readonly notCarriedOver: readonly { readonly principalId: string; readonly why: string }[];
}

/** `exceptions`: in force, and for the control that is planned for. */
export function requiredExclusions(
  emergencyAccess: readonly string[],
  exceptions: readonly ControlException[],
  directory: Directory,
): RequiredExclusions {
  const carried = exceptions.map((exception) => carriedOver(exception, directory));
  const all = [
    ...emergencyAccess.map((id) => emergencyExclusion(id, directory)),
    ...carried.flatMap(({ exclusions }) => exclusions),
  ];
  return {
    all: all.filter((one, at) => all.findIndex(({ id }) => includesName([id], one.id)) === at),
    ofUnknownKind: emergencyAccess.filter((id) => !directory.isGroup(id) && directory.mayBeGroup(id)),
    notCarriedOver: carried.flatMap(({ problem }) => problem ?? []),
  };
}

function emergencyExclusion(id: string, directory: Directory): RequiredExclusion {
  const isGroup = directory.isGroup(id) && !directory.isUser(id);
  return { kind: isGroup ? 'group' : 'user', id, why: 'emergencyAccess' };
}

interface CarriedOver {
  readonly exclusions: readonly RequiredExclusion[];
  readonly problem?: { readonly principalId: string; readonly why: string };
}

/** A group that has grown since it was approved is left out member by member: the others were approved by nobody. */
function carriedOver(exception: ControlException, directory: Directory): CarriedOver {
  const { principalId, resources } = exception;
  const not = (why: string): CarriedOver => ({ exclusions: [], problem: { principalId, why } });
  const of = (kind: 'user' | 'group', ids: readonly string[]): CarriedOver => ({
    exclusions: ids.map((id) => ({ kind, id, why: 'exception' })),
  });
  if (resources !== undefined)
    return not('it holds for some resources only, and an excluded user is left out for all');
  if (exception.kind === 'user') return of('user', [principalId]);
  const { users, unread } = directory.groupMembers(principalId.toLowerCase());
  if (unread.length > 0) return not('the members of the group were not read');
  const ids = Array.from(users, (number) => directory.numbers.idOf(number));
  const approved = ids.filter((id) => includesName(exception.membersAtApproval, id));
  return approved.length === ids.length ? of('group', [principalId]) : of('user', approved);
}

/** The same policy with whoever is not left out by it yet among its exclusions. */
export function withExclusions(
  policy: WirePolicy,
  required: readonly RequiredExclusion[],
  directory: Directory,
): WirePolicy {
  const missing = required.filter((one) => !isExcluded(policy, one, directory));
  const added = (kind: RequiredExclusion['kind'], path: string, to: WirePolicy) => {
    const ids = missing.filter((one) => one.kind === kind).map(({ id }) => id);
    return ids.length === 0 ? to : withMember(to, path, together(listAt(to, path), ids));
  };
  return added('group', excludedGroups, added('user', excludedUsers, policy));
}

const excludedUsers = 'conditions.users.excludeUsers';
const excludedGroups = 'conditions.users.excludeGroups';

/** By name, or through a group that the policy leaves out. */
export function isExcluded(
  policy: WirePolicy,
  { kind, id }: Pick<RequiredExclusion, 'kind' | 'id'>,
  directory: Directory,
): boolean {
  if (kind === 'group') return includesName(listAt(policy, excludedGroups), id);
  const number = directory.numbers.find(id);
  return (
    includesName(listAt(policy, excludedUsers), id) ||
    (number !== undefined &&
      listAt(policy, excludedGroups).some((group) => directory.groupMembers(group).users.has(number)))
  );
}
