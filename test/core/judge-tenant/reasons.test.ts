import { describe, expect, test } from 'vitest';
import { azureManagement, deviceRegistration, everyUser, graphPolicy, graphUser } from '../example-tenant.ts';
import { judge, judgePolicies } from './judgement.ts';

const allBut = (users: object) => graphPolicy({ users: { ...everyUser, ...users } });
const legacy = graphPolicy({
  id: 'legacy',
  displayName: 'Block legacy authentication',
  conditions: { authenticationFlows: null, clientAppTypes: ['exchangeActiveSync', 'other'] },
});

describe('The reason of a pass', () => {
  test('names the policies that close the flow, and none that is about other sign-ins', () => {
    expect(judge([graphPolicy(), legacy]).reasons).toEqual([
      'Nobody can use the device code flow: "Block device code flow" sees to it.',
    ]);
  });

  const onPlatforms = (name: string, platforms: object) =>
    graphPolicy({ id: name, displayName: name, conditions: { platforms } });

  test('names only the policies that it takes', () => {
    const narrow = onPlatforms('On Linux', { includePlatforms: ['linux'] });

    expect(judge([narrow, graphPolicy()]).reasons).toEqual([
      'Nobody can use the device code flow: "Block device code flow" sees to it.',
    ]);
  });

  test('names three policies at most', () => {
    const narrow = ['android', 'iOS', 'linux'].map((platform) =>
      onPlatforms(`On ${platform}`, { includePlatforms: [platform] }),
    );
    const others = onPlatforms('Elsewhere', {
      includePlatforms: ['all'],
      excludePlatforms: ['android', 'iOS', 'linux'],
    });

    expect(judge([...narrow, others]).reasons).toEqual([
      expect.stringMatching(
        /^Nobody can use the device code flow: ("[^"]+", ){2}"[^"]+" and 1 more see to it\.$/,
      ),
    ]);
  });

  test('names no policy that speaks of nobody who signs in', () => {
    const agents = graphPolicy({ displayName: 'Agents', users: { includeUsers: ['AllAgentIdUsers'] } });

    expect(judge([graphPolicy(), agents]).reasons.join()).not.toMatch(/Agents/);
  });

  test('speaks of exceptions where there are some', () => {
    const policies = [allBut({ excludeUsers: ['ann'] })];

    expect(judge(policies, {}, { emergencyAccess: ['ann'] }).reasons).toEqual([
      'Nobody can use the device code flow but by an exception: "Block device code flow" sees to it.',
    ]);
  });
});

describe('The reason of a fail', () => {
  test.each([
    [
      'a user who is excluded',
      { excludeUsers: ['ann'] },
      'User ann can use the device code flow for any app, from anywhere, because "Block device code flow" excludes this user.',
    ],
    [
      'the only member of an excluded group',
      { excludeGroups: ['crew'] },
      'User ann can use the device code flow for any app, from anywhere, because "Block device code flow" excludes the group Group crew.',
    ],
  ])('calls %s by name', (_, users, sentence) => {
    expect(judge([allBut(users)]).reasons).toEqual([sentence]);
  });

  test('says of several users who are excluded by name how many they are, and names some', () => {
    const ids = ['ann', 'bob', 'cem', 'dee', 'eve'];

    expect(judge([allBut({ excludeUsers: ids })], { users: ids.map((id) => graphUser(id)) }).reasons).toEqual(
      [
        expect.stringMatching(
          /^5 users excluded by name can use .*, because "[^"]+" excludes [^,]+, [^,]+, [^,]+ and 2 more\.$/,
        ),
      ],
    );
  });

  test('calls well-known resources by name', () => {
    const excludeApplications = [deviceRegistration, azureManagement];
    const policy = graphPolicy({ applications: { includeApplications: ['All'], excludeApplications } });

    expect(judge([policy]).gaps[0]?.where.description).toBe(
      'for the Device Registration Service or the Windows Azure Service Management API, from anywhere',
    );
  });

  test('names an assumed user by its id', () => {
    expect(judgePolicies([allBut({ excludeUsers: ['ann'] })]).reasons).toEqual([
      'The user ann can use the device code flow for any app, from anywhere, because "Block device code flow" excludes this user.',
    ]);
  });
});

describe('The witness of an inconclusive verdict', () => {
  test('is a user who can be asked about, where there is one', () => {
    const { verdict, witness, whatIf } = judge([graphPolicy({ conditions: { times: { everyDay: true } } })]);

    expect(verdict).toBe('inconclusive');
    expect(witness?.user.id).not.toBeNull();
    expect(whatIf).not.toBeNull();
  });
});

