import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import type { LoginContext } from './login-context.ts';

/** The OpenID Connect configuration of the tenant. */
export function openIdConfiguration({ url }: SandboxRequest, { state }: LoginContext): SandboxResponse {
  const authority = `${url.origin}/${state.tenant.tenantId}`;
  return {
    status: 200,
    body: {
      issuer: `${authority}/v2.0`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${authority}/oauth2/v2.0/devicecode`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      code_challenge_methods_supported: ['S256'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    },
  };
}

export function signingKeys({ keys }: LoginContext): SandboxResponse {
  return { status: 200, body: keys.jwks };
}
