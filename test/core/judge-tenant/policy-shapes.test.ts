import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../shared/core/controls/control-result.ts';
import {
  azureManagement,
  deviceRegistration,
  everyUser,
  exchangeOnline,
  globalAdministrator,
  graphGrant,
  graphGuests,
  graphPolicy,
} from '../example-tenant.ts';
import { causesOf, judge, judgePolicies, usersShown } from './judgement.ts';

/** One shape of policy as tenants have it, and what an engineer wants to hear of it. */
interface Shape {
  readonly name: string;
  readonly policies: readonly unknown[];
  readonly emergencyAccess?: readonly string[];
  /** What the sign-in space really allows in the example directory ... */
  readonly effective: Verdict;
  /** ... and where nothing but the policies is given. */
  readonly withoutDirectory?: Verdict;
  /** The literal reading: one policy by itself meets every criterion. */
  readonly benchmark: Verdict;
  readonly usersInGap: readonly string[];
  readonly cause?: string;
}

const everybody = ['ann', 'bob', 'cem', 'guest'];
const everyGuestType =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider';

const narrowed = (name: string, conditions: object, cause: string): Shape => ({
  name,
  policies: [graphPolicy({ conditions })],
  effective: 'fail',
  benchmark: 'pass',
  usersInGap: everybody,
  cause,
});

const shapes: readonly Shape[] = [
  { name: '1 canonical', policies: [graphPolicy()], effective: 'pass', benchmark: 'pass', usersInGap: [] },
  {
    name: '2 canonical, the emergency access accounts excluded',
    policies: [graphPolicy({ users: { ...everyUser, excludeUsers: ['cem', 'bob'] } })],
    emergencyAccess: ['cem', 'bob'],
    effective: 'pass',
    benchmark: 'pass',
    usersInGap: [],
  },
  {
    name: '3 both transfer methods in one string',
    policies: [
      graphPolicy({
        conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } },
      }),
    ],
    effective: 'pass',
    benchmark: 'pass',
    usersInGap: [],
  },
  {
    name: '4 report-only',
    policies: [graphPolicy({ state: 'enabledForReportingButNotEnforced' })],
    effective: 'fail',
    benchmark: 'fail',
    usersInGap: everybody,
    cause: 'state: enabledForReportingButNotEnforced',
  },
  {
    name: '5 one test user included',
    policies: [graphPolicy({ users: { includeUsers: ['ann'] } })],
    effective: 'fail',
    benchmark: 'fail',
    usersInGap: ['bob', 'cem', 'guest'],
    cause: 'conditions.users: include User ann',
  },
  {
    name: '6 one app included',
    policies: [graphPolicy({ applications: { includeApplications: [exchangeOnline] } })],
    effective: 'fail',
    benchmark: 'fail',
    usersInGap: everybody,
    cause: `conditions.applications: include ${exchangeOnline}`,
  },
  {
    name: '7 a group excluded',
    policies: [graphPolicy({ users: { ...everyUser, excludeGroups: ['outer'] } })],
    effective: 'fail',
    benchmark: 'pass',
    usersInGap: ['ann'],
    cause: 'conditions.users.excludeGroups: Group outer',
  },
  {
    name: '8 a role excluded',
    policies: [graphPolicy({ users: { ...everyUser, excludeRoles: [globalAdministrator] } })],
    effective: 'fail',
    benchmark: 'pass',
    usersInGap: ['bob'],
    cause: `conditions.users.excludeRoles: ${globalAdministrator}`,
  },
  {
    name: '9 an app excluded',
    policies: [
      graphPolicy({ applications: { includeApplications: ['All'], excludeApplications: [azureManagement] } }),
    ],
    effective: 'fail',
    benchmark: 'pass',
    usersInGap: everybody,
    cause: `conditions.applications: include All, exclude ${azureManagement}`,
  },
  narrowed(
    '10 one platform',
    { platforms: { includePlatforms: ['android'], excludePlatforms: [] } },
    'conditions.platforms: include android',
  ),
  {
    ...narrowed(
      '11 one country',
      { locations: { includeLocations: ['home'], excludeLocations: [] } },
      'conditions.locations: include Location home',
    ),
    withoutDirectory: 'inconclusive',
  },
  {
    ...narrowed(
      '12 everywhere but trusted locations',
      { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      'conditions.locations: include All, exclude AllTrusted',
    ),
    withoutDirectory: 'inconclusive',
  },
  narrowed('13 the browser only', { clientAppTypes: ['browser'] }, 'conditions.clientAppTypes: browser'),
  narrowed('14 high sign-in risk only', { signInRiskLevels: ['high'] }, 'conditions.signInRiskLevels: high'),
  narrowed(
    '15 a device filter that includes',
    { devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } } },
    'conditions.devices: include device.isCompliant -eq True',
  ),
  {
    name: '16 MFA or a compliant device instead of a block',
    policies: [graphPolicy({ grantControls: graphGrant(['mfa', 'compliantDevice']) })],
    effective: 'fail',
    benchmark: 'fail',
    usersInGap: everybody,
    cause: 'grantControls: mfa OR compliantDevice',
  },
  {
    name: '17 all users less a group, and the group',
    policies: [
      graphPolicy({ id: 'a', users: { ...everyUser, excludeGroups: ['crew'] } }),
      graphPolicy({ id: 'b', users: { includeGroups: ['crew'] } }),
    ],
    effective: 'pass',
    benchmark: 'pass',
    usersInGap: [],
  },
  {
    name: '18 all guests excluded',
    policies: [
      graphPolicy({ users: { ...everyUser, excludeGuestsOrExternalUsers: graphGuests(everyGuestType) } }),
    ],
    effective: 'fail',
    benchmark: 'pass',
    usersInGap: ['guest'],
  },
  {
    name: '19 all four client app types',
    policies: [
      graphPolicy({
        conditions: {
          clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
        },
      }),
    ],
    effective: 'pass',
    benchmark: 'pass',
    usersInGap: [],
  },
  {
    name: '20 MFA only',
    policies: [graphPolicy({ grantControls: graphGrant(['mfa']) })],
    effective: 'fail',
    benchmark: 'fail',
    usersInGap: everybody,
    cause: 'grantControls: mfa',
  },
];

