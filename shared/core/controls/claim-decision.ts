import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Allowance } from '../exceptions/allowed-regions.ts';
import {
  type Cube,
  type Dimension,
  everywhere,
  intersect,
  type Region,
  subtract,
  within,
} from '../prover/cube.ts';
import {
  type CoverQuestion,
  type Decision,
  decide,
  type Effort,
  effortOf,
  gapsIn,
  type Unknowns,
} from '../prover/three-values.ts';
import type { Question } from './question.ts';

/** A class of users with what was decided of their sign-ins. */
export interface DecidedClass {
  readonly user: UserClass;
  readonly decision: Decision;
}

/** What a class may do only because an exception allows it. */
export interface AllowedClass {
  readonly user: UserClass;
  readonly allowance: Allowance;
  readonly gaps: Region;
  readonly isCounted: true;
}

/** Decides a claim class by class. Classes that meet the same boxes share one answer. */
export class ClaimDecision {
  readonly #question: Question;
  readonly #effort: Effort;
  readonly #decided = new Map<string, Decision>();

  constructor(question: Question) {
    this.#question = question;
    this.#effort = effortOf(question.budget);
  }

  decide(user: UserClass): DecidedClass {
    const parts = [
      this.#isSpokenOf(user),
      ...this.#question.protections.map(({ usersRegion }) => usersRegion(user)),
      ...this.#question.allowances.map(({ region }) => region(user)),
    ];
    const key = `${user.guestTypes}|${user.homeTenants}|${parts.map(textOf).join(';')}`;
    let decision = this.#decided.get(key);
    if (decision === undefined) {
      const boxes = [...this.#boxes(user), ...this.#allowed(user), ...this.#notSpokenOf(user)];
      decision = decide(this.#asked(this.#scopeOf(user), boxes), this.#unknowns(), this.#effort);
      this.#decided.set(key, decision);
    }
    return { user, decision };
  }

  /** The gaps that each exception keeps open for the user, as if it stood alone; none where policies close them. */
  allowed(user: UserClass): readonly AllowedClass[] {
    return this.#question.allowances.flatMap((allowance) => {
      const region = intersect([this.#scopeOf(user)], allowance.region(user));
      const gaps = region.flatMap((cube) => gapsIn(this.#asked(cube, this.#boxes(user)), this.#effort));
      return gaps.length === 0 ? [] : [{ user, allowance, gaps, isCounted: true }];
    });
  }

  /** Where the user is one of those whom the claim speaks of. */
  #isSpokenOf(user: UserClass): Region {
    return this.#question.control.claim.users === 'all' ? everywhere : user.isAdministrator;
  }

  #notSpokenOf(user: UserClass): Region {
    return subtract(everywhere, this.#isSpokenOf(user));
  }

  #asked(scope: Cube, boxes: Region): CoverQuestion {
    return { scope, boxes, impossible: this.#question.space.impossible };
  }

  #boxes(user: UserClass): Region {
    return this.#question.protections.flatMap(({ region, usersRegion }) =>
      intersect(usersRegion(user), region),
    );
  }

  #allowed(user: UserClass): Region {
    return this.#question.allowances.flatMap(({ region }) => region(user));
  }

  /** The scope, for what the user may be. */
  #scopeOf(user: UserClass): Cube {
    const { scope, space } = this.#question;
    const who = intersect(
      within(guestTypeDimension, user.guestTypes),
      within(space.homeTenant, user.homeTenants),
    );
    return intersect([scope], who)[0] ?? scope;
  }

  #unknowns(): Unknowns {
    const space = this.#question.space;
    const speaksOf = (dimension: Dimension) => (space.isUnknown(dimension) ? dimension.speaksOf : undefined);
    return {
      ofUser: (dimension) =>
        dimension === guestTypeDimension || dimension === space.homeTenant || speaksOf(dimension) === 'user',
      ofSignIn: (dimension) => speaksOf(dimension) === 'signIn',
    };
  }
}

function textOf(region: Region): string {
  return region
    .map((cube) => `(${[...cube].map(([{ name }, set]) => `${name}=${set}`).join('&')})`)
    .join('|');
}
