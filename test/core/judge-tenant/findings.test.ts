import { describe, expect, test } from 'vitest';
import { judgeTenant } from '../../../shared/core/judge-tenant.ts';
import {
  everyUser,
  exchangeOnline,
  globalAdministrator,
  graphGrant,
  graphPolicy,
} from '../example-tenant.ts';
import { directory, findingKeys, judge, judgePolicies, today } from './judgement.ts';

describe('A finding', () => {
  test.each([
    [
      'a policy still in report-only',
      graphPolicy({ state: 'enabledForReportingButNotEnforced' }),
      'policy-in-report-only',
    ],
    [
      'a policy of Microsoft that counts down to enforcement',
      graphPolicy({
        state: 'enabledForReportingButNotEnforced',
        templateId: 'template-1',
        displayName: 'Microsoft-managed: Block device code flow',
      }),
      'microsoft-managed-policy-in-countdown',
    ],
    ['a policy without a state', graphPolicy({ state: null }), 'policy-without-state'],
    ['a malformed policy', { ...graphPolicy(), conditions: [1] }, 'malformed-policy'],
    [
      'a user who does not exist',
      graphPolicy({ users: { ...everyUser, excludeUsers: ['stranger'] } }),
      'stale-reference',
    ],
  ])('tells of %s, and of which policy', (_, policy, key) => {
    expect(judge([policy]).findings).toContainEqual(
      expect.objectContaining({ key, subject: 'block-device-code' }),
    );
  });

  test('calls nobody stale where no directory says so, or where the user could not be read', () => {
    const policies = [graphPolicy({ users: { ...everyUser, excludeUsers: ['stranger'] } })];

    expect(findingKeys(judgePolicies(policies))).not.toContain('stale-reference');
    expect(findingKeys(judge(policies, { unread: [{ kind: 'users', id: 'stranger' }] }))).not.toContain(
      'stale-reference',
    );
  });

  test('says nothing of report-only policies that would not block', () => {
    const policy = graphPolicy({
      state: 'enabledForReportingButNotEnforced',
      conditions: { authenticationFlows: null },
      grantControls: graphGrant(['mfa']),
    });

    expect(findingKeys(judge([graphPolicy({ id: 'block' }), policy]))).not.toContain('policy-in-report-only');
  });

  test('says nothing of report-only policies that never meet a sign-in by device code', () => {
    const legacy = graphPolicy({
      state: 'enabledForReportingButNotEnforced',
      conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
    });

    expect(findingKeys(judge([graphPolicy({ id: 'block' }), legacy]))).not.toContain('policy-in-report-only');
  });

  test('names the policy that would lock emergency access out', () => {
    const { findings } = judge([graphPolicy()], {}, { emergencyAccess: ['ann'] });

    expect(findings).toContainEqual(
      expect.objectContaining({
        key: 'lock-out-risk',
        subject: 'ann',
        text: 'Emergency access User ann is not excluded from "Block device code flow", which blocks.',
      }),
    );
  });

  test('claims no lock-out by a policy of which nobody knows what it does', () => {
    const policies = [
      graphPolicy({ users: { ...everyUser, excludeUsers: ['ann'] } }),
      { ...graphPolicy({ id: 'malformed' }), conditions: [1] },
    ];

    expect(findingKeys(judge(policies, {}, { emergencyAccess: ['ann'] }))).not.toContain('lock-out-risk');
  });

  test('stands once, and the gravest first', () => {
    const policies = [
      graphPolicy({ users: { ...everyUser, excludeUsers: ['stranger', 'STRANGER', 'ann'] } }),
      graphPolicy({ id: 'b', state: 'enabledForReportingButNotEnforced' }),
      graphPolicy({ id: 'c', state: undefined }),
    ];
    const { findings } = judge(policies, {}, { emergencyAccess: ['cem', 'cem', 'gone'] });
    const texts = findings.map(({ key, subject, text }) => `${key} ${subject} ${text.toLowerCase()}`);
    const severities = findings.map(({ severity }) => ['high', 'medium', 'low', 'info'].indexOf(severity));

    expect(texts.length).toBeGreaterThan(4);
    expect(texts).toEqual([...new Set(texts)]);
    expect(severities).toEqual(severities.toSorted());
  });
});

const policyThatNamesAll = graphPolicy({
  users: { ...everyUser, excludeGroups: ['crew'], excludeRoles: [globalAdministrator] },
  applications: { includeApplications: ['All'], excludeApplications: [exchangeOnline] },
  conditions: { locations: { includeLocations: ['All'], excludeLocations: ['office'] } },
});

describe('What is taken for granted is said', () => {
  const assumptionsOf = (snapshot: object) =>
    judgeTenant({ policies: [graphPolicy()], ...snapshot }, { at: today }).assumptions.join('\n');

  test.each([
    ['users', /No directory was given/],
    ['groups', /No groups were given/],
    ['roleAssignments', /No role assignments were given/],
    ['namedLocations', /No named locations were given/],
    ['securityDefaults', /Security defaults were not given/],
    ['baselineScopes', /baseline scopes/],
  ])('where %s are absent', (member, sentence) => {
    const policies = [policyThatNamesAll];

    expect(assumptionsOf({ ...directory, policies, [member]: undefined })).toMatch(sentence);
    expect(assumptionsOf({ ...directory, policies })).not.toMatch(sentence);
  });

  test.each([
    ['groups', /No groups were given/],
    ['roleAssignments', /No role assignments were given/],
    ['namedLocations', /No named locations were given/],
    ['baselineScopes', /baseline scopes/],
  ])('but not where %s are absent and no policy has to do with them', (member, sentence) => {
    expect(assumptionsOf({ ...directory, [member]: undefined })).not.toMatch(sentence);
  });

  test('where a user object does not say whether it is enabled', () => {
    const users = [{ id: 'ann', userType: 'Member' }];

    expect(assumptionsOf({ ...directory, users })).toMatch(/without accountEnabled/);
    expect(assumptionsOf(directory)).not.toMatch(/without accountEnabled/);
  });

  test('where a policy names AllTrusted', () => {
    const locations = { includeLocations: ['All'], excludeLocations: ['AllTrusted'] };

    expect(assumptionsOf({ ...directory, policies: [graphPolicy({ conditions: { locations } })] })).toMatch(
      /MFA trusted IPs/,
    );
    expect(assumptionsOf(directory)).not.toMatch(/MFA trusted IPs/);
  });

  test('where a policy has no state', () => {
    expect(assumptionsOf({ ...directory, policies: [graphPolicy({ state: null })] })).toMatch(
      /without a state/,
    );
  });

  test('of guests without an object, always', () => {
    expect(assumptionsOf(directory)).toMatch(/Guests without an object/);
  });
});

test('Only the controls that are asked for are decided', () => {
  const options = { at: today, controls: ['another-control'] };

  expect(judgeTenant({ policies: [] }, options).controls).toEqual([]);
});
