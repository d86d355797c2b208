import type { Cohort } from '../conditional-access/cohort.ts';
import { guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { Memberships } from '../conditional-access/memberships.ts';
import { partInDoubt, type UserClass } from '../conditional-access/user-class.ts';
import type { Allowance } from '../exceptions/allowed-regions.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import {
  type Cube,
  type Dimension,
  everywhere,
  meets,
  nowhere,
  type Region,
  subtract,
} from '../prover/cube.ts';
import {
  type Answer,
  type Closing,
  ThreeValuedCover,
  together,
  type Unknowns,
} from '../prover/three-values.ts';
import { Closer, type ClosingSource } from './closing-source.ts';
import type { Question } from './question.ts';

/** Users for whom the claim was decided alike. */
export interface DecidedCohort {
  readonly cohort: Cohort;
  /** `exhausted`: the question was too hard for the budget. */
  readonly answer: Answer | 'exhausted';
  /** What closes parts of the scope for all of them, and what may do so for some and was not needed to decide. */
  readonly applied: readonly Closer[];
  readonly closing: Closing;
  /** What was closed for them before any protection: exceptions, or not being spoken of. */
  readonly start: Closing;
  readonly remaining: readonly Closer[];
}

const mostStepsToNeed = 2_000;

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
    return this.#decide({ cohort, closing, start: closing, applied: [], remaining: this.#protections });
  }

  /** The users of whom the claim speaks, apart from exceptions. Where that is in doubt, the rest counts as closed. */
  spokenOf(cohort: Cohort): readonly Start[] {
    const { control, memberships } = this.#question;
    const parts =
      control.claim.users === 'all' ? [cohort] : cohort.splitBy(memberships.administratorTellers());
    return parts.flatMap((part) => {
      const spokenOf = control.claim.users === 'all' ? everywhere : part.user.isAdministrator;
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

  /** Of the sources that cover everything for these users, as few as it takes; all where that is hard to say. */
  needed({ cohort, start, applied }: DecidedCohort): readonly Closer[] {
    const budget = new Budget(mostStepsToNeed);
    const covers = (closers: readonly Closer[]) => {
      const closings = closers.map((closer) => closer.closingFor(cohort.user));
      return this.cover.possibleOpening(together([start, ...closings]), budget) === undefined;
    };
    try {
      const one = applied.find((closer) => covers([closer]));
      if (one !== undefined) return [one];
      return applied.reduceRight((left, closer) => {
        const others = left.filter((other) => other !== closer);
        return covers(others) ? others : left;
      }, applied);
    } catch (error) {
      if (error instanceof Exhausted) return applied;
      throw error;
    }
  }

  #decide(part: Omit<DecidedCohort, 'answer'>): readonly DecidedCohort[] {
    const whole = withUntelling(part);
    const step = this.#step(whole);
    if (step.kind === 'answer') return [{ ...whole, answer: step.answer }];
    const { next } = step;
    const remaining = whole.remaining.filter((closer) => closer !== next);
    return splitBy(next, whole).flatMap(({ cohort, closing, added }) =>
      this.#decide({
        cohort,
        closing,
        start: whole.start,
        applied: added ? [...whole.applied, next] : whole.applied,
        remaining,
      }),
    );
  }

  /** The answer, or the source by which to split. */
  #step({ cohort, closing, remaining }: Omit<DecidedCohort, 'answer'>): Step {
    const budget = this.#budget.portion();
    try {
      budget.spend(1);
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

/** Takes in all sources that cannot tell these users apart. */
function withUntelling(part: Omit<DecidedCohort, 'answer'>): Omit<DecidedCohort, 'answer'> {
  const { cohort } = part;
  const isTelling = ({ source }: Closer) => cohort.size > 1 && source.tellsApart !== false;
  const untelling = part.remaining
    .filter((closer) => !isTelling(closer))
    .map((closer) => ({ closer, closing: closer.closingFor(cohort.user) }))
    .filter(({ closing }) => closing.boxes !== 0n);
  if (untelling.length === 0 && cohort.size > 1) return part;
  return {
    cohort,
    start: part.start,
    closing: together([part.closing, ...untelling.map(({ closing }) => closing)]),
    applied: [...part.applied, ...untelling.map(({ closer }) => closer)],
    remaining: part.remaining.filter(isTelling),
  };
}

type Step =
  | { readonly kind: 'answer'; readonly answer: DecidedCohort['answer'] }
  | { readonly kind: 'split'; readonly next: Closer };

/** Users with what closes parts of the scope for all of them. */
export interface Start {
  readonly cohort: Cohort;
  readonly closing: Closing;
}

function splitAll(starts: readonly Start[], closer: Closer): readonly Start[] {
  return starts.flatMap((start) => splitBy(closer, start));
}

/** The users apart by what the source closes for them; those for whom it is the same stay together. */
export function splitBy(
  closer: Pick<Closer, 'tellers' | 'closingFor'>,
  { cohort, closing }: Start,
): readonly (Start & { readonly added: boolean })[] {
  const parts = cohort.splitBy(closer.tellers).map((part) => ({
    part,
    added: closer.closingFor(part.user),
  }));
  const alike = Map.groupBy(parts, ({ added }) => added);
  return [...alike].map(([added, same]) => ({
    cohort: cohort.joined(same.map(({ part }) => part)),
    closing: together([closing, added]),
    added: added.boxes !== 0n,
  }));
}

/** What closes parts of a question's scope: protections, the strongest first, and exceptions. */
export function closingSources(question: Question): {
  readonly protections: readonly ClosingSource[];
  readonly allowances: readonly ClosingSource[];
} {
  return {
    protections: strongestFirst(question.protections, question),
    allowances: allowedTogether(question.allowances, question.memberships),
  };
}

/** What closes the whole scope by itself comes first, then what is for all users, then what speaks of the fewest conditions. */
function strongestFirst<Source extends ClosingSource>(
  sources: readonly Source[],
  { scope }: Question,
): readonly Source[] {
  const weight = ({ region, policy }: Source) => {
    const conditions = Math.min(
      ...region.map(
        (cube) =>
          [...cube].filter(([dimension, set]) => ((scope.get(dimension) ?? ~0n) & ~set) !== 0n).length,
      ),
    );
    const includesAll =
      policy?.users.kind !== 'understood' ||
      policy.users.include.users.some((id) => id.toLowerCase() === 'all');
    return conditions * 2 + (includesAll ? 0 : 1);
  };
  return sources
    .map((source) => ({ source, weight: weight(source) }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ source }) => source);
}

/** Exceptions for the same resources as one, since there can be thousands of them. */
function allowedTogether(
  allowances: readonly Allowance[],
  memberships: Memberships,
): readonly ClosingSource[] {
  const alike = Map.groupBy(allowances, ({ resources }) =>
    resources.map((cube) => [...cube].map(([{ name }, set]) => `${name}=${set}`).join('&')).join('|'),
  );
  return [...alike.values()].map((same) => ({
    region: same[0]?.resources ?? nowhere,
    usersRegion: (user) => {
      const regions = same.flatMap(({ usersRegion }) => usersRegion(user));
      return regions.some(({ size }) => size === 0) ? everywhere : regions;
    },
    tellers: () => [
      memberships.union(same.map(({ users }) => users)),
      ...same.flatMap(({ perhaps }) => perhaps ?? []),
    ],
  }));
}

function unknownsOf({ space }: Question): Unknowns {
  const speaksOf = (dimension: Dimension) => (space.isUnknown(dimension) ? dimension.speaksOf : undefined);
  return {
    ofUser: (dimension) =>
      dimension === guestTypeDimension || dimension === space.homeTenant || speaksOf(dimension) === 'user',
    ofSignIn: (dimension) => speaksOf(dimension) === 'signIn',
  };
}
