import { isIP } from 'node:net';
import { type SignIn, willingSignIn } from '../evaluation/sign-in.ts';
import { findUser } from '../graph/directory.ts';
import { formOf, type SandboxRequest, type SandboxResponse } from '../http/message.ts';
import { playSignIn } from '../play-sign-in.ts';
import { resourceOfScope } from '../resources.ts';
import { answer, browserOf, page, refuse } from './browser.ts';
import type { DeviceCode } from './device-codes.ts';
import type { LoginContext } from './login-context.ts';
import { deviceLoginForm } from './pages.ts';

const title = 'Device sign-in';

export function showDeviceLogin(): SandboxResponse {
  return page(deviceLoginForm());
}

/**
 * The user enters the code and signs in, here, in a browser of their own: Conditional Access decides about that
 * browser. Fields: `user_code`, `username` and those of `browserOf`; `decline` instead of all that.
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
    return answer(request, { outcome: 'declined' }, title, 'You have declined. You may close this window.');
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
  context.deviceCodes.advance(code, { kind: 'signedIn', signIn: { ...attempt, userId } });
  return answer(
    request,
    { outcome: 'token' },
    title,
    'You have signed in on your device. You may close this window.',
  );
}

function signInOf(request: SandboxRequest, code: DeviceCode, userId: string): SignIn {
  return {
    ...willingSignIn,
    ...browserOf(request),
    userId,
    resource: resourceOfScope(code.scope),
    flow: 'deviceCodeFlow',
  };
}
