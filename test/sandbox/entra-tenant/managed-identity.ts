import type { SandboxRequest, SandboxResponse } from './http/message.ts';
import type { AppIdentity } from './identities.ts';
import type { TokenIssuer } from './tokens.ts';

export const managedIdentityPath = '/msi/token';
const apiVersion = '2019-08-01';

/**
 * The token endpoint that App Service gives to an app: a GET with the app's own secret in `x-identity-header`.
 * The secret decides whose tokens there are; a `client_id` of another identity is refused.
 */
export async function answerManagedIdentity(
  { method, url, headers }: SandboxRequest,
  identities: readonly AppIdentity[],
  tokens: TokenIssuer,
): Promise<SandboxResponse> {
  if (method !== 'GET' || url.pathname !== managedIdentityPath) return refusal(404, 'There is nothing here.');
  if (url.searchParams.get('api-version') !== apiVersion) {
    return refusal(400, `The api-version must be ${apiVersion}.`);
  }
  const identity = identities.find(({ identityHeader }) => identityHeader === headers['x-identity-header']);
  if (identity === undefined) return refusal(403, 'The header x-identity-header is missing or wrong.');
  const clientId = url.searchParams.get('client_id');
  if (clientId !== null && clientId !== identity.clientId) {
    return refusal(
      400,
      'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
    );
  }
  const resource = url.searchParams.get('resource');
  if (resource === null || resource === '') return refusal(400, 'The parameter resource is missing.');
  const token = await tokens.forApp(identity, resource);
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      client_id: identity.clientId,
      expires_on: String(token.expiresOn),
      resource,
      token_type: 'Bearer',
    },
  };
}

function refusal(statusCode: number, message: string): SandboxResponse {
  return { status: statusCode, body: { statusCode, message } };
}
