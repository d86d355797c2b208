import * as z from 'zod';
import type {
  ApprovalVerifier,
  VerifiedIdToken,
} from '../../../shared/application/ports/approval-verifier.ts';
import { UnauthenticatedError } from '../../../shared/core/errors.ts';

const said = z.object({
  objectId: z.string(),
  tenantId: z.string(),
  name: z.string(),
  nonce: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string(),
  roles: z.array(z.string()),
  authenticationContexts: z.array(z.string()),
});

/** What a made-up ID token says. Its lifetime is an hour unless told otherwise. */
export type SaidByIdToken = Pick<VerifiedIdToken, 'objectId' | 'nonce' | 'issuedAt'> &
  Partial<VerifiedIdToken>;

/** Takes what a token would say, written down, for a token that Entra signed. */
export class InMemoryApprovalVerifier implements ApprovalVerifier {
  async verify(idToken: string): Promise<VerifiedIdToken> {
    const [prefix, written] = idToken.split('.');
    if (prefix !== 'signed')
      throw new UnauthenticatedError('The ID token is not signed by the tenant of this API.');
    const parsed = said.parse(JSON.parse(Buffer.from(written ?? '', 'base64url').toString()));
    return { ...parsed, key: { kty: 'RSA', kid: 'made-up' } };
  }
}

/** An ID token that the twin verifies. */
export function idTokenOf(token: SaidByIdToken): string {
  const whole = {
    tenantId: '10000000-0000-4000-8000-000000000001',
    name: 'Somebody',
    expiresAt: new Date(Date.parse(token.issuedAt) + 3_600_000).toISOString(),
    roles: ['Remediation.Approve'],
    authenticationContexts: [],
    ...token,
  };
  return `signed.${Buffer.from(JSON.stringify(whole)).toString('base64url')}.twin`;
}
