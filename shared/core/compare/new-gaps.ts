import type { Cohort } from '../conditional-access/cohort.ts';
import { type DecidedCohort, UsersDecision } from '../controls/decide-users.ts';
import { isSurelyOpen } from '../controls/decided-cohorts.ts';
import type { Question } from '../controls/question.ts';
import type { Start } from '../controls/split-by.ts';
import { Budget } from '../prover/budget.ts';
import { coverage } from '../prover/coverage.ts';
import { everywhere, nowhere, type Region } from '../prover/cube.ts';
import { type Closing, nothing, together } from '../prover/three-values.ts';
import { Counterparts, type PairedCohort } from './counterparts.ts';
import { type FormerCloser, formerClosers } from './former-closers.ts';

/** Users of the new tenant with what was decided of sign-ins that were closed to them in the former one. */
export interface DecidedOpening {
  readonly decided: DecidedCohort;
  /** What closed these sign-ins; none where the users could not sign in at all. */
  readonly closedBy: readonly FormerCloser[];
}

/**
 * Decides what gets through in the new tenant that did not in the former one.
 *
 * A gap opens where something that closed sign-ins of some users in the former tenant closed one that nothing closes
 * in the new one. So each such thing is taken by itself: of what it closed, is all covered now? What surely still
 * closes the same need not be asked about, and the usual change leaves little else; and no list of what was open is
 * ever made. Only where unknowns decide, it can be that several of them together surely closed what each by itself
 * closed perhaps: then they are asked about at once.
 */
export class NewGaps {
  readonly decision: UsersDecision;
  readonly #scope: Region;
  readonly #counterparts: Counterparts;
  readonly #closers: readonly FormerCloser[];
  readonly #budget: Budget;
  readonly #outside: Closing;
  readonly #others = new Map<Region, Closing | 'exhausted'>();
  readonly #numbers = new Map<Region, number>();
  readonly #joined = new Map<string, Region>();

  /** `part`: of the scope, where only that is asked about. */
  constructor(before: Question, after: Question, part: Region = everywhere) {
    this.decision = new UsersDecision(after);
    this.#scope = [after.scope];
    this.#counterparts = new Counterparts(after, before);
    this.#closers = formerClosers(before, after, this.#counterparts, this.decision);
    this.#budget = new Budget(after.budget);
    this.#outside = part === everywhere ? nothing : this.decision.cover.outside(part);
  }

  decide(cohorts: readonly Cohort[]): readonly DecidedOpening[] {
    const paired = cohorts.flatMap((cohort) => this.#counterparts.paired(cohort));
    const openings = paired.flatMap((one) => this.#one(one));
    if (openings.some(({ decided }) => isSurelyOpen(decided))) return openings;
    if (openings.every(({ decided }) => decided.answer === 'covered')) return openings;
    const atOnce = paired.flatMap((one) => this.#atOnce(one)).filter(({ decided }) => isSurelyOpen(decided));
    return atOnce.length > 0 ? atOnce : openings;
  }

  #starts(cohort: Cohort): readonly Start[] {
    return this.decision.starts(cohort).map((start) => ({
      cohort: start.cohort,
      closing: together([start.closing, this.#outside]),
    }));
  }

  #one({ cohort, there }: PairedCohort): readonly DecidedOpening[] {
    const starts = this.#starts(cohort);
    if (there === 'absent')
      return starts
        .flatMap((start) => this.decision.decideFrom(start))
        .map((decided) => ({ decided, closedBy: [] }));
    return this.#closers.flatMap((former) =>
      starts.flatMap((start) =>
        this.#within(start, [former]).map((decided) => ({ decided, closedBy: [former] })),
      ),
    );
  }

  #atOnce({ cohort, there }: PairedCohort): readonly DecidedOpening[] {
    if (there === 'absent' || cohort.user.exists !== 'surely') return [];
    return this.#starts(cohort)
      .flatMap((start) => this.#within(start, this.#closers))
      .map((decided) => ({ decided, closedBy: this.#closersOf(decided.cohort) }));
  }

  #closersOf({ user }: Cohort): readonly FormerCloser[] {
    return this.#closers.filter(({ closer }) => closer.regionFor(user).length > 0);
  }

  /** Decides of what these closed for the users, who come apart where it differs. */
  #within({ cohort, closing }: Start, closers: readonly FormerCloser[]): readonly DecidedCohort[] {
    const parts = cohort.splitBy(closers.flatMap(({ closer }) => closer.tellers));
    const alike = Map.groupBy(parts, ({ user }) =>
      this.#together(closers.map(({ closer }) => closer.regionFor(user))),
    );
    return [...alike].flatMap(([region, same]) => {
      if (region.length === 0) return [];
      const part = cohort.joined(same);
      const others = this.#allBut(region);
      if (others === 'exhausted')
        return [
          {
            cohort: part,
            answer: others,
            applied: [],
            start: closing,
            closing,
            remaining: this.decision.protections,
          },
        ];
      return this.decision.decideFrom({ cohort: part, closing: together([closing, others]) });
    });
  }

  /** All of these as one, the same for the same ones. */
  #together(regions: readonly Region[]): Region {
    const [only = nowhere, ...others] = regions.filter((region) => region.length > 0);
    if (others.length === 0) return only;
    const numberOf = (region: Region) => {
      const number = this.#numbers.get(region) ?? this.#numbers.size;
      this.#numbers.set(region, number);
      return number;
    };
    const key = [only, ...others].map(numberOf).join();
    const all = this.#joined.get(key) ?? [only, ...others].flat();
    this.#joined.set(key, all);
    return all;
  }

  /** Closes the rest of the scope, so that only of the region it is asked. */
  #allBut(region: Region): Closing | 'exhausted' {
    const known = this.#others.get(region);
    if (known !== undefined) return known;
    const rest = coverage(this.#scope, region, { budget: this.#budget.portion() });
    const closing = rest.kind === 'exhausted' ? rest.kind : this.decision.cover.add(rest.uncovered);
    this.#others.set(region, closing);
    return closing;
  }
}
