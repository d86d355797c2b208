import type { SignIn } from './sign-in.ts';

/**
 * - direct: a code was entered, and a token issued.
 * - tracked: a token was issued later, in a session that began so.
 * - blocked: the flow was tried, or such a session went on, and access was refused.
 */
export type UseKind = 'direct' | 'tracked' | 'blocked';

/** AADSTS errors by which policies, security defaults or their device controls refuse a sign-in. */
export const blockingErrors: ReadonlySet<number> = new Set([
  50005, 50097, 50131, 53000, 53001, 53002, 53003, 530032, 530035, 530036,
]);
/** A refresh token that the checks of authentication flows refuse: it says the flow by itself. */
const refusedByFlow = 530036;

/** What the sign-in is for the question who uses the device code flow; undefined: it says nothing about it. */
export function useKindOf(signIn: SignIn): UseKind | undefined {
  const { errorCode, authenticationProtocol } = signIn;
  if (errorCode !== 0) return blockingErrors.has(errorCode) && isByDeviceCode(signIn) ? 'blocked' : undefined;
  if (authenticationProtocol === 'deviceCode') return 'direct';
  return isByDeviceCode(signIn) ? 'tracked' : undefined;
}

/**
 * Whether the log lets see that the sign-in belongs to the flow. Of a blocked one it mostly does not: then the rule
 * of the policy that blocked may still tell.
 */
export function isByDeviceCode(signIn: SignIn): boolean {
  return (
    signIn.authenticationProtocol === 'deviceCode' ||
    signIn.originalTransferMethod === 'deviceCodeFlow' ||
    signIn.errorCode === refusedByFlow ||
    (signIn.appliedPolicies ?? []).some(
      ({ result, includeRulesSatisfied }) =>
        result === 'failure' && includeRulesSatisfied.includes('deviceCodeFlow'),
    )
  );
}
