import { type Platform, type SignIn, willingSignIn } from '../evaluation/sign-in.ts';
import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { loginErrorBody } from './errors.ts';
import { messagePage } from './pages.ts';

/**
 * What the user's browser shows of a sign-in. Fields of the form, for what a loopback connection cannot show:
 * `ip_address`, `country` (empty: unknown), `authentication_method`. The platform is read off the User-Agent.
 */
export function browserOf(
  request: SandboxRequest,
): Pick<SignIn, 'platform' | 'ipAddress' | 'country' | 'authenticationMethod'> {
  const form = formOf(request);
  const country = form['country'] ?? willingSignIn.country;
  return {
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
export function answer(
  request: SandboxRequest,
  body: object,
  title: string,
  message: string,
): SandboxResponse {
  return wantsJson(request) ? { status: 200, body } : page(messagePage(title, message));
}

/** The sign-in ends here, with the error as Entra words it. */
export function refuse(request: SandboxRequest, errorCode: number, detail = ''): SandboxResponse {
  const error = loginErrorBody('access_denied', errorCode, detail);
  if (wantsJson(request)) return { status: 400, body: error };
  return page(messagePage('You cannot access this right now', error.error_description, errorCode));
}

export function page(body: string): SandboxResponse {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function wantsJson({ headers }: SandboxRequest): boolean {
  return headers['accept']?.includes('application/json') ?? false;
}
