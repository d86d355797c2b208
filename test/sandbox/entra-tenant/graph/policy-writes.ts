import { jsonOf, type SandboxResponse } from '../http/message.ts';
import { PolicyRefused } from '../policies/policies.ts';
import { UnknownObject } from '../sandbox-state.ts';
import { badRequest, notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { policyOnTheWire } from './policy-wire.ts';

type Params = Readonly<Record<string, string>>;

export const policiesContext = 'identity/conditionalAccess/policies';

/** 201 and the policy, as Graph answers. */
export function postPolicy(request: GraphRequest): SandboxResponse {
  const { policies, actor, baseUrl } = request;
  return orRefused('', () => {
    const added = policies.add(actor, jsonOf(request));
    return {
      status: 201,
      headers: { location: `${baseUrl}/${policiesContext}/${added.id}` },
      body: {
        '@odata.context': `${baseUrl}/$metadata#${policiesContext}/$entity`,
        ...policyOnTheWire(added, baseUrl),
      },
    };
  });
}

/** 204 and no body, as Graph answers. */
export function patchPolicy(request: GraphRequest, { id = '' }: Params): SandboxResponse {
  return orRefused(id, () => {
    request.policies.change(request.actor, id, jsonOf(request));
    return { status: 204 };
  });
}

/** The policy goes to the deleted items. */
export function deletePolicy(request: GraphRequest, { id = '' }: Params): SandboxResponse {
  return orRefused(id, () => {
    request.policies.delete(request.actor, id);
    return { status: 204 };
  });
}

/** The answer, or the error that Graph gives where the change is refused or there is no such policy. */
export function orRefused(id: string, change: () => SandboxResponse): SandboxResponse {
  try {
    return change();
  } catch (error) {
    if (error instanceof PolicyRefused) return badRequest(error.message);
    if (error instanceof UnknownObject) return notFound(id);
    throw error;
  }
}
