import type { Cohort } from '../conditional-access/cohort.ts';
import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import { partInDoubt, type UserClass } from '../conditional-access/user-class.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import { type Cube, type Dimension, everywhere, meets, type Region, subtract } from '../prover/cube.ts';
import {
  type Answer,
  type Closing,
  ThreeValuedCover,
  together,
  type Unknowns,
} from '../prover/three-values.ts';
import { Closer, type ClosingSource } from './closing-source.ts';
import { closingSources } from './closing-sources.ts';
import type { Question } from './question.ts';
import { type Start, splitAll, splitBy } from './split-by.ts';

/** A source with what it closes for some users. */
export interface AppliedCloser {
  readonly closer: Closer;
  readonly closing: Closing;
}

/** Users for whom the claim was decided alike. */
export interface DecidedCohort {
  readonly cohort: Cohort;
  /** `exhausted`: the question was too hard for the budget. */
  readonly answer: Answer | 'exhausted';
  /** What closes parts of the scope for all of them, and what may do so for some and was not needed to decide. */
  readonly applied: readonly AppliedCloser[];
  readonly closing: Closing;
  /** What was closed for them before any protection: exceptions, or not being spoken of. */
  readonly start: Closing;
  readonly remaining: readonly Closer[];
}

/**
 * Decides a claim for all users at once, telling them apart no further than needed.
 *
 * The users begin as one cohort. A sign-in that nothing closes for them so far, and that no other source could close
 * either, is open for all of them; if no sign-in is left, all is covered for all of them. Else some source could close
 * one that is left: it splits the cohort into those whom it reaches and those whom it does not, and each part is asked
 * again. So a tenant of a million users falls apart only along the policies that matter to the question.
 */
export class UsersDecision {
  readonly cover: ThreeValuedCover;
  readonly #question: Question;
  readonly #protections: readonly Closer[];
  readonly #allowances: readonly Closer[];
  readonly #budget: Budget;

  constructor(question: Question) {
    const { scope, space } = question;
    this.#question = question;
    this.cover = new ThreeValuedCover(scope, space.impossible, unknownsOf(question));
    const { protections, allowances } = closingSources(question);
    this.#protections = protections.map((source) => this.closer(source));
    this.#allowances = allowances.map((source) => this.closer(source));
    this.#budget = new Budget(question.budget);
  }

  decide(cohorts: readonly Cohort[]): readonly DecidedCohort[] {
    return cohorts.flatMap((cohort) => this.starts(cohort)).flatMap((start) => this.decideFrom(start));
  }

  /** The users of whom the claim speaks, with what it does not say of them and what exceptions allow them. */
  starts(cohort: Cohort): readonly Start[] {
    return this.spokenOf(cohort).flatMap((start) =>
      this.#allowances.reduce<readonly Start[]>(splitAll, [start]),
    );
  }

