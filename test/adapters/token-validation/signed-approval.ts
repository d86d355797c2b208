import { SignJWT } from 'jose';
import type { Approval } from '../../../shared/core/remediation/course/remediation.ts';
import { exampleApproval } from '../../application/remediation/remediation-examples.ts';
import { newKey } from './test-authority.ts';

/** An approval whose token is signed with a key of its own; it expired long ago. */
export async function signedApproval(signedHash: string, parts: Partial<Approval> = {}): Promise<Approval> {
  const { published, privateKey } = await newKey();
  const approval = exampleApproval(signedHash, parts);
  const issued = Date.UTC(2026, 10, 2, 6, 10) / 1_000;
  const idToken = await new SignJWT({ nonce: signedHash, oid: approval.by.objectId })
    .setProtectedHeader({ alg: 'RS256', kid: published.kid })
    .setIssuedAt(issued)
    .setExpirationTime(issued + 3_600)
    .sign(privateKey);
  return { ...approval, idToken, key: published };
}
