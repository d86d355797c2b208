import { AccountSet } from './account-set.ts';
import { type Cohort, cohortOfOne } from './cohort.ts';
import { groupPhrase } from './group-phrase.ts';
import { guestTypesWithoutObject } from './guest-types.ts';
import type { Memberships } from './memberships.ts';
import type { NamedPrincipals } from './named-principals.ts';
import type { TenantKnowledge } from './tenant-knowledge.ts';
import type { UserClass } from './user-class.ts';
import type { UserClasses } from './user-classes.ts';

/** All users whom a verdict must speak of, and apart from them the accounts that cannot sign in. */
export interface UserCohorts {
  readonly enabled: readonly Cohort[];
  readonly disabled: readonly Cohort[];
  /** Besides, where a control speaks of administrators: one who is taken to exist. */
  readonly assumedAdministrators: readonly Cohort[];
}

export function userCohorts(
  tenant: TenantKnowledge,
  named: NamedPrincipals,
  memberships: Memberships,
  classes: UserClasses,
): UserCohorts {
  const { usersRead, accounts } = tenant.directory;
  const withObject = (isEnabled: boolean) =>
    accounts
      .cohorts()
      .filter(({ enabled }) => enabled === isEnabled)
      .map(({ numbers, guestTypes }) => classes.cohort(numbers, 'directory', 'surely', guestTypes));
  const phantoms = usersRead === 'given' ? unreadUsers(tenant) : namedUsers(tenant, named);
  const possible = usersRead === 'given' ? [] : possibleUsers(tenant, named, phantoms, memberships, classes);
  return {
    enabled: [
      ...withObject(true),
      ...phantomCohorts(phantoms, tenant, classes),
      ...guestTypesWithoutObject.flatMap((type) => classes.withoutObject(type)).map(cohortOfOne),
      ...possible,
      ...(usersRead === 'absent' ? assumedUsers(tenant, named, memberships, classes).map(cohortOfOne) : []),
    ],
    disabled: withObject(false),
    assumedAdministrators:
      usersRead === 'absent' ? assumedAdministrators(memberships, classes).map(cohortOfOne) : [],
  };
}

/** Users without an object. Whoever was asked for and not returned is unknown, and never assumed. */
function phantomCohorts(
  phantoms: AccountSet,
  { directory, unread }: TenantKnowledge,
  classes: UserClasses,
): readonly Cohort[] {
  const isSure = (number: number) =>
    directory.usersRead === 'absent' && !unread.names('users', directory.numbers.idOf(number));
  const numbers = Int32Array.from(phantoms);
  const cohort = (some: Int32Array, exists: UserClass['exists']) =>
    some.length === 0 ? [] : [classes.cohort(some, 'named', exists)];
  return [
    ...cohort(numbers.filter(isSure), 'surely'),
    ...cohort(
      numbers.filter((number) => !isSure(number)),
      'possibly',
    ),
  ];
}

/** Users who were asked for and not returned may exist. */
function unreadUsers({ directory, unread }: TenantKnowledge): AccountSet {
  const ids = unread.ids('users').filter((id) => !directory.isUser(id));
  return AccountSet.of(ids.map((id) => directory.numbers.of(id)));
}

/** Without a whole directory: each user that policies, exceptions or groups name. */
function namedUsers({ directory }: TenantKnowledge, named: NamedPrincipals): AccountSet {
  const { numbers, accounts } = directory;
  const mentioned = [...directory.mentionedUsers(), ...named.users.map((id) => numbers.of(id))];
  return AccountSet.of(
    mentioned.filter((number) => !accounts.has(number) && !directory.isGroup(numbers.idOf(number))),
  );
}

/** Who may exist where the directory is not whole: somebody in anything that was not read, and whoever holds a role. */
function possibleUsers(
  { directory }: TenantKnowledge,
  named: NamedPrincipals,
  phantoms: AccountSet,
  memberships: Memberships,
  classes: UserClasses,
): readonly Cohort[] {
  const holders = named.roles.flatMap((role) => {
    const { users, maybe } = memberships.roleHolders(role);
    return [...users, ...maybe];
  });
  const others = AccountSet.of(
    [...holders, ...memberships.administrators.users].filter(
      (number) => !phantoms.has(number) && !directory.accounts.has(number),
    ),
  );
  return [
    ...(others.isEmpty ? [] : [classes.cohort(Int32Array.from(others), 'roleHolder', 'possibly')]),
    cohortOfOne(classes.anybodyElse()),
  ];
}

/**
 * Who surely exists where nothing was said of users: a user in nothing that is named, one in exactly each group, role
 * and guest type.
 */
function assumedUsers(
  { directory }: TenantKnowledge,
  named: NamedPrincipals,
  memberships: Memberships,
  classes: UserClasses,
): readonly UserClass[] {
  const withObject = named.guestTypes.filter(
    (type) => !guestTypesWithoutObject.some((other) => other === type),
  );
  return [
    classes.assumed('a user in nothing that is named', [], undefined, 'notGuest'),
    ...memberships
      .assumedGroups()
      .map((id) =>
        classes.assumed(`a member of ${groupPhrase(directory.groupName(id))}`, [id], undefined, 'notGuest'),
      ),
    ...memberships
      .assumedRoles()
      .map((id) => classes.assumed(`a holder of the role ${id}`, [], id, 'notGuest')),
    ...withObject.flatMap((type) =>
      classes.fromEveryTenant(classes.assumed(`a user of the type ${type}`, [], undefined, type)),
    ),
  ];
}

function assumedAdministrators(memberships: Memberships, classes: UserClasses): readonly UserClass[] {
  const role = memberships.assumedAdministrativeRole();
  const description = 'a holder of an administrative role that no policy names';
  return role === undefined ? [] : [classes.assumed(description, [], role, 'notGuest')];
}
