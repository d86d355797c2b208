import type { SandboxResponse } from '../http/message.ts';
import type { AuthenticationStrength } from '../policy-types.ts';
import { pagesOf } from './directory.ts';
import { notFound } from './errors.ts';
import type { GraphRequest } from './graph-request.ts';
import { type GraphObject, listResponse, objectResponse } from './query.ts';

const context = 'policies/authenticationStrengthPolicies';

export function listAuthenticationStrengths(request: GraphRequest): SandboxResponse {
  return listResponse(request, {
    context,
    elements: request.state.tenant.authenticationStrengths.map((strength) =>
      strengthOnTheWire(strength, `${request.baseUrl}/$metadata#${context}('${strength.id}')`),
    ),
    pages: pagesOf(request),
  });
}

export function getAuthenticationStrength(
  request: GraphRequest,
  { id = '' }: Readonly<Record<string, string>>,
): SandboxResponse {
  const strength = request.state.tenant.authenticationStrengths.find((one) => one.id === id);
  if (strength === undefined) return notFound(id);
  const element = strengthOnTheWire(strength, `${request.baseUrl}/$metadata#${context}('${id}')`);
  return objectResponse(request, `${context}/$entity`, element);
}

/** The strength as Graph sends it, by itself or inside a policy, whose context leads to what it is made of. */
export function strengthOnTheWire(strength: AuthenticationStrength, elementContext: string): GraphObject {
  return {
    ...strength,
    'combinationConfigurations@odata.context': `${elementContext}/combinationConfigurations`,
    combinationConfigurations: [],
  };
}
