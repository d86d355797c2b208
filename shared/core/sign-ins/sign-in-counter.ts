import { useKindOf } from './device-code-use.ts';
import type { AppliedPolicy, SignIn } from './sign-in.ts';
import {
  addPolicyResult,
  addUse,
  type DeviceCodeUse,
  type PolicyResult,
  type SignInCounts,
  sorted,
} from './sign-in-counts.ts';

/** Policies that are off have this result on every sign-in: it says nothing. */
const policyIsOff = 'notEnabled';

/** Counts sign-ins, each id once: pages overlap when records arrive while they are read, and requests are sent again. */
export class SignInCounter {
  readonly #counted = new Set<string>();
  readonly #uses = new Map<string, DeviceCodeUse>();
  readonly #policyResults = new Map<string, PolicyResult>();
  #withoutPolicies = 0;

  add(signIn: SignIn): void {
    if (this.#counted.has(signIn.id)) return;
    this.#counted.add(signIn.id);
    const kind = useKindOf(signIn);
    if (kind !== undefined) addUse(this.#uses, useOf(signIn, kind));
    if (signIn.appliedPolicies === undefined) this.#withoutPolicies += 1;
    const telling = (signIn.appliedPolicies ?? []).filter(({ result }) => result !== policyIsOff);
    for (const policy of telling) addPolicyResult(this.#policyResults, policyResultOf(signIn, policy));
  }

  counts(): SignInCounts {
    return {
      signIns: this.#counted.size,
      withoutPolicies: this.#withoutPolicies,
      uses: sorted(this.#uses),
      policyResults: sorted(this.#policyResults),
    };
  }
}

function useOf(signIn: SignIn, kind: DeviceCodeUse['kind']): DeviceCodeUse {
  const { createdDateTime: at, userId, userPrincipalName, appId, appDisplayName } = signIn;
  const { resourceId, resourceDisplayName, resourceTenantId } = signIn;
  return {
    userId,
    userPrincipalName,
    appId,
    appDisplayName,
    resourceId,
    resourceDisplayName,
    resourceTenantId,
    kind,
    count: 1,
    firstAt: at,
    lastAt: at,
  };
}

function policyResultOf(
  { userId, userPrincipalName, appId, appDisplayName, errorCode }: SignIn,
  { id, displayName, result }: AppliedPolicy,
): PolicyResult {
  return {
    policyId: id,
    policyDisplayName: displayName,
    result,
    userId,
    userPrincipalName,
    appId,
    appDisplayName,
    count: 1,
    ...(result === 'failure' && errorCode !== 0 && { errorCodes: { [errorCode]: 1 } }),
  };
}
