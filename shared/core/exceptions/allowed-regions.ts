import { applicationRegion } from '../conditional-access/applications-region.ts';
import type { Directory } from '../conditional-access/directory.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { ExceptionReference } from '../controls/control-result.ts';
import { everywhere, intersect, nowhere, type Region } from '../prover/cube.ts';
import type { ControlException } from './exception.ts';

/** A region of the space that may stay outside the claim, and by which exception. */
export interface Allowance {
  readonly exception: ExceptionReference;
  readonly region: (user: UserClass) => Region;
}

/** The exceptions that have not expired on that day (`YYYY-MM-DD...`): they hold through their last day, UTC. */
export function exceptionsInForce(
  exceptions: readonly ControlException[],
  at: string,
): readonly ControlException[] {
  const today = at.slice(0, 10);
  return exceptions.filter(({ expiresOn }) => today <= expiresOn);
}

/** What the exceptions and the emergency access allow, user by user. */
export function allowances(
  exceptions: readonly ControlException[],
  emergencyAccess: readonly string[],
  directory: Directory,
  space: SignInSpace,
): readonly Allowance[] {
  return [
    ...emergencyAccess.map((principalId) => ({
      exception: { kind: 'emergencyAccess', principalId } as const,
      region: (user: UserClass) => emergencyRegion(principalId, directory, user),
    })),
    ...exceptions.map((exception) => ({
      exception: referenceTo(exception),
      region: (user: UserClass) =>
        intersect(principalRegion(exception, user), resourcesRegion(exception, space)),
    })),
  ];
}

/** The settings do not say whether an id is a user's or a group's: what is not known to be the one may be the other. */
function emergencyRegion(principalId: string, directory: Directory, user: UserClass): Region {
  if (user.is(principalId.toLowerCase())) return everywhere;
  return directory.mayBeGroup(principalId) ? user.inGroup(principalId.toLowerCase()) : nowhere;
}

/** A group's exception holds for the members that it had at approval and still has. */
function principalRegion(exception: ControlException, user: UserClass): Region {
  if (exception.kind === 'user') return user.is(exception.principalId.toLowerCase()) ? everywhere : nowhere;
  const approved = exception.membersAtApproval.some((id) => user.is(id.toLowerCase()));
  return approved ? user.inGroup(exception.principalId.toLowerCase()) : nowhere;
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
