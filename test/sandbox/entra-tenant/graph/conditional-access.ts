import type { SandboxResponse } from '../http/message.ts';
import { windowsAzureActiveDirectory } from '../resources.ts';
import { pagesOf } from './directory.ts';
import { notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { policyOnTheWire } from './policy-wire.ts';
import { policiesContext } from './policy-writes.ts';
import { listResponse, objectResponse } from './query.ts';

const noPolicyEnforcesBaselineScopes = '00000000-0000-0000-0000-000000000000';

export function listPolicies(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context: policiesContext,
    elements: request.policies.readable().map((policy) => policyOnTheWire(policy, request.baseUrl)),
    pages: pagesOf(request),
  });
}

export function getPolicy(
  request: GraphRequest,
  { id = '' }: Readonly<Record<string, string>>,
): SandboxResponse {
  const policy = request.policies.readableOne(id);
  if (policy === undefined) return notFound(id);
  return objectResponse(request, `${policiesContext}/$entity`, policyOnTheWire(policy, request.baseUrl));
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
