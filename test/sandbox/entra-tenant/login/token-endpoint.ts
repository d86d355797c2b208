import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { baselineScopes, resourceAddress, resourceOfScope } from '../resources.ts';
import type { IssuedToken } from '../tokens.ts';
import { lifetimeSeconds, pollIntervalSeconds } from './device-codes.ts';
import { loginError } from './errors.ts';
import type { LoginContext } from './login-context.ts';

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
    case 'client_credentials':
      return clientCredentials(form, context);
    default:
      return loginError(400, 'unsupported_grant_type', 70003);
  }
}

type Form = Readonly<Record<string, string | undefined>>;

async function redeemDeviceCode(form: Form, context: LoginContext): Promise<SandboxResponse> {
  const code = context.deviceCodes.byDeviceCode(form['device_code'] ?? '');
  if (code === undefined || code.clientId !== form['client_id'] || code.progress.kind === 'redeemed') {
    return loginError(400, 'bad_verification_code', 70020);
  }
  if (code.progress.kind === 'declined') return loginError(400, 'authorization_declined', 65004);
  if (context.state.now() >= code.expiresAt) return loginError(400, 'expired_token', 70019);
  if (code.progress.kind === 'pending') return loginError(400, 'authorization_pending', 70016);
  const { userId } = code.progress;
  const user = context.state.tenant.users.find(({ id }) => id === userId);
  if (user === undefined) return loginError(400, 'invalid_grant', 50034);
  context.deviceCodes.advance(code, { kind: 'redeemed' });
  const audience = resourceAddress(resourceOfScope(code.scope));
  const scope = resourceOfScope(code.scope) === baselineScopes ? code.scope : 'user_impersonation';
  const token = await context.tokens.forUser(user, code.clientId, audience, scope);
  return tokenResponse(token, { scope: code.scope });
}

async function clientCredentials(form: Form, context: LoginContext): Promise<SandboxResponse> {
  const identity = context.identities.find(({ clientId }) => clientId === form['client_id']);
  if (identity === undefined) return loginError(400, 'unauthorized_client', 700016);
  if (identity.clientSecret !== form['client_secret']) return loginError(401, 'invalid_client', 7000215);
  const audience = (form['scope'] ?? '').replace(/\/\.default$/, '');
  return tokenResponse(await context.tokens.forApp(identity, audience), {});
}

function tokenResponse(token: IssuedToken, more: Readonly<Record<string, string>>): SandboxResponse {
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      token_type: 'Bearer',
      ...more,
      expires_in: token.expiresInSeconds,
      ext_expires_in: token.expiresInSeconds,
      access_token: token.accessToken,
    },
  };
}
