import { describe, expect, it } from 'vitest';
import { type UseKind, useKindOf } from '../../../shared/core/sign-ins/device-code-use.ts';
import type { AppliedPolicy, SignIn } from '../../../shared/core/sign-ins/sign-in.ts';
import { signIn } from './sign-ins.ts';

const blockedByFlow: AppliedPolicy = {
  id: 'p1',
  displayName: 'Block device code flow',
  result: 'failure',
  includeRulesSatisfied: ['allApps', 'deviceCodeFlow'],
};

const cases: readonly [string, Partial<SignIn>, UseKind | undefined][] = [
  ['a code was entered', { authenticationProtocol: 'deviceCode' }, 'direct'],
  [
    'a code was entered, and the session is tracked',
    { authenticationProtocol: 'deviceCode', originalTransferMethod: 'deviceCodeFlow' },
    'direct',
  ],
  ['a token of a tracked session', { originalTransferMethod: 'deviceCodeFlow' }, 'tracked'],
  ['a block, with the flow shown', { errorCode: 53003, originalTransferMethod: 'deviceCodeFlow' }, 'blocked'],
  ['a tracked refresh token that is refused, which says the flow itself', { errorCode: 530036 }, 'blocked'],
  ['a block by a rule on the flow', { errorCode: 53003, appliedPolicies: [blockedByFlow] }, 'blocked'],
  [
    'a device that cannot be shown under the flow',
    { errorCode: 53000, originalTransferMethod: 'deviceCodeFlow' },
    'blocked',
  ],
  ['a block that shows nothing of the flow', { errorCode: 53003 }, undefined],
  [
    'a block where a rule on the flow would only have blocked in report-only',
    { errorCode: 53003, appliedPolicies: [{ ...blockedByFlow, result: 'reportOnlyFailure' }] },
    undefined,
  ],
  [
    'the question whether the app is the right one, a normal step',
    { errorCode: 50199, authenticationProtocol: 'deviceCode' },
    undefined,
  ],
  ['a request for MFA', { errorCode: 50076, originalTransferMethod: 'deviceCodeFlow' }, undefined],
  ['another flow', { originalTransferMethod: 'authenticationTransfer' }, undefined],
  ['an ordinary sign-in whose policies are not shown', { appliedPolicies: undefined }, undefined],
];

describe('What a sign-in says of the device code flow', () => {
  it.each(cases)('%s', (_what, more, kind) => {
    expect(useKindOf(signIn(more))).toBe(kind);
  });
});
