import { evaluateSignIn } from './evaluation/evaluate-sign-in.ts';
import type { Evaluation, SignIn } from './evaluation/sign-in.ts';
import { azureCli } from './resources.ts';
import type { SandboxState } from './sandbox-state.ts';
import type { SignInLog } from './sign-in-log.ts';

/** Evaluates one sign-in as the tenant is now and logs it, as if somebody had tried it. */
export function playSignIn(
  state: SandboxState,
  signIns: SignInLog,
  signIn: SignIn,
  clientId = azureCli,
): Evaluation {
  const evaluation = evaluateSignIn(state.tenant, signIn);
  signIns.record({ at: state.now(), clientId, signIn, evaluation });
  return evaluation;
}
