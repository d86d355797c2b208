import type { AccountSet } from '../conditional-access/account-set.ts';
import { onceForAlike } from '../conditional-access/alike-users.ts';
import type { Cohort } from '../conditional-access/cohort.ts';
import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import type { Cube } from '../prover/cube.ts';
import { remembering } from '../remembering.ts';
import type { Cause } from './control-result.ts';
import { excludes, exclusionOf } from './exclusion-of.ts';
import { isApart, missingMembers, partialMembers } from './lacking-members.ts';
import { memberText } from './member-text.ts';
import type { Question } from './question.ts';
import type { Candidate } from './sufficient-boxes.ts';

const mostCauses = 6;

/** Users of a gap for whom the same causes hold. */
export interface Explained {
  readonly cohort: Cohort;
  readonly because: readonly Cause[];
}

/** A candidate that a gap is due to, with the members that it lacks whoever signs in. */
interface Lacking {
  readonly candidate: Candidate;
  /** The members that keep it from the gap. */
  readonly missing: readonly string[];
  /** Those that let it meet a part of the gap only. */
  readonly partial: readonly string[];
}

type MembersByGap = Map<Cube, Map<Candidate, readonly string[]>>;

const meantCandidates = remembering(({ candidates, control }: Question) =>
  candidates.filter(({ policy }) => control.isMeant(policy)),
);

