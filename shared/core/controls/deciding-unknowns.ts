import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import { labelsOf, type SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type Cube, type Dimension, type PointSet, partOf } from '../prover/cube.ts';
import type { Unknown } from './control-result.ts';
import type { DecidedCohort } from './decide-users.ts';
import { listText } from './list-text.ts';
import type { OpenClass } from './open-classes.ts';
import { policiesNaming } from './policies-naming.ts';
import type { Question } from './question.ts';

/** What the open questions depend on, each once: unknowns, what is in doubt of users, and whether they exist. */
export function decidingUnknowns(
  { space, tenant }: Pick<Question, 'space' | 'tenant'>,
  open: readonly (OpenClass & Pick<DecidedCohort, 'answer'>)[],
): readonly Unknown[] {
  const all = open.flatMap(({ cohort: { user }, gaps, answer }) => {
    const inGaps = gaps.flatMap((cube) =>
      [...cube.keys()].flatMap((dimension) => inDoubt(dimension, partOf(cube, dimension), user, space) ?? []),
    );
    return user.exists === 'possibly' && answer === 'open' ? [...inGaps, existence(user, tenant)] : inGaps;
  });
  const each = new Map(all.map((unknown) => [`${unknown.kind}:${unknown.id}`, unknown]));
  return [...each.values()].map((unknown) => withPolicies(unknown, tenant));
}

function withPolicies(unknown: Unknown, { policies }: TenantKnowledge): Unknown {
  const names = policiesNaming(unknown, policies).map((name) => `"${name}"`);
  if (names.length === 0) return unknown;
  return { ...unknown, whatToDo: `${unknown.whatToDo} It stands in ${listText(names, 3)}.` };
}

/** Whether the user is in the gap for some value only of what is unknown. */
export function isGapInDoubt(gap: Cube, user: UserClass, space: SignInSpace): boolean {
  return [...gap].some(([dimension, part]) => inDoubt(dimension, part, user, space) !== undefined);
}

/** What a gap's restriction of that dimension leaves open of the user or of the sign-in. */
function inDoubt(
  dimension: Dimension,
  part: PointSet,
  user: UserClass,
  space: SignInSpace,
): Unknown | undefined {
  if (space.isUnknown(dimension)) {
    const { kind, id, why, whatToDo } = dimension;
    return { kind, id, why, whatToDo };
  }
  if (dimension === guestTypeDimension && part !== user.guestTypes) {
    return {
      kind: 'guestType',
      id: labelsOf(guestTypeDimension, part).join(' or '),
      why: 'No property states the guest type of a user, and what was read leaves it in doubt',
      whatToDo:
        'Read userType, userPrincipalName, creationType, externalUserState and identities of the users, or name the users in the policy.',
    };
  }
  if (dimension === space.homeTenant && part !== user.homeTenants) {
    return {
      kind: 'homeTenant',
      id: labelsOf(space.homeTenant, part)
        .map((tenant) => tenant ?? 'another tenant')
        .join(' or '),
      why: 'No property of a user states the tenant that a guest comes from',
      whatToDo: 'Name the guests by a group or one by one instead of by their tenant, or check by hand.',
    };
  }
  return undefined;
}

function existence({ origin }: UserClass, { unread }: TenantKnowledge): Unknown {
  const id = 'accounts' in origin ? origin.accounts.first(1)[0]?.id : undefined;
  return {
    kind: 'users',
    id: id ?? 'any other user',
    why: unread.why('users', id) ?? 'Whether such a user exists was not read',
    whatToDo: 'Grant User.Read.All, or give all users.',
  };
}
