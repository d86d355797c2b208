import type { Cohort } from '../conditional-access/cohort.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type Cube, cubeKey } from '../prover/cube.ts';
import { remembering } from '../remembering.ts';
import { Causes } from './causes.ts';
import type { Cause, ControlResult, ExceptedGap, Gap, Where, Who, Witness } from './control-result.ts';
import { alikeButForPlace, type UsersInGap } from './gaps-by-place.ts';
import type { OpenClass } from './open-classes.ts';
import type { Question } from './question.ts';
import { whatIfRequest } from './what-if.ts';
import { Wheres } from './where.ts';
import { whoOf } from './who.ts';
import { asAdministrator, witnessIn } from './witness.ts';

/** A gap as it is reported, and where in the space it lies. */
export interface ReportedGap {
  readonly gap: Gap;
  readonly users: readonly UserClass[];
  /** A part of where it lies, the first that it tells of. */
  readonly cube: Cube;
}

/**
 * One gap for all users who are in it under the same conditions and for the same reasons, at whatever places, the largest
 * first. `isCounted`
 * is false where they may be in the gap, but not for sure. `principalId` as for `Causes`.
 */
export function reportGaps(
  question: Question,
  open: readonly OpenClass[],
  isCounted: boolean,
  principalId?: string,
): readonly ReportedGap[] {
  const { space, tenant } = question;
  const causes = new Causes(question, principalId);
  const wheres = new Wheres(question);
  const known = new Map<string, Cube>();
  const told = open.flatMap(({ cohort, gaps }) =>
    gaps
      .map((cube) => theSame(cube, known))
      .flatMap((cube) =>
        causes.explain(cohort, cube).map((explained) => {
          const where = wheres.of(cube, explained.cohort.user);
          return { ...explained, cube, where };
        }),
      ),
  );
  const numberOf = numbersByText();
  const alike = Map.groupBy(told, ({ cohort, where, because }) =>
    [numberOf(where), ...because.map(numberOf), cohort.user.origin.kind].join(),
  );
  const atOnePlace = [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { cube, where, because } = first;
    return [{ ...usersOf([first, ...others].map(({ cohort }) => cohort)), cube, where, because }];
  });
  return alikeButForPlace(atOnePlace, space)
    .flatMap((places) => {
      const [first, ...others] = places.toSorted((a, b) =>
        a.where.description < b.where.description ? -1 : 1,
      );
      if (first === undefined) return [];
      const { users, cube, because } = first;
      const [user] = users;
      const cubes = [cube, ...others.map((other) => other.cube)];
      const where = others.length === 0 || user === undefined ? first.where : wheres.ofPlaces(cubes, user);
      return [{ users, cube, gap: { who: whoOf(users, isCounted, because, tenant), where, because } }];
    })
    .sort(
      (a, b) =>
        sizeOf(b.gap.who) - sizeOf(a.gap.who) ||
        accountsOf(b.users) - accountsOf(a.users) ||
        compareText(a.gap, b.gap),
    );
}

/** One number for all that read the same: many gaps share what they are told by, and their texts are long. */
function numbersByText(): (told: Where | Cause) => number {
  const known = new Map<string, number>();
  return remembering((told) => {
    const text = JSON.stringify(told);
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  });
}

/** One for all cubes that say the same, since what is known of a gap is remembered by its cube. */
function theSame(cube: Cube, known: Map<string, Cube>): Cube {
  const key = cubeKey(cube);
  const one = known.get(key) ?? cube;
  known.set(key, one);
  return one;
}

/** The same accounts may come with several parts of a gap. */
function usersOf(cohorts: readonly Cohort[]): Pick<UsersInGap, 'users' | 'numbers'> {
  const [first] = cohorts;
  if (first === undefined || !('accounts' in first.user.origin))
    return { users: [...new Set(cohorts.map(({ user }) => user))], numbers: new Int32Array(0) };
  const { user, numbers } = first.joined(cohorts);
  return { users: [user], numbers };
}

export const mostGaps = 100;

/** What a result says of gaps: the largest, and a sign-in out of the very largest. */
export function gapMembers(
  question: Question,
  reported: readonly ReportedGap[],
  excepted: readonly ExceptedGap[],
): Pick<ControlResult, 'gaps' | 'gapsOmitted' | 'excepted' | 'witness' | 'whatIf'> {
  const { space } = question;
  const witness = witnessOf(reported, question);
  return {
    gaps: reported.slice(0, mostGaps).map(({ gap }) => gap),
    gapsOmitted: Math.max(0, reported.length - mostGaps),
    excepted,
    witness,
    whatIf: witness === null ? null : whatIfRequest(witness, space),
  };
}

function witnessOf([largest]: readonly ReportedGap[], question: Question): Witness | null {
  const { control, memberships, named, space } = question;
  const user = largest?.users[0];
  if (largest === undefined || user === undefined) return null;
  const witness = witnessIn(largest.cube, user, named, space);
  return control.claim.users === 'administrators' ? asAdministrator(witness, memberships) : witness;
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
