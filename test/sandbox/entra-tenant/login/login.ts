import type { Handler, SandboxRequest, SandboxResponse } from '../http/message.ts';
import { Routes } from '../http/routes.ts';
import { showSignIn, submitSignIn } from './authorize.ts';
import { showDeviceLogin, submitDeviceLogin } from './device-login.ts';
import { openIdConfiguration, signingKeys } from './discovery.ts';
import { loginError } from './errors.ts';
import type { LoginContext } from './login-context.ts';
import { issueToken, startDeviceCode } from './token-endpoint.ts';

const anyTenant = ['common', 'organizations'];

/** The sign-in service; undefined for paths that are not its own. */
export function createLogin(
  context: LoginContext,
): (request: SandboxRequest) => Promise<SandboxResponse | undefined> {
  const inTenant =
    (handle: (request: SandboxRequest) => SandboxResponse | Promise<SandboxResponse>): Handler =>
    (request, { tenant = '' }) =>
      tenant === context.state.tenant.tenantId || anyTenant.includes(tenant)
        ? handle(request)
        : loginError(400, 'invalid_request', 90002);
  const routes = new Routes<Handler>()
    .on('GET', '/devicelogin', () => showDeviceLogin())
    .on('POST', '/devicelogin', (request) => submitDeviceLogin(request, context))
    .on(
      'GET',
      '/:tenant/v2.0/.well-known/openid-configuration',
      inTenant((request) => openIdConfiguration(request, context)),
    )
    .on(
      'GET',
      '/:tenant/discovery/v2.0/keys',
      inTenant(() => signingKeys(context)),
    )
    .on(
      'GET',
      '/:tenant/oauth2/v2.0/authorize',
      inTenant((request) => showSignIn(request, context)),
    )
    .on(
      'POST',
      '/:tenant/oauth2/v2.0/authorize',
      inTenant((request) => submitSignIn(request, context)),
    )
    .on(
      'POST',
      '/:tenant/oauth2/v2.0/devicecode',
      inTenant((request) => startDeviceCode(request, context)),
    )
    .on(
      'POST',
      '/:tenant/oauth2/v2.0/token',
      inTenant((request) => issueToken(request, context)),
    );
  return async (request) => {
    const found = routes.find(request.method, request.url.pathname);
    return found?.target(request, found.params);
  };
}
