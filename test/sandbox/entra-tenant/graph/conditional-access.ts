import { jsonOf, type SandboxResponse } from '../http/message.ts';
import { windowsAzureActiveDirectory } from '../resources.ts';
import { pagesOf } from './directory.ts';
import { badRequest, notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { changePolicy, createPolicy } from './policy-schema.ts';
import { policyOnTheWire } from './policy-wire.ts';
import { listResponse, objectResponse } from './query.ts';

const policiesContext = 'identity/conditionalAccess/policies';
const noPolicyEnforcesBaselineScopes = '00000000-0000-0000-0000-000000000000';

export function listPolicies(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: policiesContext,
    elements: request.state.tenant.policies.map((policy) => policyOnTheWire(policy, request.baseUrl)),
    pages: pagesOf(request),
  });
}

export function getPolicy(request: GraphRequest, params: Readonly<Record<string, string>>): SandboxResponse {
  const policy = findPolicy(request, params);
  if (policy === undefined) return notFound(params['id'] ?? '');
  return objectResponse(request, `${policiesContext}/$entity`, policyOnTheWire(policy, request.baseUrl));
}

/** 201 and the policy, as Graph answers. */
export function postPolicy(request: GraphRequest): SandboxResponse {
  const { state, baseUrl } = request;
  const { policy, problem } = createPolicy(jsonOf(request), state.now().toISOString());
  if (policy === undefined) return badRequest(problem);
  const body = policyOnTheWire(state.addPolicy(policy), baseUrl);
  return {
    status: 201,
    headers: { location: `${baseUrl}/${policiesContext}/${policy.id}` },
    body: { '@odata.context': `${baseUrl}/$metadata#${policiesContext}/$entity`, ...body },
  };
}

/** 204 and no body, as Graph answers. */
export function patchPolicy(
  request: GraphRequest,
  params: Readonly<Record<string, string>>,
): SandboxResponse {
  const current = findPolicy(request, params);
  if (current === undefined) return notFound(params['id'] ?? '');
  const { policy, problem } = changePolicy(current, jsonOf(request));
  if (policy === undefined) return badRequest(problem);
  request.state.replacePolicy(policy);
  return { status: 204 };
}

export function listNamedLocations(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: 'identity/conditionalAccess/namedLocations',
    elements: request.state.tenant.namedLocations.map((location) => ({ ...location })),
    pages: pagesOf(request),
  });
}

export function getSecurityDefaults(request: GraphRequest): SandboxResponse {
  return objectResponse(request, 'policies/identitySecurityDefaultsEnforcementPolicy/$entity', {
    id: '00000000-0000-0000-0000-000000000005',
    displayName: 'Security Defaults',
    description: 'Security defaults is a set of basic identity security mechanisms.',
    isEnabled: request.state.tenant.securityDefaultsEnabled,
  });
}

export function getSettings(request: GraphRequest): SandboxResponse {
  const enforced = request.state.tenant.baselineScopesEnforced;
  return objectResponse(request, 'identity/conditionalAccess/settings/$entity', {
    advancedSettings: {
      baselineScopes: {
        createdDateTime: '2026-04-01T08:00:00Z',
        resourceAppId: enforced ? windowsAzureActiveDirectory : noPolicyEnforcesBaselineScopes,
      },
    },
  });
}

function findPolicy(request: GraphRequest, params: Readonly<Record<string, string>>) {
  return request.state.tenant.policies.find(({ id }) => id === params['id']);
}
