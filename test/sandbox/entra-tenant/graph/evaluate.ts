import { principalOfUser } from '../evaluation/principal.ts';
import { type WhatIfIdentity, whatIf } from '../evaluation/what-if.ts';
import { jsonOf, type SandboxResponse } from '../http/message.ts';
import type { Tenant } from '../tenant.ts';
import { badRequest, notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { policyOnTheWire } from './policy-wire.ts';
import { type WhatIfBody, whatIfBodySchema } from './what-if-body.ts';

/** What If: every policy whole, with whether it applies and why not. It asks the policies that are in force. */
export function evaluatePolicies(request: GraphRequest): SandboxResponse {
  const body = whatIfBodySchema.safeParse(jsonOf(request));
  if (!body.success) return badRequest(wrongIn(body.error.issues[0]));
  const { signInIdentity, signInContext: context, signInConditions: conditions } = body.data;
  const { tenant } = request.state;
  const identity = identityOf(tenant, signInIdentity);
  if (identity === undefined) return notFound(idIn(signInIdentity));
  const results = tenant.policies.map((policy) => ({
    ...policyOnTheWire(policy, request.baseUrl),
    ...whatIf(policy, tenant, { identity, context, conditions }),
  }));
  return {
    status: 200,
    body: {
      '@odata.context': `${request.baseUrl}/$metadata#Collection(microsoft.graph.whatIfAnalysisResult)`,
      value: results.filter(({ policyApplies }) => policyApplies || !body.data.appliedPoliciesOnly),
    },
  };
}

/** Undefined for a user who does not exist. */
function identityOf(tenant: Tenant, identity: WhatIfBody['signInIdentity']): WhatIfIdentity | undefined {
  if ('servicePrincipalId' in identity) return { kind: 'servicePrincipal', id: identity.servicePrincipalId };
  const { userId, externalUserType, externalTenantId = null } = identity;
  const guest = externalUserType == null ? null : { type: externalUserType, homeTenantId: externalTenantId };
  if (userId == null) {
    return { kind: 'user', principal: { id: null, groups: new Set(), roles: new Set(), guest } };
  }
  const user = tenant.users.find(({ id }) => id === userId);
  if (user === undefined) return undefined;
  const principal = principalOfUser(tenant, user);
  return { kind: 'user', principal: guest === null ? principal : { ...principal, guest } };
}

function idIn(identity: WhatIfBody['signInIdentity']): string {
  return 'servicePrincipalId' in identity ? identity.servicePrincipalId : (identity.userId ?? '');
}

function wrongIn(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined) {
  return `${issue?.path.map(String).join('.') ?? 'body'}: ${issue?.message ?? 'is not valid'}`;
}
