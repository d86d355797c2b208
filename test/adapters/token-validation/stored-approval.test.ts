import { beforeAll, describe, expect, test } from 'vitest';
import { storedApprovalProblem } from '../../../shared/adapters/token-validation/stored-approval.ts';
import type { Approval } from '../../../shared/core/remediation/course/remediation.ts';
import { exampleApproval } from '../../application/remediation/remediation-examples.ts';
import { ada } from '../../core/exceptions/register-examples.ts';
import { signedApproval } from './signed-approval.ts';

const hash = `sha256:${'a'.repeat(64)}`;
let approval: Approval;
let others: Approval;
beforeAll(async () => {
  [approval, others] = [await signedApproval(hash), await signedApproval(hash)];
});

describe('a stored approval', () => {
  test('holds with the key that is stored beside it, long after its token has expired', async () => {
    expect(await storedApprovalProblem(approval)).toBeUndefined();
  });

  test.each<[string, () => Approval, RegExp]>([
    ['of another hash', () => ({ ...approval, signedHash: `sha256:${'b'.repeat(64)}` }), /something else/],
    ['of somebody else', () => ({ ...approval, by: ada }), /somebody else/],
    ['with the key of another token', () => ({ ...approval, key: others.key }), /not signed/],
    [
      'whose token was changed',
      () => ({ ...approval, idToken: withOtherClaims(approval.idToken) }),
      /not signed/,
    ],
    ['without a token', () => exampleApproval(hash), /not signed/],
    ['with no key', () => ({ ...approval, key: {} }), /not signed/],
    ['with a key that is none', () => ({ ...approval, key: { kty: 'RSA', n: '!', e: '!' } }), /not signed/],
    ['with a secret for a key', () => ({ ...approval, key: { kty: 'oct', k: 'c2VjcmV0' } }), /not signed/],
  ])('does not hold %s', async (_what, make, problem) => {
    expect(await storedApprovalProblem(make())).toMatch(problem);
  });
});

function withOtherClaims(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify(Object.assign({ extra: true }, claims))).toString('base64url');
  return [header, changed, signature].join('.');
}
