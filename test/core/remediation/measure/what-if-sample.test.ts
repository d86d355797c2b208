import { describe, expect, it } from 'vitest';
import type { ControlException } from '../../../../shared/core/exceptions/exception.ts';
import { whatIfFindings } from '../../../../shared/core/remediation/measure/what-if-findings.ts';
import {
  type SampledSignIn,
  type SampleOptions,
  whatIfSample,
} from '../../../../shared/core/remediation/measure/what-if-sample.ts';
import { graphGrant, graphPolicy, graphUser } from '../../example-tenant.ts';
import { directory, today } from '../../judge-tenant/judgement.ts';

const tenant = { ...directory, users: [...(directory.users ?? []), graphUser('dan')] };
const crew: ControlException = {
  ...{ kind: 'group', principalId: 'crew', membersAtApproval: ['ann', 'gone'], controls: ['2.2.3'] },
  ...{ reason: 'Rooms', owner: 'bob', ticket: 'SEC-1', expiresOn: '2026-12-31' },
};
const block = graphPolicy({
  id: 'Block',
  users: { includeUsers: ['All'], excludeUsers: ['cem'], excludeGroups: ['crew'] },
});

function sampled(more: Partial<SampleOptions> = {}, policies: readonly unknown[] = [block]) {
  return whatIfSample(
    { ...tenant, policies },
    {
      ...{ control: 'device-code-flow-blocked', policyIds: ['block'], at: today },
      ...{ emergencyAccess: ['cem'], exceptions: [crew], inGapBefore: null },
      ...more,
    },
  );
}

function expectations(sample: readonly SampledSignIn[]) {
  return sample.map(({ as, user, expected }) => [as, user.id, ...expected.map(({ applies }) => applies)]);
}

describe('The sample for What If', () => {
  it('has one of each sort of user, with what the proof expects of the policy', () => {
    expect(expectations(sampled())).toEqual([
      ['emergencyAccess', 'cem', 'no'],
      ['exception', 'ann', 'no'],
      ['administrator', 'bob', 'yes'],
      ['member', 'dan', 'yes'],
      ['guest', 'guest', 'yes'],
    ]);
  });

  it('has whoever was in the gap before, and nobody twice', () => {
    expect(expectations(sampled({ inGapBefore: 'dan' })).map(([as, id]) => `${as} ${id}`)).toEqual([
      'emergencyAccess cem',
      'exception ann',
      'inGapBefore dan',
      'administrator bob',
      'guest guest',
    ]);
  });

  it('has one enabled member of a group for emergency access', () => {
    const [first] = sampled({ emergencyAccess: ['crew'], exceptions: [] });

    expect(first).toMatchObject({ as: 'emergencyAccess', user: { id: 'ann' } });
  });

  it('asks Graph about the device code flow by the user', () => {
    const [first] = sampled();

    expect(first?.request).toMatchObject({
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: 'cem' },
      signInConditions: { authenticationFlow: { transferMethod: 'deviceCodeFlow' } },
    });
  });

  it('asks about the part of the space that another control speaks of', () => {
    const policy = graphPolicy({
      ...{ id: 'block', grantControls: graphGrant(['mfa']) },
      conditions: { authenticationFlows: null, signInRiskLevels: ['medium', 'high'] },
    });

    const sample = sampled({ control: 'mfa-for-risky-sign-ins', exceptions: [] }, [policy]);

    expect(sample[0]?.request).toMatchObject({ signInConditions: { signInRiskLevel: 'medium' } });
    expect(sample.every(({ expected }) => expected[0]?.applies === 'yes')).toBe(true);
  });

  it('is empty for a control that speaks of no sign-in', () => {
    expect(sampled({ control: 'trusted-locations-defined' })).toEqual([]);
  });

  it('leaves out policies that are not of the plan', () => {
    const sample = sampled({}, [block, graphPolicy({ id: 'other' })]);

    expect(new Set(sample.flatMap(({ expected }) => expected.map(({ policy }) => policy.id)))).toEqual(
      new Set(['Block']),
    );
  });
});

describe('What If against the proof', () => {
  const signIn = (wanted: string): SampledSignIn => {
    const found = sampled().find(({ user }) => user.id === wanted);
    if (found === undefined) throw new Error(`${wanted} is not in the sample.`);
    return found;
  };
  const says = (policyApplies: boolean, ...analysisReasons: string[]) => [
    { policyId: 'block', policyApplies, analysisReasons },
  ];

  it.each([
    ['that the policy applies', 'dan', says(true)],
    ['that it does not, as the user is excluded', 'ann', says(false, 'users')],
  ])('is silent where both say %s', (_what, user, answers) => {
    expect(whatIfFindings(signIn(user), answers)).toEqual([]);
  });

  it('tells where Graph lets somebody through whom the proof stops, and why Graph does', () => {
    expect(whatIfFindings(signIn('dan'), says(false, 'application'))).toEqual([
      {
        ...{ key: 'what-if-disagrees', severity: 'medium', subject: 'Block/dan' },
        text:
          "Graph's What If says that the policy Block device code flow does not apply to User dan (a member), because " +
          'of application; the proof says that it does.',
      },
    ]);
  });

  it('tells where Graph stops somebody whom the proof lets through, and why the proof does', () => {
    const [finding, ...others] = whatIfFindings(signIn('ann'), says(true));

    expect(others).toEqual([]);
    expect(finding?.text).toContain(
      'applies to User ann (excepted); the proof says that it does not, because of',
    );
    expect(finding?.text).toContain('conditions.users.excludeGroups');
  });

  it('tells that Graph had not enough information, which is no disagreement', () => {
    expect(whatIfFindings(signIn('dan'), says(false, 'notEnoughInformation', 'location'))).toMatchObject([
      { key: 'what-if-lacks-information', severity: 'info' },
    ]);
  });

  it('tells where Graph does not know the policy', () => {
    expect(whatIfFindings(signIn('dan'), [])).toMatchObject([{ key: 'what-if-disagrees' }]);
  });

  it('takes it for grave that a policy blocks emergency access, whoever says so', () => {
    const grave = { key: 'what-if-blocks-emergency-access', severity: 'high', subject: 'Block/cem' };
    const unexcluded = sampled({}, [graphPolicy({ id: 'block' })])[0];
    if (unexcluded === undefined) throw new Error('The sample is empty.');

    expect(whatIfFindings(signIn('cem'), says(true))).toMatchObject([grave, { key: 'what-if-disagrees' }]);
    expect(whatIfFindings(unexcluded, says(true))).toMatchObject([{ ...grave, subject: 'block/cem' }]);
  });
});
