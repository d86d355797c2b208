import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Allowance } from '../exceptions/allowed-regions.ts';
import { coverage } from '../prover/cover.ts';
import { type Cube, type Dimension, intersect, type Region, within } from '../prover/cube.ts';
import { type Decision, decide, type Effort, type Unknowns } from '../prover/three-values.ts';
import type { Protection } from './sufficient-boxes.ts';

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
  readonly #space: SignInSpace;
  readonly #scope: Cube;
  readonly #protections: readonly Protection[];
  readonly #allowances: readonly Allowance[];
  readonly #effort: Effort;
  readonly #decided = new Map<string, Decision>();

  constructor(
    space: SignInSpace,
    scope: Cube,
    protections: readonly Protection[],
    allowances: readonly Allowance[],
    effort: Effort,
  ) {
    this.#space = space;
    this.#scope = scope;
    this.#protections = protections;
    this.#allowances = allowances;
    this.#effort = effort;
  }

  decide(user: UserClass): DecidedClass {
    const parts = [
      ...this.#protections.map(({ usersRegion }) => usersRegion(user)),
      ...this.#allowances.map(({ region }) => region(user)),
    ];
    const key = `${user.guestTypes}|${user.homeTenants}|${parts.map(textOf).join(';')}`;
    let decision = this.#decided.get(key);
    if (decision === undefined) {
      decision = decide(
        this.#scopeOf(user),
        [...this.#boxes(user), ...this.#allowed(user)],
        this.#unknowns(),
        this.#effort,
      );
      this.#decided.set(key, decision);
    }
    return { user, decision };
  }

  /** The gaps that each exception keeps open for the user, as if it stood alone; none where policies close them. */
  allowed(user: UserClass): readonly AllowedClass[] {
    return this.#allowances.flatMap((allowance) => {
      const region = intersect([this.#scopeOf(user)], allowance.region(user));
      if (region.length === 0) return [];
      const open = coverage(region, this.#boxes(user), { budget: this.#effort.toList.portion() });
      return open.kind === 'decided' && open.uncovered.length > 0
        ? [{ user, allowance, gaps: open.uncovered, isCounted: true }]
        : [];
    });
  }

  #boxes(user: UserClass): Region {
    return this.#protections.flatMap(({ region, usersRegion }) => intersect(usersRegion(user), region));
  }

  #allowed(user: UserClass): Region {
    return this.#allowances.flatMap(({ region }) => region(user));
  }

  #scopeOf(user: UserClass): Cube {
    const who = intersect(
      within(guestTypeDimension, user.guestTypes),
      within(this.#space.homeTenant, user.homeTenants),
    );
    return intersect([this.#scope], who)[0] ?? this.#scope;
  }

  #unknowns(): Unknowns {
    const space = this.#space;
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