describe('What cannot be decided', () => {
  test.each([
    [
      'a group that was not read',
      allBut({ excludeGroups: ['hidden'] }),
      'It depends on the group hidden in "Block device code flow": The members of the group were not read.',
      'for any app, from anywhere, if in the group hidden',
    ],
    [
      'a condition that is not understood',
      graphPolicy({ conditions: { times: { everyDay: true } } }),
      'It depends on the condition conditions.times in "Block device code flow": It says {everyday:true}, which is not understood.',
      'for any app, from anywhere, unless the condition conditions.times applies',
    ],
    [
      'the MFA trusted IPs',
      graphPolicy({
        conditions: {
          locations: {
            includeLocations: ['All'],
            excludeLocations: ['00000000-0000-0000-0000-000000000000'],
          },
        },
      }),
      'It depends on the named location 00000000-0000-0000-0000-000000000000 in "Block device code flow": The MFA trusted IPs cannot be read through Graph.',
      'for any app, from anywhere, if in the named location 00000000-0000-0000-0000-000000000000',
    ],
  ])('is said in words: %s', (_, policy, reason, where) => {
    const { reasons, gaps, unknowns } = judge([policy]);

    expect(reasons).toEqual([reason]);
    expect(unknowns[0]?.whatToDo).toMatch(/It stands in "Block device code flow"\.$/);
    expect(gaps[0]?.where.description).toBe(where);
  });
});

describe('What a policy has', () => {
  test('is written as Graph writes it', () => {
    const guests = {
      guestOrExternalUserTypes: 'b2bCollaborationGuest,serviceProvider',
      externalTenants: null,
    };
    const { gaps } = judge([allBut({ excludeGuestsOrExternalUsers: guests })]);
    const transfer = graphPolicy({
      conditions: { authenticationFlows: { transferMethods: 'authenticationTransfer' } },
    });

    expect(gaps[0]?.because[0]?.value).toBe('b2bCollaborationGuest, serviceProvider');
    expect(judge([transfer]).benchmark.nearMisses[0]?.unmet[0]?.has).toBe('authenticationTransfer');
  });
});

describe('What is not known of a policy or a group', () => {
  test('is told by their names, where these are known', () => {
    const strange = graphPolicy({ id: 'strange', displayName: 'Stop them', state: 'paused' });
    const crew = { id: 'crew', displayName: 'The crew' };

    const ofPolicy = judge([strange]);
    const ofGroup = judge([allBut({ excludeGroups: ['crew'] })], {
      groups: [crew],
      unread: [unreadGroup('crew')],
    });

    expect(ofPolicy.reasons).toEqual([
      'It depends on the policy "Stop them": Its state "paused" is not known.',
    ]);
    expect(ofPolicy.gaps[0]?.where.description).toMatch(/, unless the policy "Stop them" applies$/);
    expect(ofGroup.reasons.join()).toContain('It depends on the group The crew in "Block device code flow"');
    expect(ofGroup.gaps[0]?.where.description).toMatch(/, if in the group The crew$/);
  });

  test('stands in one clause for all groups that a user must be in, and for all that it must not', () => {
    const groups = ['first', 'second', 'third', 'fourth', 'fifth'];
    const policies = [
      graphPolicy({ id: 'groups', users: { includeGroups: groups } }),
      graphPolicy({ id: 'guests', users: { includeUsers: ['GuestsOrExternalUsers'] } }),
    ];

    const { gaps } = judge(policies, {
      users: [graphUser('ann')],
      groups: groups.map((id) => ({ id, displayName: `The ${id}` })),
      unread: groups.map(unreadGroup),
    });

    expect(gaps[0]?.where.description).toMatch(
      /, if in none of the groups The \w+, The \w+, The \w+ and 2 more$/,
    );
    expect(gaps[0]?.where.unknowns).toHaveLength(5);
  });
});

test('Groups of which there is the same to say stand in one reason', () => {
  const excludeGroups = ['first', 'second', 'third', 'fourth'];

  const { reasons, unknowns } = judge([allBut({ excludeGroups })], {
    groups: excludeGroups.map((id) => ({ id, displayName: `The ${id}` })),
    unread: excludeGroups.map(unreadGroup),
  });

  expect(reasons).toEqual([
    expect.stringMatching(
      /^It depends on the groups The \w+, The \w+, The \w+ and 1 more in "Block device code flow": Forbidden\.$/,
    ),
  ]);
  expect(unknowns).toHaveLength(4);
});

test('Policies that were not read stand in one clause', () => {
  const unread = [
    { kind: 'policies', why: 'Forbidden' },
    { kind: 'policies', id: 'lost', why: 'Gone' },
  ];

  const { gaps } = judge([], { securityDefaults: { isEnabled: true }, unread });

  expect(gaps[0]?.where.description).toMatch(
    /, unless the policy lost, policies that were not read or security defaults apply$/,
  );
});

function unreadGroup(id: string) {
  return { kind: 'group', id, why: 'Forbidden' };
}
