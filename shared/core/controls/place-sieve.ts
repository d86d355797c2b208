import { placeDimensions } from '../conditional-access/places.ts';
import { partInDoubt } from '../conditional-access/user-class.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import {
  type Cube,
  cubeKey,
  type Dimension,
  intersectCubes,
  meets,
  nowhere,
  type Region,
  subtract,
} from '../prover/cube.ts';
import { type Closing, type Shadow, together } from '../prover/three-values.ts';
import type { Closer } from './closing-source.ts';
import type { DecidedCohort, UsersDecision } from './decide-users.ts';
import type { Question } from './question.ts';
import { type Start, splitBy } from './split-by.ts';

/** The places of a scope by what gets through there; disjoint cubes over the dimensions of place. */
export interface SiftedPlaces {
  /** Nothing, for any user, whatever the unknowns are. */
  readonly closed: Region;
  /** Perhaps nothing: no user who surely exists gets through there for sure. The closed places are among them. */
  readonly notSurelyOpen: Region;
  /** The budget of steps did not suffice; then no place is said to be closed. */
  readonly isExhausted: boolean;
}

/**
 * Finds the places at which everybody is stopped.
 *
 * All places begin as closed; where some user gets through, they drop out. What is decided of users rests on one
 * sign-in that gets through, and sources may remain that close others: so what users get through to lies between two
 * bounds, as if the remaining sources closed for all of them, and as if for none. The first drops out at once. Does the
 * second still touch a place that has not dropped out, a remaining source tells the users apart and each part is asked
 * again. Most tenants have users whom nothing stops by place: after them no place is left to ask about.
 */
export class PlaceSieve {
  readonly #decision: UsersDecision;
  readonly #question: Question;
  readonly #budget: Budget;
  readonly #isPlace: (dimension: Dimension) => boolean;
  readonly #shadows = new Map<string, Shadow>();
  #closed: Region;
  #notSurelyOpen: Region;
  #isExhausted = false;

  /** `places`: those to sift, which are the scope of the question. */
  constructor(places: Region, question: Question, decision: UsersDecision) {
    const dimensions = new Set(placeDimensions(question.space));
    this.#decision = decision;
    this.#question = question;
    this.#budget = new Budget(question.budget);
    this.#isPlace = (dimension) => dimensions.has(dimension);
    this.#closed = places;
    this.#notSurelyOpen = places;
  }

  /** Takes in users. */
  sift({ answer, cohort, closing, remaining }: DecidedCohort): void {
    if (answer === 'covered') return;
    try {
      this.#sift({ cohort, closing }, remaining, this.#budget.portion());
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
      this.#isExhausted = true;
      this.#closed = nowhere;
    }
  }

  get places(): SiftedPlaces {
    return { closed: this.#closed, notSurelyOpen: this.#notSurelyOpen, isExhausted: this.#isExhausted };
  }

  #sift(users: Start, remaining: readonly Closer[], budget: Budget): void {
    const { closing } = users;
    const place = this.#inQuestion(
      users,
      together([closing, ...remaining.map(({ whole }) => whole)]),
      budget,
    );
    if (place === undefined) return;
    const next = this.#closerAt(place, closing, remaining, budget);
    if (next === undefined) return;
    const others = remaining.filter((closer) => closer !== next);
    for (const part of splitBy(next, users)) this.#sift(part, others, budget);
  }

  /** Drops the places that are open whatever else closes; a place that may drop out too, once more is known of the users. */
  #inQuestion(
    { cohort: { user }, closing }: Start,
    whateverCloses: Closing,
    budget: Budget,
  ): Cube | undefined {
    if (this.#closed.length + this.#notSurelyOpen.length === 0) return undefined;
    const isSure = user.exists === 'surely';
    const atLeast = this.#shadow(user, whateverCloses, budget);
    this.#closed = subtract(this.#closed, atLeast.possible);
    if (isSure) this.#notSurelyOpen = subtract(this.#notSurelyOpen, atLeast.sure);
    budget.spend(this.#closed.length + this.#notSurelyOpen.length);
    const atMost = this.#shadow(user, closing, budget);
    return (
      someCommon(this.#closed, atMost.possible) ??
      (isSure ? someCommon(this.#notSurelyOpen, atMost.sure) : undefined)
    );
  }

  /** A source that closes something which gets through at that place so far. */
  #closerAt(place: Cube, closing: Closing, remaining: readonly Closer[], budget: Budget): Closer | undefined {
    const { cover } = this.#decision;
    const open = cover.possibleOpening(together([closing, cover.outside([place])]), budget) ?? place;
    return remaining.find(({ source }) => source.region.some((cube) => meets(cube, open))) ?? remaining[0];
  }

  /** Once for all users who meet the same boxes. */
  #shadow(user: Start['cohort']['user'], closing: Closing, budget: Budget): Shadow {
    const part = partInDoubt(user, this.#question.space.homeTenant);
    const key = [closing.boxes, closing.enlarged, cubeKey(part)].join();
    const known = this.#shadows.get(key);
    if (known !== undefined) return known;
    const shadow = this.#decision.cover.shadow(closing, part, this.#isPlace, budget);
    this.#shadows.set(key, shadow);
    return shadow;
  }
}

function someCommon(a: Region, b: Region): Cube | undefined {
  for (const one of a)
    for (const other of b) {
      const common = intersectCubes(one, other);
      if (common !== undefined) return common;
    }
  return undefined;
}
