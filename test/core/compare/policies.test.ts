import { describe, expect, test } from 'vitest';
import { azureManagement, graphGrant, graphPolicy, ipLocation } from '../example-tenant.ts';
import { compare, compared, mfaPolicy, opening, usersIn } from './comparing.ts';

const everyone = { policies: [mfaPolicy()] };

describe('excluding the Azure management app from a policy', () => {
  const after = {
    policies: [
      mfaPolicy({
        applications: { includeApplications: ['All'], excludeApplications: [azureManagement] },
      }),
    ],
  };

  test('opens a gap for the controls that speak of the app', () => {
    expect(opening(compare(everyone, after))).toEqual(['2.2.4', '2.2.5', '2.2.6', '2.2.7']);
  });

  test('opens it for that app only, and says which policy let go', () => {
    const { opened } = compared('2.2.5', everyone, after);

    expect(opened.map(({ where }) => where.resources)).toEqual([[azureManagement], [azureManagement]]);
    expect(opened[0]).toMatchObject({
      who: { count: 4 },
      because: [{ policy: { id: 'mfa' }, member: 'conditions.applications' }],
      closedBy: { kind: 'policies', policies: [{ id: 'mfa', displayName: 'MFA for all' }] },
    });
  });

  test('is told although the control failed before', () => {
    const another = graphPolicy({ state: 'disabled' });
    const users = { includeUsers: ['All'], excludeUsers: ['cem'] };
    const change = compared(
      '2.2.5',
      { policies: [mfaPolicy({ users }), another] },
      {
        policies: [
          mfaPolicy({
            users,
            applications: { includeApplications: ['All'], excludeApplications: [azureManagement] },
          }),
          another,
        ],
      },
    );

    expect(change).toMatchObject({ before: 'fail', after: 'fail', change: 'opens' });
    expect(usersIn(change.opened)).toEqual(['ann', 'bob', 'guest']);
    expect(change.witness).toMatchObject({ user: { id: 'ann' }, resource: azureManagement });
  });

  test('opens nothing where another policy still asks', () => {
    const still = mfaPolicy({ id: 'azure', applications: { includeApplications: [azureManagement] } });

    expect(
      opening(compare({ policies: [mfaPolicy(), still] }, { policies: [...after.policies, still] })),
    ).toEqual([]);
  });
});

describe('switching on a report-only policy', () => {
  const reportOnly = { policies: [graphPolicy({ state: 'enabledForReportingButNotEnforced' })] };
  const enabled = { policies: [graphPolicy()] };

  test('closes a gap, and names the policy that sees to it', () => {
    const change = compared('2.2.3', reportOnly, enabled);

    expect(change).toMatchObject({ before: 'fail', after: 'pass', change: 'closes', opened: [] });
    expect(change.closed[0]).toMatchObject({
      who: { count: 4 },
      because: [{ member: 'state', value: 'enabledForReportingButNotEnforced' }],
      closedBy: { policies: [{ id: 'block-device-code' }] },
    });
  });

  test('is told the other way round where it is switched off', () => {
    expect(compared('2.2.3', enabled, reportOnly)).toMatchObject({ change: 'opens', closed: [] });
  });
});

describe('what does the same as before', () => {
  test.each([
    ['the same policies', [mfaPolicy()]],
    ['a policy with another id and name', [mfaPolicy({ id: 'other', displayName: 'Other' })]],
    ['one policy more', [mfaPolicy(), graphPolicy()]],
    [
      'a policy cut in two by platform',
      [
        mfaPolicy({ id: 'one', conditions: { platforms: { includePlatforms: ['iOS'] } } }),
        mfaPolicy({
          id: 'two',
          conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } },
        }),
      ],
    ],
    [
      'a policy cut in two by a group that was not read',
      [
        mfaPolicy({ id: 'one', users: { includeUsers: ['All'], excludeGroups: ['lost'] } }),
        mfaPolicy({ id: 'two', users: { includeGroups: ['lost'] } }),
      ],
    ],
  ])('opens nothing: %s', (_what, policies) => {
    expect(opening(compare(everyone, { policies }))).toEqual([]);
  });

  test('neither opens nor closes anything where policies stand in another order', () => {
    const policies = [mfaPolicy(), graphPolicy(), 'no policy at all'];
    const { controls } = compare({ policies }, { policies: policies.toReversed() });

    expect(controls.map(({ change }) => change)).toEqual(controls.map(() => 'none'));
  });
});

describe('asking for a compliant device instead of MFA', () => {
  const device = { policies: [mfaPolicy({ grantControls: graphGrant(['compliantDevice']) })] };

  test('lets compliant devices in without MFA', () => {
    const { change, opened } = compared('2.2.5', everyone, device);

    expect(change).toBe('opens');
    expect(opened[0]?.because).toMatchObject([{ member: 'grantControls', value: 'a compliant device' }]);
  });

  test('blocks the device code flow but for the registration of devices, which MFA does not', () => {
    expect(compared('2.2.3', everyone, device)).toMatchObject({ change: 'closes', after: 'fail' });
  });
});

describe('a trusted location behind an exclusion', () => {
  const policies = [
    mfaPolicy({
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
    }),
  ];
  const located = (...ranges: readonly string[]) => ({
    policies,
    namedLocations: [ipLocation('office', ranges)],
  });

  test('opens a gap where it becomes wider, from the added addresses only', () => {
    const { change, witness } = compared('2.2.5', located('203.0.113.0/24'), located('203.0.112.0/23'));

    expect(change).toBe('opens');
    expect(witness?.location).toMatchObject({ namedLocations: ['office'], ipAddress: '203.0.112.0' });
  });

  test('closes a gap where it becomes narrower', () => {
    expect(compared('2.2.5', located('203.0.112.0/23'), located('203.0.113.0/24')).change).toBe('closes');
  });

  test('opens and closes where it moves', () => {
    expect(compared('2.2.5', located('203.0.113.0/24'), located('198.51.100.0/24')).change).toBe('both');
  });

  test('changes nothing where its ranges are only written differently', () => {
    const halves = located('203.0.113.0/25', '203.0.113.128/25');

    expect(compared('2.2.5', located('203.0.113.0/24'), halves).change).toBe('none');
  });

  test('tells which ranges were written before and after', () => {
    const { changes } = compare(located('203.0.113.0/24'), located('203.0.112.0/23'));

    expect(changes.namedLocations).toMatchObject([
      {
        id: 'office',
        change: 'changed',
        members: [
          {
            member: 'ipRanges',
            before: [{ cidrAddress: '203.0.113.0/24' }],
            after: [{ cidrAddress: '203.0.112.0/23' }],
          },
        ],
      },
    ]);
  });
});

test('a policy that is gone is named as what stopped it before', () => {
  const { opened } = compared('2.2.5', everyone, { policies: [] });

  expect(opened[0]).toMatchObject({ because: [], closedBy: { policies: [{ id: 'mfa' }] } });
});
