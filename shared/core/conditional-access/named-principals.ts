import type { ControlException } from '../exceptions/exception.ts';
import type { GuestType } from './guest-types.ts';
import { guestTypes } from './guest-types.ts';
import type { Policy, Principals } from './policy.ts';

/** Everybody whom policies, exceptions and the emergency access name: nobody else can be told apart. */
export interface NamedPrincipals {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Of these, the ones that policies themselves name. */
  readonly groupsOfPolicies: readonly string[];
  readonly roles: readonly string[];
  readonly guestTypes: readonly GuestType[];
  readonly guestTenants: readonly string[];
}

/** What stands for several users, or none, where an id may stand. In lower case. */
export const specialUsers: ReadonlySet<string> = new Set([
  'all',
  'none',
  'guestsorexternalusers',
  'allagentidusers',
]);

export function namedPrincipals(
  policies: readonly Policy[],
  exceptions: readonly ControlException[],
  emergencyAccess: readonly string[],
): NamedPrincipals {
  const sides = policies.flatMap((policy) =>
    policy.kind === 'understood' && policy.users.kind === 'understood'
      ? [policy.users.include, policy.users.exclude]
      : [],
  );
  const approved = exceptions.flatMap((exception) =>
    exception.kind === 'group' ? exception.membersAtApproval : [],
  );
  const excepted = (kind: ControlException['kind']) =>
    exceptions.filter((exception) => exception.kind === kind).map(({ principalId }) => principalId);
  return {
    users: distinct([...sides.flatMap(namedUsers), ...excepted('user'), ...approved, ...emergencyAccess]),
    groupsOfPolicies: distinct(sides.flatMap(({ groups }) => groups)),
    groups: distinct([...sides.flatMap(({ groups }) => groups), ...excepted('group'), ...emergencyAccess]),
    roles: distinct(sides.flatMap(({ roles }) => roles)),
    guestTypes: guestTypes.filter(
      (type) => type !== 'notGuest' && sides.some((side) => namesGuestType(side, type)),
    ),
    guestTenants: distinct(sides.flatMap(({ guests }) => guests?.tenants ?? [])),
  };
}

function namedUsers({ users }: Principals): readonly string[] {
  return users.filter((id) => !specialUsers.has(id.toLowerCase()));
}

function namesGuestType({ users, guests }: Principals, type: GuestType): boolean {
  const all = users.some((id) => id.toLowerCase() === 'guestsorexternalusers');
  return all || guests?.types.includes(type.toLowerCase()) === true;
}

/** In lower case, each once. */
function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}
