import type { Cohort } from '../conditional-access/cohort.ts';
import { Budget, Exhausted } from '../prover/budget.ts';
import type { Region } from '../prover/cube.ts';
import { type Answer, type Closing, together } from '../prover/three-values.ts';
import type { Closer } from './closing-source.ts';
import type { DecidedCohort, UsersDecision } from './decide-users.ts';
import { type Start, splitBy } from './split-by.ts';

/** Users with the region of their sign-ins that is to be told of. */
export interface OpenClass {
  readonly cohort: Cohort;
  readonly gaps: Region;
}

/** Nobody reads more: as many classes of one cohort are told apart at most. */
const mostClasses = 40;
const mostStepsToList = 5_000;

/** Lists gaps: exactly for each class of users where these are few, else what all users of a cohort have in common. */
export class OpenClasses {
  readonly #decision: UsersDecision;
  readonly #budget: Budget;
  readonly #known = new Map<string, Region>();

  /** `budget`: the steps for all lists together. */
  constructor(decision: UsersDecision, budget: number) {
    this.#decision = decision;
    this.#budget = new Budget(budget);
  }

  of({ answer, cohort, closing, remaining }: DecidedCohort): readonly OpenClass[] {
    if (answer === 'covered' || answer === 'exhausted') return [];
    return told([{ cohort, closing }], remaining).map((part) => ({
      cohort: part.cohort,
      gaps: this.#gaps(part.closing, answer),
    }));
  }

  /** What is possibly open of a part of the scope, for users of whom nothing was decided yet. */
  within(region: Region, start: Start, closers: readonly Closer[]): readonly OpenClass[] {
    const outside = this.#decision.cover.outside(region);
    const begin = { ...start, closing: together([start.closing, outside]) };
    return told([begin], closers)
      .map(({ cohort, closing }) => ({ cohort, gaps: this.#gaps(closing, 'undecided') }))
      .filter(({ gaps }) => gaps.length > 0);
  }

  /** Once for all users who meet the same boxes. */
  #gaps(closing: Closing, answer: Answer): Region {
    const key = `${answer} ${answer === 'open' ? closing.enlarged : closing.boxes}`;
    const known = this.#known.get(key) ?? this.#listed(closing, answer);
    this.#known.set(key, known);
    return known;
  }

  /** All gaps if they can be listed quickly, else one of them. */
  #listed(closing: Closing, answer: Answer): Region {
    const { cover } = this.#decision;
    try {
      return cover.gaps(closing, answer, this.#budget.portion(mostStepsToList));
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
      return cover.someGap(closing, answer, new Budget(mostStepsToList));
    }
  }
}

/** The users apart by all that may close something for them; a source that would tell too many apart counts for all. */
function told(parts: readonly Start[], closers: readonly Closer[]): readonly Start[] {
  const most = Math.max(mostClasses, parts.length);
  return closers.reduce<readonly Start[]>(
    (apart, closer) =>
      toldApart(apart, closer, most) ??
      apart.map(({ cohort, closing }) => ({ cohort, closing: together([closing, closer.whole]) })),
    parts,
  );
}

/** Undefined as soon as it is clear that the source tells more parts apart than that. */
function toldApart(parts: readonly Start[], closer: Closer, most: number): readonly Start[] | undefined {
  const apart: Start[] = [];
  for (const [index, part] of parts.entries()) {
    apart.push(...splitBy(closer, part));
    const others = parts.length - index - 1;
    if (apart.length + others > most) return undefined;
  }
  return apart;
}
