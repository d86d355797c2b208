import { describe, expect, it } from 'vitest';
import type { VerifiedIdToken } from '../../../shared/application/ports/approval-verifier.ts';
import {
  approvalsCountSince,
  expectSignature,
  type SignedDecision,
} from '../../../shared/application/remediation/approval-checks.ts';
import { ConflictError, ForbiddenError, UnauthenticatedError } from '../../../shared/core/errors.ts';

const hash = `sha256:${'1'.repeat(64)}`;
const otherHash = `sha256:${'2'.repeat(64)}`;
const by = { objectId: '20000000-0000-4000-8000-000000000002', name: 'Bo' };

const time = (text: string) => `2026-11-02T${text}.000Z`;
const decision: SignedDecision = { hash, since: time('06:00:00'), until: time('18:00:00') };
const approval = { by, at: time('12:00:00'), signedHash: hash };
const token: VerifiedIdToken = {
  objectId: by.objectId,
  tenantId: '10000000-0000-4000-8000-000000000001',
  name: 'Bo',
  nonce: hash,
  issuedAt: time('11:59:00'),
  expiresAt: time('13:00:00'),
  roles: ['Results.Read', 'Remediation.Approve'],
  authenticationContexts: ['c1'],
  key: {},
};

interface Changes {
  readonly decision?: Partial<SignedDecision>;
  readonly approval?: Partial<typeof approval>;
  readonly token?: Partial<VerifiedIdToken>;
}

const check = (changed: Changes) => () =>
  expectSignature(
    { ...decision, ...changed.decision },
    { ...approval, ...changed.approval },
    { ...token, ...changed.token },
  );

describe('A signature counts', () => {
  it.each<[string, Changes]>([
    ['of what there is to decide on', {}],
    ['with the authentication context that is asked for', { decision: { authenticationContext: 'c1' } }],
    ['where the decision has no last moment', { decision: { until: null } }],
    ['where the clocks differ by a minute', { token: { issuedAt: time('12:01:00') } }],
    ['at the moment when there is something to decide on', { decision: { since: time('12:00:00') } }],
    ['ten minutes after the sign-in', { token: { issuedAt: time('11:50:00') } }],
  ])('%s', (_what, changed) => {
    expect(check(changed)).not.toThrow();
  });
});

type ErrorClass = typeof ConflictError | typeof ForbiddenError | typeof UnauthenticatedError;

describe('A signature is refused', () => {
  it.each<[string, Changes, ErrorClass, string]>([
    [
      'of somebody else',
      { token: { objectId: '20000000-0000-4000-8000-000000000003' } },
      UnauthenticatedError,
      'somebody else',
    ],
    [
      'without the role',
      { token: { roles: ['Remediation.Propose'] } },
      ForbiddenError,
      'Remediation.Approve',
    ],
    [
      'without the authentication context',
      { decision: { authenticationContext: 'c2' } },
      ForbiddenError,
      'authentication context c2',
    ],
    ['whose nonce is of another plan', { token: { nonce: otherHash } }, ConflictError, 'nonce'],
    [
      'of a plan that is no longer the one that is stored',
      { decision: { hash: otherHash } },
      ConflictError,
      'not what there is to decide on',
    ],
    [
      'of the other hash, sent as the one that is stored',
      { approval: { signedHash: otherHash } },
      ConflictError,
      'nonce',
    ],
    [
      'issued before there was anything to decide on',
      { decision: { since: time('12:00:00') }, token: { issuedAt: time('11:58:59') } },
      ConflictError,
      'older than what there is to decide on',
    ],
    ['given before that', { decision: { since: time('12:00:01') } }, ConflictError, 'older'],
    ['given at the last moment', { decision: { until: time('12:00:00') } }, ConflictError, 'has passed'],
    ['issued in the future', { token: { issuedAt: time('12:01:01') } }, UnauthenticatedError, 'future'],
    [
      'more than ten minutes after the sign-in',
      { token: { issuedAt: time('11:48:59') } },
      UnauthenticatedError,
      '10 minutes',
    ],
    [
      'after the token has expired',
      { token: { expiresAt: time('11:58:59') } },
      UnauthenticatedError,
      'expired',
    ],
    ['whose time cannot be read', { token: { issuedAt: 'now' } }, ConflictError, 'older'],
    ['given at a time that cannot be read', { approval: { at: '' } }, ConflictError, 'older'],
    ['of a decision whose last moment cannot be read', { decision: { until: '' } }, ConflictError, 'passed'],
  ])('%s', (_what, changed, error, message) => {
    expect(check(changed)).toThrow(error);
    expect(check(changed)).toThrow(message);
  });
});

it('Approvals count since nothing where there is no journal', () => {
  expect(approvalsCountSince([])).toBeUndefined();
});
