import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { protects } from '../conditional-access/policy.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type PrincipalMatch, principalMatches } from '../conditional-access/users-region.ts';
import { type Cube, containsCube, intersect, type Region } from '../prover/cube.ts';
import type { Cause } from './control-result.ts';
import { memberText } from './member-text.ts';
import type { Candidate } from './sufficient-boxes.ts';

const mostCauses = 6;

/**
 * Why no candidate closes the gap for these users: the members of each policy that keep it from applying there. Of
 * interest are the policies that name the very flow; where there are none, those that lack least.
 */
export function causesOf(
  user: UserClass,
  gap: Cube,
  candidates: readonly Candidate[],
  tenant: TenantKnowledge,
  space: SignInSpace,
): readonly Cause[] {
  const lacking = candidates
    .map((candidate) => ({ candidate, causes: missing(candidate, user, gap, tenant, space) }))
    .filter(({ causes }) => causes.length > 0)
    .sort((a, b) => a.causes.length - b.causes.length);
  const naming = lacking.filter(({ candidate }) => candidate.policy.transferMethods.length > 0);
  const least = lacking.filter(({ causes }) => causes.length === lacking[0]?.causes.length);
  const telling = naming.length > 0 ? naming : least;
  return telling.flatMap(({ causes }) => causes).slice(0, mostCauses);
}

function missing(
  candidate: Candidate,
  user: UserClass,
  gap: Cube,
  tenant: TenantKnowledge,
  space: SignInSpace,
): readonly Cause[] {
  const { policy, conditions, grant } = candidate;
  const reference = { id: policy.id, displayName: policy.displayName };
  const cause = (member: string, value: string): Cause => ({ policy: reference, member, value });
  const apart = (region: Region) => intersect(region, [gap]).length === 0;
  const found = [
    ...(protects(policy) ? [] : [cause('state', policy.state.kind)]),
    ...(apart(candidate.usersRegion(user)) ? [usersCause(policy, user, tenant, space, cause)] : []),
    ...conditions
      .filter(({ region }) => apart(region))
      .map(({ member }) => cause(member, memberText(policy, member, tenant))),
    ...(apart(grant) ? [cause('grantControls', memberText(policy, 'grantControls', tenant))] : []),
  ];
  if (found.length > 0 || !protects(policy)) return found;
  // The conditions each meet the gap, and only together they miss it.
  return conditions
    .filter(({ region }) => !region.some((cube) => containsCube(cube, gap)))
    .map(({ member }) => cause(member, memberText(policy, member, tenant)));
}

function usersCause(
  policy: UnderstoodPolicy,
  user: UserClass,
  tenant: TenantKnowledge,
  space: SignInSpace,
  cause: (member: string, value: string) => Cause,
): Cause {
  if (policy.users.kind === 'unintelligible') return cause('conditions.users', 'not understood');
  const excluding = principalMatches(policy.users.exclude, user, space)[0];
  const included = principalMatches(policy.users.include, user, space).length > 0;
  if (included && excluding !== undefined)
    return cause(`conditions.users.exclude${excluding.member}`, principalText(excluding, tenant));
  return cause('conditions.users', memberText(policy, 'conditions.users', tenant));
}

function principalText({ member, value }: PrincipalMatch, { directory }: TenantKnowledge): string {
  return member === 'Groups'
    ? directory.groupName(value)
    : member === 'Users'
      ? directory.userName(value)
      : value;
}
