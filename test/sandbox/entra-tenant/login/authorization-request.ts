import type { ApiRegistration } from '../api/api-registration.ts';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { authenticationContextsIn } from './authentication-contexts.ts';
import { page, refuse } from './browser.ts';
import { loginErrorBody } from './errors.ts';
import type { LoginContext } from './login-context.ts';
import { postingForm } from './pages.ts';

/** What a client asks `/authorize` for. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  readonly scope: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string;
  readonly loginHint: string | undefined;
  /** Ids such as `c1`, out of the `claims` parameter. */
  readonly authenticationContexts: readonly string[];
}

const responseModes = ['query', 'fragment', 'form_post'] as const;
type ResponseMode = (typeof responseModes)[number];

const malformedRequest = 9002313;

/** A SHA-256 in base64url. */
const challengeForm = /^[\w-]{43}$/;

/**
 * The request, or the answer that refuses it: on a page where it is not sure that the redirect address is the client's,
 * else at that address.
 */
export function readAuthorizationRequest(
  request: SandboxRequest,
  { api }: LoginContext,
): AuthorizationRequest | SandboxResponse {
  const given = (name: string) => request.url.searchParams.get(name) ?? undefined;
  const redirectUri = given('redirect_uri');
  if (given('client_id') !== api.clientId) return refuse(request, 700016);
  if (redirectUri === undefined || !isRegistered(api, redirectUri)) return refuse(request, 50011);
  const contexts = authenticationContextsIn(given('claims'));
  const asked: AuthorizationRequest = {
    clientId: api.clientId,
    redirectUri,
    responseMode: responseModes.find((mode) => mode === given('response_mode')) ?? 'query',
    scope: given('scope') ?? '',
    state: given('state'),
    nonce: given('nonce'),
    codeChallenge: given('code_challenge') ?? '',
    loginHint: given('login_hint'),
    authenticationContexts: contexts ?? [],
  };
  const errorCode = contexts === undefined ? malformedRequest : wrongIn(asked, given);
  return errorCode === undefined ? asked : redirectTo(asked, { error: 'invalid_request', errorCode });
}

/** The number of the error, if something is wrong. Without a code challenge nobody gets a code here. */
function wrongIn(
  { scope, codeChallenge, responseMode }: AuthorizationRequest,
  given: (name: string) => string | undefined,
): number | undefined {
  if (given('response_type') !== 'code') return 700054;
  if ((given('response_mode') ?? responseMode) !== responseMode) return 90023;
  if (scope.trim() === '') return 900144;
  if (given('code_challenge_method') !== 'S256') return 501491;
  return challengeForm.test(codeChallenge) ? undefined : 50147;
}

/** Exactly a registered one; of one on loopback the port is free (RFC 8252, 7.3). */
function isRegistered({ redirectUris }: ApiRegistration, redirectUri: string): boolean {
  const withoutPort = loopbackWithoutPort(redirectUri);
  return redirectUris.some(
    (registered) =>
      registered === redirectUri ||
      (withoutPort !== undefined && loopbackWithoutPort(registered) === withoutPort),
  );
}

function loopbackWithoutPort(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(url.hostname)) return undefined;
  url.port = '';
  return url.href;
}

type Outcome = { readonly code: string } | { readonly error: string; readonly errorCode: number };

/** Sends the browser back to the client: with a form that it posts, or to an address. */
export function redirectTo(
  { redirectUri, responseMode, state }: AuthorizationRequest,
  outcome: Outcome,
): SandboxResponse {
  const members = new URLSearchParams(
    'code' in outcome
      ? { code: outcome.code }
      : {
          error: outcome.error,
          error_description: loginErrorBody(outcome.error, outcome.errorCode).error_description,
        },
  );
  if (state !== undefined) members.set('state', state);
  if (responseMode === 'form_post') return page(postingForm(redirectUri, members));
  const location = new URL(redirectUri);
  if (responseMode === 'fragment') location.hash = String(members);
  else for (const [name, value] of members) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href, 'cache-control': 'no-store' } };
}
