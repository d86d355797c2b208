import type { SandboxResponse } from '../http/message.ts';
import { hasServicePlan } from '../tenant.ts';
import { directoryObject, pagesOf, referenceOf } from './directory.ts';
import { graphError } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { listResponse } from './query.ts';

export function listRoleAssignments(request: GraphRequest): SandboxResponse {
  const { tenant } = request.state;
  const expand = request.url.searchParams.get('$expand') === 'principal';
  return listResponse(request, {
    context: 'roleManagement/directory/roleAssignments',
    elements: tenant.roleAssignments.map((assignment) => ({
      ...assignment,
      ...(expand ? { principal: directoryObject(request, referenceOf(tenant, assignment.principalId)) } : {}),
    })),
    pages: pagesOf(request),
  });
}

/** Without the licence for Privileged Identity Management, Graph refuses the list instead of showing an empty one. */
export function listRoleEligibilities(request: GraphRequest): SandboxResponse {
  if (!hasServicePlan(request.state.tenant, 'AAD_PREMIUM_P2')) {
    const message =
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.';
    return graphError(400, 'AadPremiumLicenseRequired', message);
  }
  return listResponse(request, {
    context: 'roleManagement/directory/roleEligibilityScheduleInstances',
    elements: request.state.tenant.roleEligibilities.map((eligibility) => ({ ...eligibility })),
    pages: pagesOf(request),
  });
}

export function listRoleDefinitions(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: 'roleManagement/directory/roleDefinitions',
    elements: request.state.tenant.roleDefinitions.map((definition) => ({ ...definition })),
    pages: pagesOf(request),
  });
}
