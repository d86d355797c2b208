/**
 * One sign-in of the log, as far as it is evidence. Names are Graph's. Ids are in lower case, `createdDateTime` is
 * ISO 8601 in UTC with milliseconds; what the log leaves out is the empty text.
 */
export interface SignIn extends SignInParties {
  readonly id: string;
  readonly createdDateTime: string;
  /** The number of the AADSTS error; 0 where a token was issued. */
  readonly errorCode: number;
  /** An open list of words: `deviceCode` is the one that matters, and stands on successful sign-ins only. */
  readonly authenticationProtocol: string;
  /** `deviceCodeFlow` on every sign-in of a session that began with that flow. */
  readonly originalTransferMethod: string;
  /** Undefined where the log does not show them, which does not mean that none applied. */
  readonly appliedPolicies: readonly AppliedPolicy[] | undefined;
}

/** Who signed in by which app to what. */
export interface SignInParties {
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly appId: string;
  readonly appDisplayName: string;
  readonly resourceId: string;
  readonly resourceDisplayName: string;
  /** Another tenant that the resource belongs to, whose policies decide; null: this tenant. */
  readonly resourceTenantId: string | null;
}

/** What a policy did to a sign-in. `result` is an open list of words, e.g. `reportOnlyFailure`. */
export interface AppliedPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly result: string;
  /** The rules by which the sign-in came into its scope, e.g. `deviceCodeFlow`; empty where the log does not say. */
  readonly includeRulesSatisfied: readonly string[];
}
