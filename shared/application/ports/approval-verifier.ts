/** Checks ID tokens that are approvals: signature by the tenant's published keys, issuer, audience, tenant. */
export interface ApprovalVerifier {
  /**
   * Throws UnauthenticatedError for a token that is none of a person's ID tokens for this API, saying what is wrong
   * and never repeating it; TransientError where the keys of its issuer cannot be read. Whether it has expired since it
   * was given is not looked at: `verify` tells when it was issued, and its caller decides.
   */
  verify(idToken: string): Promise<VerifiedIdToken>;
}

/** What a verified ID token says. Times are ISO 8601. */
export interface VerifiedIdToken {
  readonly objectId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly roles: readonly string[];
  /** Authentication contexts that were satisfied (`acrs`). */
  readonly authenticationContexts: readonly string[];
  /** The public key (JWK) that the signature fits. */
  readonly key: Readonly<Record<string, unknown>>;
}
