import type { Principals, UnderstoodPolicy } from '../conditional-access/policy.ts';
import { administrativeRoles } from './administrative-roles.ts';
import {
  type Criterion,
  containsAll,
  includedUsers,
  isNotUnderstood,
  notUnderstood,
  textOf,
} from './criterion.ts';
import { roleName } from './role-name.ts';

/**
 * The roles for which Microsoft recommends MFA at a minimum (MicrosoftDocs/entra-docs
 * docs/includes/conditional-access-admin-roles.md of 2024-08-27). The benchmark leaves open which are meant.
 */
const leastNames = new Set([
  'Global Administrator',
  'Application Administrator',
  'Authentication Administrator',
  'Billing Administrator',
  'Cloud Application Administrator',
  'Conditional Access Administrator',
  'Exchange Administrator',
  'Helpdesk Administrator',
  'Password Administrator',
  'Privileged Authentication Administrator',
  'Privileged Role Administrator',
  'Security Administrator',
  'SharePoint Administrator',
  'Teams Administrator',
  'User Administrator',
]);

const leastRoles = administrativeRoles.roles
  .filter(({ displayName }) => leastNames.has(displayName))
  .map(({ templateId }) => templateId);

const administrative = new Set(administrativeRoles.roles.map(({ templateId }) => templateId));

export const includesAdministrators: Criterion = {
  name: 'conditions.users includes administrators',
  needs: `All, or the ${leastRoles.length} roles for which Microsoft recommends MFA at a minimum`,
  has: (policy) => {
    const lacking = lackingRoles(policy);
    const roles = leastRoles.length - lacking.length;
    return roles === 0 ? includedUsers(policy) : `${roles} of them, without ${textOf(lacking.map(roleName))}`;
  },
  isMet: (policy) =>
    policy.users.kind === 'understood' &&
    (containsAll(policy.users.include.users) || lackingRoles(policy).length === 0),
  isUnread: ({ users }) => isNotUnderstood(users),
};

export const excludesNoAdministrativeRole: Criterion = {
  name: 'conditions.users.excludeRoles holds no administrative role',
  needs: 'nothing',
  has: ({ users }) =>
    users.kind === 'understood' ? textOf(rolesIn(users.exclude).map(roleName)) : notUnderstood,
  isMet: ({ users }) => users.kind === 'understood' && rolesIn(users.exclude).length === 0,
  isUnread: ({ users }) => isNotUnderstood(users),
};

export function includesAnAdministrativeRole({ users }: UnderstoodPolicy): boolean {
  return users.kind === 'understood' && rolesIn(users.include).length > 0;
}

function rolesIn({ roles }: Principals): readonly string[] {
  return roles.map((id) => id.toLowerCase()).filter((id) => administrative.has(id));
}

function lackingRoles({ users }: UnderstoodPolicy): readonly string[] {
  const included = new Set(users.kind === 'understood' ? rolesIn(users.include) : []);
  return leastRoles.filter((id) => !included.has(id));
}