/** Explains gaps. What does not depend on the users is worked out once a gap, the users' part once for the users. */
export class Causes {
  readonly #question: Question;
  readonly #principalId: string | undefined;
  readonly #meant: readonly Candidate[];
  readonly #missing: MembersByGap = new Map();
  readonly #partial: MembersByGap = new Map();
  readonly #parts = new Map<Cohort, Map<string, readonly Cohort[]>>();
  /** By name. */
  readonly #leavesOut = remembering(({ policy, tellers }: Candidate) =>
    onceForAlike(tellers, (user) => excludes(policy, user, this.#space)),
  );
  readonly #byMember = new Map<UnderstoodPolicy, Map<string, Cause>>();

  /** `principalId`: the exclusion to name where several leave the users out; else it is the first. */
  constructor(question: Question, principalId?: string) {
    this.#question = question;
    this.#principalId = principalId?.toLowerCase();
    this.#meant = meantCandidates(question);
  }

  /**
   * Why no candidate closes the gap for these users: the members of each policy that keep it from applying there. Of
   * interest are the policies that lack least: of those that are meant for the control (and are for these users, or
   * leave them out by name, if some are), else of those that are for these users, else of all. Users for whom the
   * causes differ come apart.
   */
  explain(cohort: Cohort, gap: Cube): readonly Explained[] {
    const telling = this.#telling(cohort.user, gap);
    const parts = this.#toldApart(cohort, telling);
    if (parts.length > 1) return parts.flatMap((part) => this.explain(part, gap));
    const because = Iterator.from(telling).flatMap((one) => this.#causes(one, cohort, gap));
    return [{ cohort, because: [...because.take(mostCauses)] }];
  }

  #toldApart(cohort: Cohort, telling: readonly Lacking[]): readonly Cohort[] {
    const policies = telling.map(({ candidate }) => candidate.policy);
    return remembered(this.#parts, cohort, policies.map(({ id }) => id).join(), () =>
      cohort.splitBy(policies.flatMap((policy) => this.#principalsOf(policy))),
    );
  }

  #telling(user: UserClass, gap: Cube): readonly Lacking[] {
    if (this.#meant.length > 0) {
      const naming = this.#meant.filter((one) => this.#names(one, user, gap));
      return this.#leastLacking(naming.length > 0 ? naming : this.#meant, user, gap);
    }
    const forThem = this.#question.candidates.filter((one) => this.#isFor(one, user, gap));
    return this.#leastLacking(forThem.length > 0 ? forThem : this.#question.candidates, user, gap);
  }

  #leastLacking(among: readonly Candidate[], user: UserClass, gap: Cube): readonly Lacking[] {
    const counted = among.map((candidate) => {
      const missing = this.#missingOf(candidate, gap);
      const isForOthers = !this.#reaches(candidate, user, gap);
      return { candidate, missing, count: Math.max(1, missing.length + (isForOthers ? 1 : 0)) };
    });
    const least = Math.min(...counted.map(({ count }) => count));
    const few = counted
      .filter(({ count }) => count === least)
      .map((one) => ({ ...one, partial: this.#partialOf(one.candidate, gap) }));
    const fewest = Math.min(...few.map(({ partial }) => partial.length));
    return few.filter(({ partial }) => partial.length === fewest);
  }

  /** It would apply to the users but for something else, or leaves them out by name. */
  #isFor(candidate: Candidate, user: UserClass, gap: Cube): boolean {
    return this.#missingOf(candidate, gap).length > 0 || this.#names(candidate, user, gap);
  }

  #names(candidate: Candidate, user: UserClass, gap: Cube): boolean {
    return this.#reaches(candidate, user, gap) || this.#leavesOut(candidate)(user);
  }

  #reaches(candidate: Candidate, user: UserClass, gap: Cube): boolean {
    return !isApart(candidate.usersRegion(user), gap);
  }

  #missingOf(candidate: Candidate, gap: Cube): readonly string[] {
    return remembered(this.#missing, gap, candidate, () => missingMembers(candidate, gap));
  }

  #partialOf(candidate: Candidate, gap: Cube): readonly string[] {
    return remembered(this.#partial, gap, candidate, () => partialMembers(candidate, gap));
  }

  #causes({ candidate, missing, partial }: Lacking, cohort: Cohort, gap: Cube): readonly Cause[] {
    const { policy } = candidate;
    const others = [...missing, ...partial].map((member) => this.#memberCause(policy, member));
    return this.#reaches(candidate, cohort.user, gap)
      ? others
      : [this.#usersCause(policy, cohort), ...others];
  }

  /** What tells users apart in the words of a cause. */
  #principalsOf({ users }: UnderstoodPolicy): readonly AccountSet[] {
    if (users.kind === 'unintelligible') return [];
    const { memberships } = this.#question;
    const { groups, roles } = users.exclude;
    return [
      ...memberships.tellersOf(users),
      memberships.usersNamed(users.exclude.users),
      ...groups.map((id) => memberships.groupMembers(id).users),
      ...roles.map((id) => memberships.roleHolders(id.toLowerCase()).users),
    ];
  }

  get #tenant(): TenantKnowledge {
    return this.#question.tenant;
  }

  get #space(): SignInSpace {
    return this.#question.space;
  }

  #usersCause(policy: UnderstoodPolicy, cohort: Cohort): Cause {
    const exclusion = exclusionOf(policy, cohort, this.#question, this.#principalId);
    if (exclusion === undefined) return this.#memberCause(policy, 'conditions.users');
    return cause(policy, exclusion.member, exclusion.value);
  }

  #memberCause(policy: UnderstoodPolicy, member: string): Cause {
    return remembered(this.#byMember, policy, member, () =>
      cause(policy, member, memberText(policy, member, this.#tenant)),
    );
  }
}

function cause({ id, displayName }: UnderstoodPolicy, member: string, value: string): Cause {
  return { policy: { id, displayName }, member, value };
}

function remembered<Outer, Inner, Value>(
  known: Map<Outer, Map<Inner, Value>>,
  outer: Outer,
  inner: Inner,
  find: () => Value,
): Value {
  let ofOuter = known.get(outer);
  if (ofOuter === undefined) {
    ofOuter = new Map();
    known.set(outer, ofOuter);
  }
  const answer = ofOuter.get(inner);
  if (answer !== undefined) return answer;
  const value = find();
  ofOuter.set(inner, value);
  return value;
}
