import type { UnderstoodPolicy } from '../conditional-access/policy.ts';
import { protects } from '../conditional-access/policy.ts';
import type { SignInSpace } from '../conditional-access/sign-in-space.ts';
import type { TenantKnowledge } from '../conditional-access/tenant-knowledge.ts';
import type { UserClass } from '../conditional-access/user-class.ts';
import { type PrincipalMatch, principalMatches } from '../conditional-access/users-region.ts';
import { type Cube, containsCube, meets, type Region } from '../prover/cube.ts';
import type { Cause } from './control-result.ts';
import { graphName } from './graph-names.ts';
import { memberText } from './member-text.ts';
import type { Question } from './question.ts';
import type { Candidate } from './sufficient-boxes.ts';

const mostCauses = 6;

/** Explains gaps. What does not depend on the user is worked out once a gap, and the users' part once a user. */
export class Causes {
  readonly #candidates: readonly Candidate[];
  readonly #tenant: TenantKnowledge;
  readonly #space: SignInSpace;
  readonly #ofGap = new Map<Cube, readonly (readonly Cause[])[]>();
  readonly #reach = new Map<UserClass, readonly Region[]>();

  constructor({ candidates, tenant, space }: Pick<Question, 'candidates' | 'tenant' | 'space'>) {
    this.#candidates = candidates;
    this.#tenant = tenant;
    this.#space = space;
  }

  /**
   * Why no candidate closes the gap for these users: the members of each policy that keep it from applying there. Of
   * interest are the policies that name the very flow; where there are none, those that lack least, and of these not
   * the ones for other users if there is another reason.
   */
  of(user: UserClass, gap: Cube): readonly Cause[] {
    const ofGap = remember(this.#ofGap, gap, () => this.#candidates.map((one) => this.#missing(one, gap)));
    const reach = remember(this.#reach, user, () => this.#candidates.map((one) => one.usersRegion(user)));
    const lacking = this.#candidates
      .map((candidate, index) => ({
        candidate,
        causes: [
          ...(isApart(reach[index] ?? [], gap) ? [this.#usersCause(candidate.policy, user)] : []),
          ...(ofGap[index] ?? []),
        ],
      }))
      .map(({ candidate, causes }) => ({
        candidate,
        causes: causes.length > 0 ? causes : this.#partly(candidate, gap),
      }))
      .filter(({ causes }) => causes.length > 0)
      .sort((a, b) => a.causes.length - b.causes.length);
    const naming = lacking.filter(({ candidate }) => candidate.policy.transferMethods.length > 0);
    const least = lacking.filter(({ causes }) => causes.length === lacking[0]?.causes.length);
    const forThem = least.filter(({ causes }) => causes.some(({ member }) => member !== 'conditions.users'));
    const telling = [naming, forThem, least].find(({ length }) => length > 0) ?? [];
    return telling.flatMap(({ causes }) => causes).slice(0, mostCauses);
  }

  #missing({ policy, conditions, grant }: Candidate, gap: Cube): readonly Cause[] {
    return [
      ...(protects(policy) ? [] : [this.#cause(policy, 'state')]),
      ...conditions
        .filter(({ region }) => isApart(region, gap))
        .map(({ member }) => this.#cause(policy, member)),
      ...(isApart(grant, gap) ? [this.#cause(policy, 'grantControls')] : []),
    ];
  }

  /** The conditions each meet the gap, and only together they miss it. */
  #partly({ policy, conditions }: Candidate, gap: Cube): readonly Cause[] {
    return conditions
      .filter(({ region }) => !region.some((cube) => containsCube(cube, gap)))
      .map(({ member }) => this.#cause(policy, member));
  }

  #usersCause(policy: UnderstoodPolicy, user: UserClass): Cause {
    if (policy.users.kind === 'unintelligible') return this.#cause(policy, 'conditions.users');
    const excluding = principalMatches(policy.users.exclude, user, this.#space)[0];
    const included = principalMatches(policy.users.include, user, this.#space).length > 0;
    if (!included || excluding === undefined) return this.#cause(policy, 'conditions.users');
    const member = `conditions.users.exclude${excluding.member}`;
    return this.#cause(policy, member, principalText(excluding, this.#tenant));
  }

  #cause(policy: UnderstoodPolicy, member: string, value = memberText(policy, member, this.#tenant)): Cause {
    return { policy: { id: policy.id, displayName: policy.displayName }, member, value };
  }
}

function isApart(region: Region, gap: Cube): boolean {
  return !region.some((cube) => meets(cube, gap));
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, find: () => Value): Value {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

function principalText({ member, value }: PrincipalMatch, { directory }: TenantKnowledge): string {
  switch (member) {
    case 'Groups':
      return directory.groupName(value);
    case 'Users':
      return directory.userName(value);
    case 'GuestsOrExternalUsers':
      return value.split(',').map(graphName).join(', ');
    default:
      return value;
  }
}
