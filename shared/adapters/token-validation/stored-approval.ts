import { decodeJwt, errors, importJWK, jwtVerify } from 'jose';
import type { Approval } from '../../core/remediation/course/remediation.ts';

/**
 * What is wrong with the token of an approval, held against the key that is stored beside it; undefined: nothing. Asks
 * nobody, so that it works when Entra ID no longer publishes the key: that the key was Entra ID's is what whoever wrote
 * the approval says.
 */
export async function storedApprovalProblem({
  by,
  signedHash,
  idToken,
  key,
}: Pick<Approval, 'by' | 'signedHash' | 'idToken' | 'key'>): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(idToken, await importJWK(key, 'RS256'), {
      algorithms: ['RS256'],
      // It held when it was issued.
      currentDate: new Date((decodeJwt(idToken).iat ?? 0) * 1_000),
    });
    if (payload['nonce'] !== signedHash) return 'the token of the approval signs something else.';
    return payload['oid'] === by.objectId ? undefined : 'the token of the approval is of somebody else.';
  } catch (error) {
    if (!(error instanceof errors.JOSEError || error instanceof TypeError || isOfKeys(error))) throw error;
    return 'the token of the approval is not signed with the key that is stored beside it.';
  }
}

/** Web Crypto refuses what can be no key. */
function isOfKeys(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'DataError';
}
