import { AccountSet } from '../conditional-access/account-set.ts';
import { applicationRegion } from '../conditional-access/applications-region.ts';
import type { Directory } from '../conditional-access/directory.ts';
import type { Memberships } from '../conditional-access/memberships.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { ExceptionReference } from '../controls/control-result.ts';
import { everywhere, nowhere, type Region } from '../prover/cube.ts';
import type { ControlException, GroupException, UserException } from './exception.ts';

/** A region of the space that may stay outside the claim, and by which exception. */
export interface Allowance {
  readonly exception: ExceptionReference;
  /** Of the resources that it speaks of, for whomever it is for. */
  readonly resources: Region;
  /** Where it is for that user. */
  readonly usersRegion: (user: UserClass) => Region;
  /** Whom it surely is for. Where a group was not read, it may be for some of the others, or for all alike. */
  readonly users: AccountSet;
  readonly perhaps?: AccountSet;
}

/** The exceptions that have not expired on that day (`YYYY-MM-DD...`): they hold through their last day, UTC. */
export function exceptionsInForce(
  exceptions: readonly ControlException[],
  at: string,
): readonly ControlException[] {
  const today = at.slice(0, 10);
  return exceptions.filter(({ expiresOn }) => today <= expiresOn);
}

/** What the exceptions and the emergency access allow. */
export function allowances(
  exceptions: readonly ControlException[],
  emergencyAccess: readonly string[],
  directory: Directory,
  memberships: Memberships,
  space: SignInSpace,
): readonly Allowance[] {
  return [
    ...emergencyAccess.map((id) => emergencyAllowance(id, directory, memberships)),
    ...exceptions.map((exception) => ({
      exception: referenceTo(exception),
      resources: resourcesRegion(exception, space),
      ...(exception.kind === 'user'
        ? userAllowance(exception, memberships)
        : groupAllowance(exception, memberships)),
    })),
  ];
}

/** The settings do not say whether an id is a user's or a group's: what is not known to be the one may be the other. */
function emergencyAllowance(principalId: string, directory: Directory, memberships: Memberships): Allowance {
  const key = principalId.toLowerCase();
  const mayBeGroup = directory.mayBeGroup(principalId);
  const itself = memberships.usersNamed([principalId]);
  return {
    exception: { kind: 'emergencyAccess', principalId },
    resources: everywhere,
    usersRegion: (user) => (user.is(key) ? everywhere : mayBeGroup ? user.inGroup(key) : nowhere),
    users: mayBeGroup ? memberships.union([itself, memberships.groupMembers(key).users]) : itself,
  };
}

function userAllowance({ principalId }: UserException, memberships: Memberships) {
  const key = principalId.toLowerCase();
  return {
    usersRegion: (user: UserClass) => (user.is(key) ? everywhere : nowhere),
    users: memberships.usersNamed([principalId]),
  };
}

/** It holds for the members that the group had at approval and still has. */
function groupAllowance({ principalId, membersAtApproval }: GroupException, memberships: Memberships) {
  const key = principalId.toLowerCase();
  const approved = new Set(membersAtApproval.map((id) => id.toLowerCase()));
  const then = memberships.usersNamed(membersAtApproval);
  const { users: members, unread } = memberships.groupMembers(key);
  return {
    usersRegion: (user: UserClass) => (user.isAmong(approved) ? user.inGroup(key) : nowhere),
    users: AccountSet.of([...then].filter((number) => members.has(number))),
    ...(unread.length === 0 ? {} : { perhaps: then }),
  };
}

function resourcesRegion({ resources }: ControlException, space: SignInSpace): Region {
  return resources === undefined
    ? everywhere
    : resources.flatMap((application) => applicationRegion(application, space));
}

function referenceTo(exception: ControlException): ExceptionReference {
  const { kind, principalId, reason, owner, ticket, expiresOn } = exception;
  return { kind, principalId, reason, owner, ticket, expiresOn };
}
