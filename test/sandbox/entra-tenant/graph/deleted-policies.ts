import type { SandboxResponse } from '../http/message.ts';
import { pagesOf } from './directory.ts';
import type { GraphRequest } from './graph-request.ts';
import { policyOnTheWire } from './policy-wire.ts';
import { orRefused, policiesContext } from './policy-writes.ts';
import { listResponse, objectResponse } from './query.ts';

type Params = Readonly<Record<string, string>>;

const context = 'identity/conditionalAccess/deletedItems/policies';

export function listDeletedPolicies(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context,
    elements: request.policies.deleted.map((policy) => policyOnTheWire(policy, request.baseUrl)),
    pages: pagesOf(request),
  });
}

export function getDeletedPolicy(request: GraphRequest, { id = '' }: Params): SandboxResponse {
  return orRefused(id, () => {
    const policy = policyOnTheWire(request.policies.deletedOne(id), request.baseUrl);
    return objectResponse(request, `${context}/$entity`, policy);
  });
}

/** 200 and the policy, which is in force again in the state that it had. */
export function restorePolicy(request: GraphRequest, { id = '' }: Params): SandboxResponse {
  return orRefused(id, () => {
    const policy = policyOnTheWire(request.policies.restore(request.actor, id), request.baseUrl);
    return objectResponse(request, `${policiesContext}/$entity`, policy);
  });
}

export function deletePolicyForGood(request: GraphRequest, { id = '' }: Params): SandboxResponse {
  return orRefused(id, () => {
    request.policies.deleteForGood(id);
    return { status: 204 };
  });
}
