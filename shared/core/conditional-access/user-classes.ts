import { allPoints, everywhere, nowhere, type PointSet, pointSet, type Region } from '../prover/cube.ts';
import { namedAccount } from './account.ts';
import { type Cohort, cohortOf } from './cohort.ts';
import type { Directory } from './directory.ts';
import { anyTypeWithObject, type GuestType, guestTypeSet } from './guest-types.ts';
import type { Memberships } from './memberships.ts';
import type { SignInSpace } from './sign-in-space.ts';
import type { AccountList, UserClass, UserOrigin } from './user-class.ts';

/** Where the accounts of a class come from. */
type AccountKind = Extract<UserOrigin, { accounts: AccountList }>['kind'];

/** Makes classes of users: of accounts, and of users who have none or are taken to exist. */
export class UserClasses {
  readonly #directory: Directory;
  readonly #memberships: Memberships;
  readonly #space: SignInSpace;

  constructor(directory: Directory, memberships: Memberships, space: SignInSpace) {
    this.#directory = directory;
    this.#memberships = memberships;
    this.#space = space;
  }

  /** Accounts of one guest type, given by number. */
  cohort(
    numbers: Int32Array,
    kind: AccountKind,
    exists: UserClass['exists'],
    guestTypes = anyTypeWithObject,
  ): Cohort {
    return cohortOf(numbers, (some) => this.#ofAccounts(some, kind, exists, guestTypes));
  }

  #ofAccounts(
    numbers: Int32Array,
    kind: AccountKind,
    exists: UserClass['exists'],
    guestTypes: PointSet,
  ): UserClass {
    const number = numbers[0] ?? -1;
    let known: string | undefined;
    const id = () => {
      known ??= this.#directory.numbers.idOf(number);
      return known;
    };
    return {
      exists,
      origin: { kind, accounts: this.#accountList(numbers) },
      number,
      guestTypes,
      homeTenants: allPoints(this.#space.homeTenant),
      is: (userId) => userId === id(),
      isAmong: (userIds) => userIds.has(id()),
      ...this.#membershipsOf(number),
    };
  }

  /** Worked out when they are asked for. */
  #membershipsOf(number?: number): Pick<UserClass, 'inGroup' | 'inRole' | 'isAdministrator'> {
    const memberships = this.#memberships;
    return {
      inGroup: (id) => memberships.inGroup(number, id),
      inRole: (id) => memberships.inRole(number, id),
      isAdministrator: () => memberships.isAdministrator(number),
    };
  }

  #accountList(numbers: Int32Array): AccountList {
    const { accounts, numbers: ids } = this.#directory;
    const accountOf = (number: number) => accounts.account(number) ?? namedAccount(ids.idOf(number));
    return {
      length: numbers.length,
      first: (most) => Array.from(numbers.subarray(0, most), accountOf),
      *all() {
        for (const number of numbers) yield accountOf(number);
      },
    };
  }

  withoutObject(type: GuestType): readonly UserClass[] {
    const description =
      type === 'serviceProvider' ? 'users of service providers' : 'B2B direct connect users';
    return this.fromEveryTenant(
      this.#outside('surely', { kind: 'withoutObject', description }, guestTypeSet([type])),
    );
  }

  /** Guests who are taken to exist come from each tenant that policies name, and from others. */
  fromEveryTenant(user: UserClass): readonly UserClass[] {
    return this.#space.homeTenant.labels.map((tenant, point) => {
      const homeTenants = pointSet([point]);
      if (tenant === null || !('description' in user.origin)) return { ...user, homeTenants };
      const description = `${user.origin.description} of the tenant ${tenant}`;
      return { ...user, homeTenants, origin: { ...user.origin, description } };
    });
  }

  /** Somebody of whom nothing is known: in nothing that was read, perhaps in anything that was not. */
  anybodyElse(): UserClass {
    const origin: UserOrigin = { kind: 'assumed', description: 'any other user', groups: [], roles: [] };
    return { ...this.#outside('possibly', origin, anyTypeWithObject), ...this.#membershipsOf() };
  }

  /** Somebody who is taken to exist, in exactly these groups and that role. */
  assumed(
    description: string,
    groups: readonly string[],
    role: string | undefined,
    type: GuestType,
  ): UserClass {
    const roles = role === undefined ? [] : [role];
    const memberships = this.#memberships;
    const where = (isSo: boolean): Region => (isSo ? everywhere : nowhere);
    const isAmong = (ids: readonly string[]) => ids.some((id) => groups.includes(id));
    return {
      ...this.#outside('surely', { kind: 'assumed', description, groups, roles }, guestTypeSet([type])),
      inGroup: (id) => where(isAmong(memberships.groupMembers(id).unread)),
      inRole: (id) => where(id === role || isAmong(memberships.roleHolders(id).unreadGroups)),
      isAdministrator: () =>
        where(
          roles.some((id) => memberships.isAdministrativeRole(id)) ||
            isAmong(memberships.administrators.unreadGroups),
        ),
    };
  }

  /** In nothing at all. */
  #outside(exists: UserClass['exists'], origin: UserOrigin, types: PointSet): UserClass {
    return {
      exists,
      origin,
      guestTypes: types,
      homeTenants: allPoints(this.#space.homeTenant),
      is: () => false,
      isAmong: () => false,
      inGroup: () => nowhere,
      inRole: () => nowhere,
      isAdministrator: () => nowhere,
    };
  }
}
