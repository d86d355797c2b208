import { asksForApi } from '../api/api-registration.ts';
import { evaluateSignIn } from '../evaluation/evaluate-sign-in.ts';
import type { User } from '../graph-types.ts';
import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import {
  baselineScopes,
  graphScopesIn,
  microsoftGraph,
  resourceAddress,
  resourceOfScope,
} from '../resources.ts';
import type { IssuedToken } from '../tokens.ts';
import { lifetimeSeconds, pollIntervalSeconds } from './device-codes.ts';
import { loginError } from './errors.ts';
import type { LoginContext } from './login-context.ts';
import { redeemAuthorizationCode } from './redeem-authorization-code.ts';
import { type Form, tokenResponse } from './token-response.ts';

const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** Starts a device code sign-in. Conditional Access is not asked here: nobody has signed in yet. */
export function startDeviceCode(request: SandboxRequest, context: LoginContext): SandboxResponse {
  const { client_id: clientId, scope } = formOf(request);
  if (clientId === undefined || scope === undefined) {
    return loginError(400, 'invalid_request', 90014, 'It is client_id or scope.');
  }
  const { userCode, deviceCode } = context.deviceCodes.start(clientId, scope, context.state.now());
  const verificationUri = `${request.url.origin}/devicelogin`;
  return {
    status: 200,
    body: {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: lifetimeSeconds,
      interval: pollIntervalSeconds,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    },
  };
}

export async function issueToken(request: SandboxRequest, context: LoginContext): Promise<SandboxResponse> {
  const form = formOf(request);
  switch (form['grant_type']) {
    case deviceCodeGrant:
    case 'device_code':
      return redeemDeviceCode(form, context);
    case 'refresh_token':
      return refreshSession(form, context);
    case 'authorization_code':
      return redeemAuthorizationCode(request, form, context);
    case 'client_credentials':
      return clientCredentials(request, form, context);
    default:
      return loginError(400, 'unsupported_grant_type', 70003);
  }
}

async function redeemDeviceCode(form: Form, context: LoginContext): Promise<SandboxResponse> {
  const code = context.deviceCodes.byDeviceCode(form['device_code'] ?? '');
  if (code === undefined || code.clientId !== form['client_id'] || code.progress.kind === 'redeemed') {
    return loginError(400, 'bad_verification_code', 70020);
  }
  if (code.progress.kind === 'declined') return loginError(400, 'authorization_declined', 65004);
  if (context.state.now() >= code.expiresAt) return loginError(400, 'expired_token', 70019);
  if (code.progress.kind === 'pending') return loginError(400, 'authorization_pending', 70016);
  const { signIn } = code.progress;
  const { userId } = signIn;
  const user = context.state.tenant.users.find(({ id }) => id === userId);
  if (user === undefined) return loginError(400, 'invalid_grant', 50034);
  context.deviceCodes.advance(code, { kind: 'redeemed' });
  const { clientId, scope } = code;
  const wantsRefreshToken = scope.split(/\s+/).includes('offline_access');
  const refreshToken = wantsRefreshToken && context.refreshTokens.issue({ clientId, scope, signIn });
  return tokenResponse(await tokenFor(user, clientId, scope, context), {
    scope,
    ...(refreshToken !== false && { refresh_token: refreshToken }),
  });
}

/** Policies are asked again, as they are now, about the sign-in that the session began with. */
async function refreshSession(form: Form, context: LoginContext): Promise<SandboxResponse> {
  const { state, refreshTokens, signIns } = context;
  const token = form['refresh_token'] ?? '';
  const session = refreshTokens.session(token, form['client_id']);
  const user = state.tenant.users.find(({ id }) => id === session?.signIn.userId);
  if (session === undefined || user === undefined) return loginError(400, 'invalid_grant', 9002313);
  const { clientId, scope } = session;
  const signIn = { ...session.signIn, isSessionRefresh: true };
  const evaluation = evaluateSignIn(state.tenant, signIn);
  signIns.record({ at: state.now(), eventType: 'nonInteractiveUser', clientId, signIn, evaluation });
  if (evaluation.outcome !== 'token') {
    refreshTokens.delete(token);
    return loginError(400, 'invalid_grant', evaluation.errorCode);
  }
  return tokenResponse(await tokenFor(user, clientId, scope, context), { scope, refresh_token: token });
}

function tokenFor(
  user: User,
  clientId: string,
  asked: string,
  { tokens }: LoginContext,
): Promise<IssuedToken> {
  const resource = resourceOfScope(asked);
  const scope = [baselineScopes, microsoftGraph].includes(resource)
    ? graphScopesIn(asked)
    : 'user_impersonation';
  return tokens.forUser(user, clientId, resourceAddress(resource), scope);
}

async function clientCredentials(
  { url: { origin } }: SandboxRequest,
  form: Form,
  { applications, api, apiTokens, tokens }: LoginContext,
): Promise<SandboxResponse> {
  const { client_id: id, client_secret: secret, scope = '' } = form;
  const application = applications.find(({ clientId }) => clientId === id);
  if (application === undefined) return loginError(400, 'unauthorized_client', 700016);
  if (application.clientSecret !== secret) return loginError(401, 'invalid_client', 7000215);
  const token = asksForApi(api, scope)
    ? await apiTokens.forApplication(origin, application)
    : await tokens.forApp(application, scope.replace(/\/\.default$/, ''));
  return tokenResponse(token, {});
}
