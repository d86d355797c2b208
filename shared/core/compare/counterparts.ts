import { type Cohort, cohortOf, cohortOfOne } from '../conditional-access/cohort.ts';
import { type GuestType, guestTypeDimension } from '../conditional-access/guest-types.ts';
import type { UserClass, UserOrigin } from '../conditional-access/user-class.ts';
import type { UserClasses } from '../conditional-access/user-classes.ts';
import type { SignInModel } from '../controls/sign-in-model.ts';
import { type PointSet, pointSet, pointsOf } from '../prover/cube.ts';

/** Users of one tenant who stood alike in the other. */
export interface PairedCohort {
  readonly cohort: Cohort;
  /** `absent`: they could not sign in there, since they were not there or their accounts were disabled. */
  readonly there: 'present' | 'absent';
}

/** Who the users of one tenant are in the other. Both models number principals alike and share a space. */
export class Counterparts {
  readonly #here: SignInModel;
  readonly #there: SignInModel;
  readonly #of = new WeakMap<UserClass, UserClass>();

  constructor(here: SignInModel, there: SignInModel) {
    this.#here = here;
    this.#there = there;
  }

  /** The same users as the other tenant sees them. Only of users whom `paired` gave as present, and parts of them. */
  of(user: UserClass): UserClass {
    const counterpart = this.#of.get(user);
    if (counterpart === undefined) throw new Error('These users have no counterpart.');
    return counterpart;
  }

  /**
   * The users by what they were in the other tenant. Of whom that is in doubt, they come once for each possibility and
   * possibly exist: what holds for all of them holds, and nothing of theirs is sure.
   */
  paired(cohort: Cohort): readonly PairedCohort[] {
    const { origin } = cohort.user;
    return 'accounts' in origin ? this.#accounts(cohort, origin.kind) : this.#withoutAccount(cohort.user);
  }

  #accounts(cohort: Cohort, kind: AccountKind): readonly PairedCohort[] {
    const { user } = cohort;
    const alike = new Map<string, { standings: readonly Standing[]; numbers: number[] }>();
    for (const number of cohort.numbers) {
      const standings = this.#standings(number, user);
      const key = standings.map(({ there, guestTypes }) => `${there} ${guestTypes}`).join();
      const known = alike.get(key);
      if (known === undefined) alike.set(key, { standings, numbers: [number] });
      else known.numbers.push(number);
    }
    return [...alike.values()].flatMap(({ standings, numbers }) =>
      standings.map(({ there, guestTypes, isSure }) => {
        const exists = isSure ? user.exists : 'possibly';
        const classOf = (some: Int32Array) => {
          const here = this.#here.classes.cohort(some, kind, exists, user.guestTypes).user;
          this.#of.set(here, this.#there.classes.cohort(some, kind, exists, guestTypes).user);
          return here;
        };
        return { cohort: cohortOf(Int32Array.from(numbers), classOf), there };
      }),
    );
  }

  #standings(number: number, { exists, guestTypes }: UserClass): readonly Standing[] {
    const { directory, unread } = this.#there.tenant;
    const { accounts, usersRead, numbers } = directory;
    const account = accounts.account(number);
    if (account !== undefined) return account.enabled ? presentAs(account.guestTypes, guestTypes) : absent;
    const isUnread = usersRead === 'unread' || unread.names('users', numbers.idOf(number));
    // One and the same user of whom neither input says whether there is one, or of whom nothing says who there is.
    if (isUnread ? exists === 'possibly' : usersRead === 'absent')
      return [{ there: 'present', guestTypes, isSure: true }];
    return isUnread ? [{ there: 'absent', guestTypes, isSure: false }] : absent;
  }

  #withoutAccount(user: UserClass): readonly PairedCohort[] {
    const { classes, tenant } = this.#there;
    if (user.exists === 'possibly' && tenant.directory.usersRead === 'given')
      return [{ cohort: cohortOfOne(user), there: 'absent' }];
    this.#of.set(user, sameWithoutAccount(user, classes));
    return [{ cohort: cohortOfOne(user), there: 'present' }];
  }
}

type AccountKind = Extract<UserOrigin, { accounts: unknown }>['kind'];

interface Standing extends Pick<PairedCohort, 'there'> {
  readonly guestTypes: PointSet;
  readonly isSure: boolean;
}

const absent: readonly Standing[] = [{ there: 'absent', guestTypes: 0n, isSure: true }];

/** Whoever is of some types here was of one of those there: of the same where it may be, and where one leaves it open. */
function presentAs(types: PointSet, typesHere: PointSet): readonly Standing[] {
  const there = 'present';
  if ((typesHere & ~types) === 0n) return [{ there, guestTypes: typesHere, isSure: true }];
  const each = pointsOf(types).map((type) => pointSet([type]));
  return each.map((guestTypes) => ({ there, guestTypes, isSure: each.length === 1 }));
}

function sameWithoutAccount(user: UserClass, classes: UserClasses): UserClass {
  const { origin, exists, guestTypes, homeTenants } = user;
  const type: GuestType = guestTypeDimension.labels[pointsOf(guestTypes)[0] ?? 0] ?? 'notGuest';
  if (origin.kind !== 'assumed') {
    const [like = user] = classes.withoutObject(type);
    return { ...like, homeTenants };
  }
  if (exists === 'possibly') return classes.anybodyElse();
  return {
    ...classes.assumed(origin.description, origin.groups, origin.roles[0], type),
    homeTenants,
  };
}
