import type { Group, RoleAssignment, RoleDefinition, RoleEligibility } from '../graph-types.ts';
import { guidOf } from './deterministic.ts';
import { enabledIn, type Machines } from './groups.ts';
import type { People } from './users.ts';

/** Template ids of the built-in roles that the company uses, as Microsoft Entra publishes them. */
export const builtInRoles = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Conditional Access Administrator': 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'SharePoint Administrator': 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Billing Administrator': 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
} as const;

export interface Roles {
  readonly definitions: readonly RoleDefinition[];
  readonly assignments: readonly RoleAssignment[];
  readonly eligibilities: readonly RoleEligibility[];
}

/**
 * Assignments of every kind: to people, through a role-assignable group, over one unit or one app only, of a custom
 * role, to a service principal; and three people who may activate a role.
 */
export function rolesOf(seed: string, people: People, groups: readonly Group[], machines: Machines): Roles {
  const information = enabledIn(people, 'Information').map(({ id }) => id);
  const identityAdministrators = groups.filter(
    ({ displayName }) => displayName === 'Identity administrators',
  );
  const customRole = guidOf(seed, 'role/Device fleet administrator');
  const assign = (roleDefinitionId: string, principalIds: readonly string[], directoryScopeId = '/') =>
    principalIds.map((principalId) => ({
      id: guidOf(seed, `assignment/${roleDefinitionId}/${principalId}/${directoryScopeId}`),
      principalId,
      roleDefinitionId,
      directoryScopeId,
      appScopeId: null,
    }));
  const unit = `/administrativeUnits/${guidOf(seed, 'administrativeUnit/Leeds')}`;
  const app = `/${guidOf(seed, 'applicationObject/release-pipeline')}`;
  return {
    definitions: definitionsOf(customRole),
    assignments: [
      ...assign(
        builtInRoles['Global Administrator'],
        people.emergencyAccess.map(({ id }) => id),
      ),
      ...assign(builtInRoles['Global Administrator'], information.slice(5, 8)),
      ...assign(
        builtInRoles['Security Administrator'],
        identityAdministrators.map(({ id }) => id),
      ),
      ...assign(builtInRoles['Conditional Access Administrator'], information.slice(8, 10)),
      ...assign(builtInRoles['Helpdesk Administrator'], information.slice(10, 22)),
      ...assign(builtInRoles['User Administrator'], information.slice(22, 23), unit),
      ...assign(
        builtInRoles['Directory Readers'],
        machines.servicePrincipals.map(({ id }) => id),
      ),
      ...assign(customRole, information.slice(23, 25)),
      ...assign(builtInRoles['Billing Administrator'], information.slice(28, 29)),
      ...assign(builtInRoles['Application Administrator'], information.slice(29, 30), app),
    ],
    eligibilities: information.slice(25, 28).map((principalId) => ({
      id: guidOf(seed, `eligibility/${principalId}`),
      principalId,
      roleDefinitionId: builtInRoles['Privileged Role Administrator'],
      directoryScopeId: '/',
      appScopeId: null,
      memberType: 'Direct' as const,
      startDateTime: '2026-01-05T08:00:00Z',
      endDateTime: null,
    })),
  };
}

function definitionsOf(customRole: string): RoleDefinition[] {
  const builtIn = Object.entries(builtInRoles).map(([displayName, id]) => ({
    id,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    templateId: id,
  }));
  const custom = {
    id: customRole,
    displayName: 'Device fleet administrator',
    isBuiltIn: false,
    isEnabled: true,
    templateId: customRole,
  };
  return [...builtIn, custom];
}
