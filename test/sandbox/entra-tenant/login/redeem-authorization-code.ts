import { asksForApi } from '../api/api-registration.ts';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { resourceAddress, resourceOfScope } from '../resources.ts';
import { loginError } from './errors.ts';
import type { LoginContext } from './login-context.ts';
import { type Form, tokenResponse } from './token-response.ts';

/** The client proves by its verifier that it is the one who asked: it is public and has no secret. */
export async function redeemAuthorizationCode(
  { url: { origin } }: SandboxRequest,
  form: Form,
  context: LoginContext,
): Promise<SandboxResponse> {
  const {
    code = '',
    client_id: clientId = '',
    redirect_uri: redirectUri = '',
    code_verifier: codeVerifier = '',
  } = form;
  if ([code, clientId, redirectUri, codeVerifier].includes('')) {
    const fields = 'It is code, client_id, redirect_uri or code_verifier.';
    return loginError(400, 'invalid_request', 90014, fields);
  }
  const redemption = { code, clientId, redirectUri, codeVerifier };
  const redeemed = context.authorizationCodes.redeem(redemption, context.state.now());
  if (redeemed.kind === 'refused') return loginError(400, 'invalid_grant', redeemed.errorCode);
  const { authorization } = redeemed;
  const { userId, scope, clientId: client } = authorization;
  const user = context.state.tenant.users.find(({ id }) => id === userId);
  if (user === undefined) return loginError(400, 'invalid_grant', 50034);
  const { api, apiTokens, tokens } = context;
  const token = asksForApi(api, scope)
    ? await apiTokens.forUser(origin, user, client)
    : await tokens.forUser(user, client, resourceAddress(resourceOfScope(scope)), scope);
  const issuedAt = context.state.now();
  const wantsIdToken = scope.split(/\s+/).includes('openid');
  return tokenResponse(token, {
    scope,
    ...(wantsIdToken && { id_token: await apiTokens.idToken(origin, user, { ...authorization, issuedAt }) }),
    ...(form['client_info'] === '1' && { client_info: clientInfo(user.id, context.state.tenant.tenantId) }),
  });
}

/** Who signed in, as Microsoft's own client libraries want to hear it. */
function clientInfo(userId: string, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString('base64url');
}