describe.each(shapes)('Shape $name', (shape) => {
  const { policies, emergencyAccess = [] } = shape;

  test('is decided over the directory, with everybody who gets through', () => {
    const result = judge(policies, {}, { emergencyAccess });

    expect(result.verdict).toBe(shape.effective);
    expect(usersShown(result)).toEqual(shape.usersInGap);
    expect(result.usersInGap).toBe(shape.usersInGap.length);
  });

  test('is decided over the policies alone', () => {
    const result = judgePolicies(policies, {}, { emergencyAccess });

    expect(result.verdict).toBe(shape.withoutDirectory ?? shape.effective);
    expect(result.usersInGap).toBeNull();
  });

  test('is read to the letter, and a disagreement is a finding', () => {
    const { benchmark, findings, verdict } = judge(policies, {}, { emergencyAccess });
    const disagreement = findings.filter(({ key }) => key === 'literal-and-effective-differ');

    expect(benchmark.verdict).toBe(shape.benchmark);
    expect(disagreement).toHaveLength(shape.benchmark === verdict ? 0 : 1);
  });

  test('has a witness where something gets through, and none where nothing does', () => {
    const { verdict, witness } = judge(policies, {}, { emergencyAccess });

    expect(witness === null).toBe(verdict === 'pass');
  });
});

describe.each(shapes.filter(({ cause }) => cause !== undefined))('Shape $name', ({ policies, cause }) => {
  test('is open because of the one thing that it lacks', () => {
    expect(causesOf(judge(policies))).toEqual([cause]);
  });
});

describe('More than one policy', () => {
  test('covers with what each covers: one for browsers, one for apps', () => {
    const result = judge([
      graphPolicy({ id: 'a', conditions: { clientAppTypes: ['browser'] } }),
      graphPolicy({ id: 'b', conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] } }),
    ]);

    expect(result).toMatchObject({ verdict: 'pass', benchmark: { verdict: 'pass' } });
  });

  test('meets no benchmark to the letter though together they close every sign-in', () => {
    const { verdict, benchmark, findings } = judge([
      graphPolicy({ id: 'a', users: { includeGroups: ['crew'] } }),
      graphPolicy({
        id: 'b',
        users: { ...everyUser, excludeGroups: ['crew'] },
        conditions: { authenticationFlows: null },
        grantControls: graphGrant(['compliantDevice']),
      }),
      graphPolicy({ id: 'c', users: everyUser, applications: { includeApplications: [deviceRegistration] } }),
    ]);

    expect(verdict).toBe('pass');
    expect(benchmark.verdict).toBe('fail');
    expect(findings).toContainEqual(
      expect.objectContaining({ key: 'literal-and-effective-differ', severity: 'info' }),
    );
  });

  test('protects nobody whom another excludes: an exclusion holds inside its own policy only', () => {
    const result = judge([
      graphPolicy({ id: 'a', users: { ...everyUser, excludeUsers: ['ann'] } }),
      graphPolicy({ id: 'b', users: { includeUsers: ['ann'] } }),
    ]);

    expect(result.verdict).toBe('pass');
  });

  test('without a flow condition blocks the device code flow too', () => {
    expect(judge([graphPolicy({ conditions: { authenticationFlows: null } })]).verdict).toBe('pass');
  });

  test('against legacy clients closes nothing of a flow that these do not know', () => {
    const legacy = graphPolicy({
      conditions: {
        authenticationFlows: null,
        clientAppTypes: ['exchangeActiveSync', 'easSupported', 'other'],
      },
    });

    expect(judge([legacy])).toMatchObject({ verdict: 'fail', unknowns: [] });
  });

  test('on authentication transfer alone leaves device code open', () => {
    const transfer = graphPolicy({
      conditions: { authenticationFlows: { transferMethods: 'authenticationTransfer' } },
    });

    expect(judge([transfer]).verdict).toBe('fail');
  });
});

describe('Near misses', () => {
  test('name what a policy lacks, with what it has and needs, the nearest first', () => {
    const { benchmark } = judge([
      graphPolicy({ id: 'far', state: 'disabled', users: { includeUsers: ['ann'] } }),
      graphPolicy({ id: 'near', state: 'disabled' }),
    ]);

    expect(benchmark.nearMisses.map(({ policy }) => policy.id)).toEqual(['near', 'far']);
    expect(benchmark.nearMisses[0]?.unmet).toEqual([
      { criterion: 'state is enabled', has: 'disabled', needs: 'enabled' },
    ]);
  });

  test('leave out policies that are meant for something else', () => {
    const mfaForAll = graphPolicy({
      conditions: { authenticationFlows: null },
      grantControls: graphGrant(['mfa']),
    });

    expect(judge([mfaForAll]).benchmark.nearMisses).toEqual([]);
  });
});