  /** Decides for users for whom some of the scope is closed already. */
  decideFrom({ cohort, closing }: Start): readonly DecidedCohort[] {
    return [
      ...this.#decide({
        cohort,
        closing,
        start: closing,
        applied: [],
        remaining: this.#protections,
        mayTakeIn: true,
      }),
    ];
  }

  /**
   * How many of the users get through, perhaps, where that is closed besides. What was found of them is not asked again.
   * It stops counting once there are `enough`.
   */
  countThrough(decided: DecidedCohort, closed: Closing, enough: number): number {
    const closing = together([decided.closing, closed]);
    let count = 0;
    for (const { answer, cohort } of this.#decide({ ...decided, closing, mayTakeIn: false })) {
      if (answer !== 'covered') count += cohort.size;
      if (count >= enough) break;
    }
    return count;
  }

  *#decide(users: Part): Generator<DecidedCohort, void> {
    const pending = [users];
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      const whole = withUntelling(part);
      const step = this.#step(whole);
      if (step.kind === 'answer') yield { ...whole, answer: step.answer };
      else pending.push(...splitInto(whole, step.next).toReversed());
    }
  }

  /** The users of whom the claim speaks, apart from exceptions. Where that is in doubt, the rest counts as closed. */
  spokenOf(cohort: Cohort): readonly Start[] {
    const { control, memberships } = this.#question;
    const parts =
      control.claim.users === 'all' ? [cohort] : cohort.splitBy(memberships.administratorTellers());
    return parts.flatMap((part) => {
      const spokenOf = control.claim.users === 'all' ? everywhere : part.user.isAdministrator();
      if (spokenOf.length === 0) return [];
      const rest = [...subtract(everywhere, spokenOf), ...this.#whatUserIsNot(part.user)];
      return [{ cohort: part, closing: this.cover.add(rest) }];
    });
  }

  get protections(): readonly Closer[] {
    return this.#protections;
  }

  /** The source, with boxes of this decision. */
  closer(source: ClosingSource): Closer {
    return new Closer(source, this.cover, this.#question.space.homeTenant);
  }

  /** Guest types and home tenants are dimensions only where they are in doubt. */
  #whatUserIsNot(user: UserClass): Region {
    return subtract(everywhere, [this.#userPart(user)]);
  }

  #userPart(user: UserClass): Cube {
    return partInDoubt(user, this.#question.space.homeTenant);
  }

  /** The answer, or the source by which to split. */
  #step({ cohort, closing, applied, remaining }: Part): Step {
    const budget = this.#budget.portion();
    try {
      budget.spend(1 + Math.floor(applied.length / 4));
      const open = this.cover.possibleOpening(closing, budget);
      if (open === undefined) return { kind: 'answer', answer: 'covered' };
      const [first] = remaining;
      if (first === undefined)
        return { kind: 'answer', answer: this.cover.decide(closing, this.#userPart(cohort.user), budget) };
      const all = together([closing, ...remaining.map(({ whole }) => whole)]);
      if (this.cover.isSurelyOpen(closing, all, budget)) return { kind: 'answer', answer: 'open' };
      const next = remaining.find(({ source }) => source.region.some((cube) => meets(cube, open)));
      return { kind: 'split', next: next ?? first };
    } catch (error) {
      if (error instanceof Exhausted) return { kind: 'answer', answer: 'exhausted' };
      throw error;
    }
  }
}

/** Users for whom the claim is not decided yet. */
interface Part extends Omit<DecidedCohort, 'answer'> {
  /** Sources may remain that close something for all of them alike. */
  readonly mayTakeIn: boolean;
}

function splitInto(whole: Part, next: Closer): readonly Part[] {
  const remaining = whole.remaining.filter((closer) => closer !== next);
  return splitBy(next, whole).map(({ cohort, closing, added }) => ({
    cohort,
    closing,
    start: whole.start,
    applied: added.boxes.isEmpty ? whole.applied : [...whole.applied, { closer: next, closing: added }],
    remaining,
    mayTakeIn: false,
  }));
}

/** Takes in all sources that cannot tell these users apart. */
function withUntelling(part: Part): Part {
  const { cohort } = part;
  if (cohort.size > 1 && !part.mayTakeIn) return part;
  const isTelling = ({ source }: Closer) => cohort.size > 1 && source.tellsApart !== false;
  const untelling = part.remaining
    .filter((closer) => !isTelling(closer))
    .map((closer) => ({ closer, closing: closer.closingFor(cohort.user) }))
    .filter(({ closing }) => !closing.boxes.isEmpty);
  if (untelling.length === 0 && cohort.size > 1) return part;
  return {
    cohort,
    start: part.start,
    closing: together([part.closing, ...untelling.map(({ closing }) => closing)]),
    applied: [...part.applied, ...untelling],
    remaining: part.remaining.filter(isTelling),
    mayTakeIn: false,
  };
}

type Step =
  | { readonly kind: 'answer'; readonly answer: DecidedCohort['answer'] }
  | { readonly kind: 'split'; readonly next: Closer };

function unknownsOf({ space }: Question): Unknowns {
  const speaksOf = (dimension: Dimension) => (space.isUnknown(dimension) ? dimension.speaksOf : undefined);
  return {
    ofUser: (dimension) =>
      dimension === guestTypeDimension || dimension === space.homeTenant || speaksOf(dimension) === 'user',
    ofSignIn: (dimension) => speaksOf(dimension) === 'signIn',
  };
}
