import { describe, expect, test } from 'vitest';
import {
  everyUser,
  exchangeOnline,
  graphGrant,
  graphGroup,
  graphPolicy,
  graphUser,
} from '../example-tenant.ts';
import { causesOf, judge } from './judgement.ts';

const allBut = (users: object, more: object = {}) =>
  graphPolicy({ users: { ...everyUser, ...users }, ...more });
const ids = (count: number, prefix: string) =>
  [...Array(count).keys()].map((number) => `${prefix}-${number}`);

describe('A gap', () => {
  test('says who, where, and because of which member of which policy', () => {
    const { gaps } = judge([allBut({ excludeGroups: ['crew'] })]);

    expect(gaps).toEqual([
      {
        who: {
          description: 'members of Group crew',
          count: 1,
          sample: [{ id: 'ann', displayName: 'User ann' }],
        },
        where: { description: 'for any app, from anywhere' },
        because: [
          {
            policy: { id: 'block-device-code', displayName: 'Block device code flow' },
            member: 'conditions.users.excludeGroups',
            value: 'Group crew',
          },
        ],
      },
    ]);
  });

  test.each([
    ['resources', { applications: { includeApplications: [exchangeOnline] } }, 'resources', null],
    [
      'client app types',
      { conditions: { clientAppTypes: ['browser'] } },
      'clientAppTypes',
      'mobileAppsAndDesktopClients',
    ],
    [
      'platforms',
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } } },
      'platforms',
      'iOS',
    ],
    [
      'locations',
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['office'] } } },
      'locations',
      'Location office',
    ],
    ['sign-in risk', { conditions: { signInRiskLevels: ['high'] } }, 'signInRiskLevels', 'none'],
    ['user risk', { conditions: { userRiskLevels: ['high', 'medium'] } }, 'userRiskLevels', 'low'],
    [
      'insider risk',
      { conditions: { insiderRiskLevels: 'moderate,elevated' } },
      'insiderRiskLevels',
      'minor',
    ],
  ])('names the %s that it is restricted to, and nothing else', (_, parts, member, value) => {
    const where = judge([graphPolicy(parts)]).gaps[0]?.where;

    expect(Object.keys(where ?? {}).toSorted()).toEqual(['description', member].toSorted());
    expect(Reflect.get(where ?? {}, member)).toContain(value);
  });

  test('counts enabled users with an object, and shows ten of them at most', () => {
    const crew = ids(14, 'member');
    const users = [...crew.map((id) => graphUser(id)), graphUser('left', { accountEnabled: false })];
    const { gaps, usersInGap } = judge([allBut({ excludeGroups: ['crew'] })], {
      users,
      groups: [graphGroup('crew', [...crew, 'left', 'unknown-to-the-directory'])],
    });

    expect(gaps.map(({ who }) => [who.count, who.sample.length])).toEqual([[14, 10]]);
    expect(usersInGap).toBe(14);
  });

  test('of many users stands before one of few', () => {
    const few = ids(2, 'few');
    const many = ids(5, 'many');
    const { gaps } = judge([allBut({ excludeGroups: ['small', 'large'] })], {
      users: [...few, ...many].map((id) => graphUser(id)),
      groups: [graphGroup('small', few), graphGroup('large', many)],
    });

    expect(gaps.map(({ who }) => [who.description, who.count])).toEqual([
      ['members of Group large', 5],
      ['members of Group small', 2],
    ]);
  });

  test('lies at all of its places, where the same users are in it for the same reasons', () => {
    const elsewhere = { locations: { includeLocations: ['All'], excludeLocations: ['office', 'home'] } };
    const policies = [
      allBut({ excludeGroups: ['crew'] }, { id: 'a' }),
      graphPolicy({ id: 'b', conditions: elsewhere }),
    ];

    const { gaps, gapsOmitted, usersInGap } = judge(policies);

    expect(gaps.map(({ who, where }) => [who.count, where])).toEqual([
      [
        1,
        {
          description: 'for any app, from Location home or Location office',
          locations: ['Location home', 'Location office'],
        },
      ],
    ]);
    expect({ gapsOmitted, usersInGap }).toEqual({ gapsOmitted: 0, usersInGap: 1 });
  });

  test('shares its users with other gaps, and each user counts once', () => {
    const policies = [
      graphPolicy({
        id: 'a',
        conditions: { platforms: { includePlatforms: ['iOS'] }, signInRiskLevels: ['none'] },
      }),
    ];
    const { gaps, usersInGap } = judge(policies, { users: [graphUser('ann')] });

    expect(gaps.filter(({ who }) => who.count === 1).length).toBeGreaterThan(1);
    expect(usersInGap).toBe(1);
  });

  test('is one of a hundred at most, and the others are counted', () => {
    const groups = ids(130, 'group');
    const { gaps, gapsOmitted, usersInGap } = judge([allBut({ excludeGroups: groups })], {
      users: groups.map((id) => graphUser(`member-of-${id}`)),
      groups: groups.map((id) => graphGroup(id, [`member-of-${id}`])),
    });

    expect([gaps.length, gapsOmitted, usersInGap]).toEqual([100, 30, 130]);
  });
});

