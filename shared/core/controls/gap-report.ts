import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Cube, Region } from '../prover/cube.ts';
import { Causes } from './causes.ts';
import type { Cause, Gap, Where, Who } from './control-result.ts';
import type { Question } from './question.ts';
import { whereOf } from './where.ts';
import { whoOf } from './who.ts';

/** A class of users with the region of its sign-ins that is to be told of. */
export interface OpenClass {
  readonly user: UserClass;
  readonly gaps: Region;
  /** False where they may be in the gap, but not for sure. */
  readonly isCounted: boolean;
}

/** A gap as it is reported, and where in the space it lies. */
export interface ReportedGap {
  readonly gap: Gap;
  readonly users: readonly UserClass[];
  readonly cube: Cube;
}

/** One gap for all users who are in it under the same conditions and for the same reasons, the largest first. */
export function reportGaps(question: Question, open: readonly OpenClass[]): readonly ReportedGap[] {
  const { tenant, scope, space } = question;
  const found = new Map<
    string,
    { users: Set<UserClass>; counted: Set<UserClass>; cube: Cube; where: Where; because: readonly Cause[] }
  >();
  const causes = new Causes(question);
  for (const { user, gaps, isCounted } of open) {
    for (const cube of gaps) {
      const own = new Map(scope)
        .set(guestTypeDimension, user.guestTypes)
        .set(space.homeTenant, user.homeTenants);
      const where = whereOf(cube, own, space, tenant);
      const because = causes.of(user, cube);
      const key = JSON.stringify([where, because, user.origin.kind]);
      const same = found.get(key) ?? { users: new Set(), counted: new Set(), cube, where, because };
      same.users.add(user);
      if (isCounted) same.counted.add(user);
      found.set(key, same);
    }
  }
  return [...found.values()]
    .map(({ users, counted, cube, where, because }) => ({
      users: [...users],
      cube,
      gap: { who: whoOf([...users], [...counted], because, tenant), where, because },
    }))
    .sort(
      (a, b) =>
        sizeOf(b.gap.who) - sizeOf(a.gap.who) ||
        accountsOf(b.users) - accountsOf(a.users) ||
        compareText(a.gap, b.gap),
    );
}

function sizeOf({ count }: Who): number {
  return count ?? 0;
}

/** Of gaps of the same size, those come first that users with an object may be in: these can be asked about. */
function accountsOf(users: readonly UserClass[]): number {
  return users.reduce((sum, { origin }) => sum + ('accounts' in origin ? origin.accounts.length : 0), 0);
}

function compareText(a: Gap, b: Gap): number {
  const textOf = ({ who, where }: Gap) =>
    `${Object.keys(where).length} ${who.description} ${where.description}`;
  return textOf(a) < textOf(b) ? -1 : 1;
}
