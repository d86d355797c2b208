import { isIP } from 'node:net';
import { type Platform, type SignIn, willingSignIn } from '../evaluation/sign-in.ts';
import { findUser } from '../graph/directory.ts';
import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { playSignIn } from '../play-sign-in.ts';
import { resourceOfScope } from '../resources.ts';
import type { DeviceCode } from './device-codes.ts';
import { loginErrorBody } from './errors.ts';
import type { LoginContext } from './login-context.ts';
import { deviceLoginForm, messagePage } from './pages.ts';

export function showDeviceLogin(): SandboxResponse {
  return page(200, deviceLoginForm());
}

/**
 * The user enters the code and signs in, here, in a browser of their own: Conditional Access decides about that
 * browser. Fields: `user_code`, `username`, and for what a loopback connection cannot show, `ip_address`, `country`
 * (empty: unknown), `authentication_method`; `decline` instead of all that. The platform is read off the User-Agent.
 */
export function submitDeviceLogin(request: SandboxRequest, context: LoginContext): SandboxResponse {
  const form = formOf(request);
  const now = context.state.now();
  const code = context.deviceCodes.byUserCode(form['user_code'] ?? '');
  if (code === undefined) return refuse(request, 70018);
  if (now >= code.expiresAt) return refuse(request, 70019);
  if (code.progress.kind !== 'pending') return refuse(request, 90119);
  if (form['decline'] !== undefined) {
    context.deviceCodes.advance(code, { kind: 'declined' });
    return answer(request, { outcome: 'declined' }, 'You have declined. You may close this window.');
  }
  const user = findUser(context.state.tenant, form['username'] ?? '');
  if (user === undefined) return refuse(request, 50034);
  return signIn(request, context, code, user.id);
}

function signIn(
  request: SandboxRequest,
  context: LoginContext,
  code: DeviceCode,
  userId: string,
): SandboxResponse {
  const attempt = signInOf(request, code, userId);
  if (isIP(attempt.ipAddress) === 0) return refuse(request, 90014, 'It is ip_address.');
  const evaluation = playSignIn(context.state, context.signIns, attempt, code.clientId);
  // After a refusal the code stays open, as Entra leaves it: the client keeps polling until it expires.
  if (evaluation.outcome !== 'token') return refuse(request, evaluation.errorCode);
  context.deviceCodes.advance(code, { kind: 'signedIn', userId });
  return answer(
    request,
    { outcome: 'token' },
    'You have signed in on your device. You may close this window.',
  );
}

function signInOf(request: SandboxRequest, code: DeviceCode, userId: string): SignIn {
  const form = formOf(request);
  const country = form['country'] ?? willingSignIn.country;
  return {
    ...willingSignIn,
    userId,
    resource: resourceOfScope(code.scope),
    flow: 'deviceCodeFlow',
    platform: platformOf(request.headers['user-agent'] ?? ''),
    ipAddress: form['ip_address'] ?? willingSignIn.ipAddress,
    country: country === '' ? null : country,
    authenticationMethod: form['authentication_method'] ?? willingSignIn.authenticationMethod,
  };
}

/** What a browser says of itself; anybody can say anything. */
function platformOf(userAgent: string): Platform | null {
  const marks: readonly [RegExp, Platform][] = [
    [/Windows Phone/, 'windowsPhone'],
    [/Windows NT/, 'windows'],
    [/Android/, 'android'],
    [/iPhone|iPad/, 'iOS'],
    [/Mac OS X|Macintosh/, 'macOS'],
    [/Linux/, 'linux'],
  ];
  return marks.find(([mark]) => mark.test(userAgent))?.[1] ?? null;
}

/** JSON for programs, a page for people. */
function answer(request: SandboxRequest, body: object, message: string): SandboxResponse {
  return wantsJson(request) ? { status: 200, body } : page(200, messagePage('Device sign-in', message));
}

function refuse(request: SandboxRequest, errorCode: number, detail = ''): SandboxResponse {
  const error = loginErrorBody('access_denied', errorCode, detail);
  if (wantsJson(request)) return { status: 400, body: error };
  return page(200, messagePage('You cannot access this right now', error.error_description, errorCode));
}

function wantsJson({ headers }: SandboxRequest): boolean {
  return headers['accept']?.includes('application/json') ?? false;
}

function page(status: number, body: string): SandboxResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
