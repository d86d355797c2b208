import { isIP } from 'node:net';
import { asksForApi } from '../api/api-registration.ts';
import { type SignIn, willingSignIn } from '../evaluation/sign-in.ts';
import { findUser } from '../graph/directory.ts';
import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { playSignIn } from '../play-sign-in.ts';
import { resourceOfScope } from '../resources.ts';
import { type AuthorizationRequest, readAuthorizationRequest, redirectTo } from './authorization-request.ts';
import { browserOf, page, refuse } from './browser.ts';
import type { LoginContext } from './login-context.ts';
import { signInForm } from './pages.ts';

/** The page on which the user says who they are; the form is sent to the same address. */
export function showSignIn(request: SandboxRequest, context: LoginContext): SandboxResponse {
  const asked = readAuthorizationRequest(request, context);
  if ('status' in asked) return asked;
  const { personas, displayName } = context.api;
  return page(
    signInForm({
      client: displayName,
      address: `${request.url.pathname}${request.url.search}`,
      hint: asked.loginHint,
      personas: personas.map(({ name, user }) => ({ name, userName: user.userPrincipalName })),
    }),
  );
}

/**
 * The user signs in, and the browser is sent back to the client with a code. Fields: `username` and those of
 * `browserOf`; `decline` instead of all that. Whom Conditional Access stops sees why, and the client hears nothing.
 */
export function submitSignIn(request: SandboxRequest, context: LoginContext): SandboxResponse {
  const asked = readAuthorizationRequest(request, context);
  if ('status' in asked) return asked;
  const form = formOf(request);
  if (form['decline'] !== undefined) return redirectTo(asked, { error: 'access_denied', errorCode: 65004 });
  const user = findUser(context.state.tenant, form['username'] ?? '');
  if (user === undefined) return refuse(request, 50034);
  const signIn = signInOf(request, context, asked, user.id);
  if (isIP(signIn.ipAddress) === 0) return refuse(request, 90014, 'It is ip_address.');
  const evaluation = playSignIn(context.state, context.signIns, signIn, asked.clientId);
  if (evaluation.outcome !== 'token') return refuse(request, evaluation.errorCode);
  const authenticatedAt = context.state.now();
  const code = context.authorizationCodes.issue(
    { ...asked, userId: user.id, authenticatedAt },
    authenticatedAt,
  );
  return redirectTo(asked, { code });
}

function signInOf(
  request: SandboxRequest,
  { api }: LoginContext,
  { scope, authenticationContexts }: AuthorizationRequest,
  userId: string,
): SignIn {
  return {
    ...willingSignIn,
    ...browserOf(request),
    userId,
    resource: asksForApi(api, scope) ? api.clientId : resourceOfScope(scope),
    flow: 'none',
    authenticationContexts,
    clientApp: 'browser',
  };
}