describe('Why a gap is open', () => {
  test('is every policy that lacks one thing, each with that thing', () => {
    const policies = [
      allBut({ excludeUsers: ['ann'] }, { id: 'a' }),
      graphPolicy({ id: 'b', state: 'disabled' }),
    ];

    expect(causesOf(judge(policies))).toEqual(['conditions.users.excludeUsers: User ann', 'state: disabled']);
  });

  test('is the policy that excludes the users, not another one that is meant for others', () => {
    const policies = [
      allBut({ excludeUsers: ['ann'] }, { id: 'a' }),
      graphPolicy({ id: 'for-bob', users: { includeUsers: ['bob'] } }),
    ];

    expect(causesOf(judge(policies))).toEqual(['conditions.users.excludeUsers: User ann']);
  });

  test('is the policy that would close it whole, not another one that would close a part', () => {
    const policies = [
      allBut({ excludeUsers: ['ann'] }, { id: 'a' }),
      allBut({ excludeUsers: ['ann'] }, { id: 'b', conditions: { clientAppTypes: ['browser'] } }),
    ];
    const { gaps } = judge(policies);

    expect(gaps.flatMap(({ because }) => because.map(({ policy }) => policy.id))).toEqual(['a']);
  });

  test('is also that the policy covers a part of it only, since mending the rest would not close it', () => {
    const inBrowsers = { conditions: { clientAppTypes: ['browser'] } };

    const { gaps } = judge([allBut({ excludeUsers: ['ann'] }, inBrowsers)]);

    expect(gaps.map(({ because }) => because.map(({ member }) => member))).toContainEqual([
      'conditions.users.excludeUsers',
      'conditions.clientAppTypes',
    ]);
  });

  test('is a state that is not known, and none of the conditions, which cover it together', () => {
    const { gaps } = judge([allBut({ excludeApplications: [] }, { state: 'on' })]);

    expect(gaps.flatMap(({ because }) => because.map(({ member }) => member))).toEqual(
      gaps.map(() => 'state'),
    );
  });

  test('leaves out policies that are meant for something else', () => {
    const policies = [
      allBut({ excludeUsers: ['ann'] }, { id: 'a' }),
      graphPolicy({
        id: 'legacy',
        users: { includeUsers: ['bob'] },
        conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
      }),
    ];

    expect(causesOf(judge(policies))).toEqual(['conditions.users.excludeUsers: User ann']);
  });

  test('leaves out policies for other users, where one that names no flow excludes these', () => {
    const anyFlow = { conditions: { authenticationFlows: null } };
    const policies = [
      allBut({ excludeUsers: ['ann'] }, { id: 'a', ...anyFlow }),
      graphPolicy({ id: 'b', users: { includeUsers: ['bob'] }, ...anyFlow }),
    ];

    expect(causesOf(judge(policies))).toEqual(['conditions.users.excludeUsers: User ann']);
  });

  test('is nothing where no policy blocks at all', () => {
    const { verdict, gaps, reasons } = judge([]);

    expect(verdict).toBe('fail');
    expect(gaps.map(({ because }) => because)).toEqual(gaps.map(() => []));
    expect(reasons.length).toBe(gaps.length);
  });
});

test('A gap is due to the policy that is meant for the control, though what it asks for is worth nothing', () => {
  const strength = { id: 'weak', displayName: 'Weak', allowedCombinations: ['password'] };
  const policy = graphPolicy({
    id: 'weak',
    conditions: { authenticationFlows: null },
    grantControls: graphGrant([], { authenticationStrength: strength }),
  });

  const { gaps } = judge([policy], {}, { controls: ['mfa-for-all-users'] });

  expect(gaps[0]?.because).toMatchObject([{ policy: { id: 'weak' }, member: 'grantControls' }]);
});

test('Two policies that share an id and differ are two, whatever their order', () => {
  const twice = ['crew', 'ann'].map((displayName) =>
    graphPolicy({ id: 'same', displayName, users: { ...everyUser, excludeUsers: ['ann'] } }),
  );

  const ids = (policies: readonly unknown[]) =>
    judge(policies)
      .gaps[0]?.because.map(({ policy }) => `${policy.displayName} ${policy.id}`)
      .toSorted();

  expect(ids(twice)).toEqual([
    expect.stringMatching(/^ann same \([0-9a-f]{8}\)$/),
    expect.stringMatching(/^crew same \([0-9a-f]{8}\)$/),
  ]);
  expect(ids(twice.toReversed())).toEqual(ids(twice));
});

test('A group that surely holds the users is named rather than one that perhaps does', () => {
  const policy = graphPolicy({ users: { ...everyUser, excludeGroups: ['unread', 'crew'] } });

  const { gaps } = judge([policy], { unread: [{ kind: 'group', id: 'unread' }] });

  expect(gaps[0]?.because.map(({ value }) => value)).toEqual(['Group crew']);
});
