import type { HTTPMethod } from 'find-my-way';
import { getAuthenticationStrength, listAuthenticationStrengths } from './authentication-strengths.ts';
import {
  getPolicy,
  getSecurityDefaults,
  getSettings,
  listNamedLocations,
  listPolicies,
} from './conditional-access.ts';
import {
  deletePolicyForGood,
  getDeletedPolicy,
  listDeletedPolicies,
  restorePolicy,
} from './deleted-policies.ts';
import {
  getGroup,
  getUser,
  listGroups,
  listMembers,
  listOwners,
  listTransitiveMembers,
  listUsers,
  pagesOf,
} from './directory.ts';
import { listDirectoryAudits } from './directory-audits.ts';
import { evaluatePolicies } from './evaluate.ts';
import type { GraphRequest, GraphRoute } from './graph-request.ts';
import { deletePolicy, patchPolicy, postPolicy } from './policy-writes.ts';
import { listResponse } from './query.ts';
import { listRoleAssignments, listRoleDefinitions, listRoleEligibilities } from './roles.ts';
import { listSignIns } from './sign-ins.ts';

const readPolicies = [['Policy.Read.All']];
/** To write, Graph wants the permission to read beside the one to write. */
const writePolicies = [['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All']];
/** Microsoft documents the deleted policies for people only. */
const readDeleted = { permissions: readPolicies, delegatedOnly: true };
const writeDeleted = { permissions: writePolicies, delegatedOnly: true };
const readUsers = [['User.Read.All'], ['Directory.Read.All']];
const readGroups = [['GroupMember.Read.All'], ['Group.Read.All'], ['Directory.Read.All']];
const readRoles = [['RoleManagement.Read.Directory'], ['Directory.Read.All']];
const readLicences = [['LicenseAssignment.Read.All'], ['Organization.Read.All'], ['Directory.Read.All']];
const readEligibilities = [['RoleEligibilitySchedule.Read.Directory'], ['RoleManagement.Read.Directory']];

/** What the sandbox knows of Graph: method, path after the version, permissions, handler. */
export function graphRoutes(): readonly [HTTPMethod, string, GraphRoute][] {
  const policies = '/identity/conditionalAccess/policies';
  const roles = '/roleManagement/directory';
  const deletedPolicies = '/identity/conditionalAccess/deletedItems/policies';
  const conditionalAccess = true;
  return [
    ['GET', policies, { permissions: readPolicies, conditionalAccess, handle: listPolicies }],
    ['POST', policies, { permissions: writePolicies, conditionalAccess, handle: postPolicy }],
    ['GET', `${policies}/:id`, { permissions: readPolicies, conditionalAccess, handle: getPolicy }],
    ['PATCH', `${policies}/:id`, { permissions: writePolicies, conditionalAccess, handle: patchPolicy }],
    ['DELETE', `${policies}/:id`, { permissions: writePolicies, conditionalAccess, handle: deletePolicy }],
    ['GET', deletedPolicies, { ...readDeleted, conditionalAccess, handle: listDeletedPolicies }],
    ['GET', `${deletedPolicies}/:id`, { ...readDeleted, conditionalAccess, handle: getDeletedPolicy }],
    ['POST', `${deletedPolicies}/:id/restore`, { ...writeDeleted, conditionalAccess, handle: restorePolicy }],
    ['DELETE', `${deletedPolicies}/:id`, { ...writeDeleted, conditionalAccess, handle: deletePolicyForGood }],
    [
      'GET',
      '/identity/conditionalAccess/namedLocations',
      { permissions: readPolicies, conditionalAccess, handle: listNamedLocations },
    ],
    [
      'GET',
      '/identity/conditionalAccess/settings',
      { permissions: [...readPolicies, ['Policy.Read.ConditionalAccess']], handle: getSettings },
    ],
    [
      'POST',
      '/identity/conditionalAccess/evaluate',
      {
        permissions: [['Policy.Read.ConditionalAccess'], ...readPolicies],
        conditionalAccess,
        handle: evaluatePolicies,
      },
    ],
    [
      'GET',
      '/policies/identitySecurityDefaultsEnforcementPolicy',
      { permissions: readPolicies, handle: getSecurityDefaults },
    ],
    [
      'GET',
      '/policies/authenticationStrengthPolicies',
      { permissions: readPolicies, handle: listAuthenticationStrengths },
    ],
    [
      'GET',
      '/policies/authenticationStrengthPolicies/:id',
      { permissions: readPolicies, handle: getAuthenticationStrength },
    ],
    ['GET', '/users', { permissions: readUsers, handle: listUsers }],
    ['GET', '/users/:id', { permissions: readUsers, handle: getUser }],
    ['GET', '/groups', { permissions: readGroups, handle: listGroups }],
    ['GET', '/groups/:id', { permissions: readGroups, handle: getGroup }],
    ['GET', '/groups/:id/members', { permissions: readGroups, handle: listMembers }],
    ['GET', '/groups/:id/owners', { permissions: readGroups, handle: listOwners }],
    ['GET', '/groups/:id/transitiveMembers', { permissions: readGroups, handle: listTransitiveMembers }],
    ['GET', `${roles}/roleAssignments`, { permissions: readRoles, handle: listRoleAssignments }],
    ['GET', `${roles}/roleDefinitions`, { permissions: readRoles, handle: listRoleDefinitions }],
    [
      'GET',
      `${roles}/roleEligibilityScheduleInstances`,
      { permissions: readEligibilities, handle: listRoleEligibilities },
    ],
    ['GET', '/subscribedSkus', { permissions: readLicences, handle: listSkus }],
    [
      'GET',
      '/auditLogs/signIns',
      { permissions: [['AuditLog.Read.All']], reporting: true, handle: listSignIns },
    ],
    [
      'GET',
      '/auditLogs/directoryAudits',
      { permissions: [['AuditLog.Read.All']], reporting: true, handle: listDirectoryAudits },
    ],
  ];
}

function listSkus(request: GraphRequest) {
  return listResponse(request, {
    context: 'subscribedSkus',
    elements: request.state.tenant.subscribedSkus.map((sku) => ({ ...sku })),
    pages: pagesOf(request),
  });
}
