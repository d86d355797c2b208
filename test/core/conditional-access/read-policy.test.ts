import { describe, expect, test } from 'vitest';
import type { UnderstoodPolicy } from '../../../shared/core/conditional-access/policy.ts';
import { readPolicy } from '../../../shared/core/conditional-access/read-policy.ts';
import { graphGrant, graphGuests, graphPolicy } from '../example-tenant.ts';

function understood(wire: unknown): UnderstoodPolicy {
  const policy = readPolicy(wire, 0);
  if (policy.kind === 'malformed') throw new Error(`The policy is malformed: ${policy.why}`);
  return policy;
}

function withConditions(conditions: object): UnderstoodPolicy {
  return understood(graphPolicy({ conditions }));
}

describe("A policy in Graph's wire form", () => {
  test('is understood whole: members without a value and annotations say nothing', () => {
    expect(understood(graphPolicy())).toEqual({
      kind: 'understood',
      id: 'block-device-code',
      displayName: 'Block device code flow',
      state: { kind: 'enabled' },
      templateId: undefined,
      users: {
        kind: 'understood',
        include: { users: ['All'], groups: [], roles: [], guests: undefined },
        exclude: { users: [], groups: [], roles: [], guests: undefined },
      },
      applications: { kind: 'understood', include: ['All'], exclude: [], filter: undefined },
      clientAppTypes: ['all'],
      platforms: { kind: 'understood', include: [], exclude: [] },
      locations: { kind: 'understood', include: [], exclude: [] },
      deviceFilter: undefined,
      signInRiskLevels: [],
      userRiskLevels: [],
      insiderRiskLevels: [],
      transferMethods: ['devicecodeflow'],
      unknownConditions: [],
      grant: { operator: 'OR', controls: [{ kind: 'block' }] },
    });
  });

  test('says the same with every member name in another case', () => {
    const shout = (value: unknown): unknown =>
      Array.isArray(value) || typeof value !== 'object' || value === null
        ? value
        : Object.fromEntries(
            Object.entries(value).map(([name, member]) => [name.toUpperCase(), shout(member)]),
          );
    const wire = graphPolicy({
      users: { excludeGuestsOrExternalUsers: graphGuests('internalGuest', ['tenant-1']) },
      conditions: {
        platforms: { includePlatforms: ['all'], excludePlatforms: ['android'] },
        devices: { deviceFilter: { mode: 'exclude', rule: 'device.model -eq "Room"' } },
      },
    });

    expect(understood(shout(wire))).toEqual(understood(wire));
  });

  test('says the same where members are absent, null, or empty lists in place of objects', () => {
    const bare = {
      id: 'block-device-code',
      displayName: 'Block device code flow',
      state: 'enabled',
      conditions: {
        clientAppTypes: ['all'],
        users: { includeUsers: ['All'] },
        applications: { includeApplications: ['All'] },
        platforms: [],
        locations: [],
        devices: [],
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    };

    expect(understood(bare)).toEqual(understood(graphPolicy()));
  });

  test.each([
    [undefined, 'policies[7]'],
    [null, 'policies[7]'],
    ['', 'policies[7]'],
    [12, 'policies[7]'],
    ['p-1', 'p-1'],
  ])('with the id %j is known by %j', (id, expected) => {
    expect(readPolicy({ ...graphPolicy(), id }, 7).id).toBe(expected);
  });

  test('is known by its id where it has no name', () => {
    expect(readPolicy({ ...graphPolicy(), displayName: null }, 0).displayName).toBe('block-device-code');
  });
});

describe('The state of a policy', () => {
  test.each([
    ['enabled', { kind: 'enabled' }],
    ['Enabled', { kind: 'enabled' }],
    ['disabled', { kind: 'disabled' }],
    ['enabledForReportingButNotEnforced', { kind: 'enabledForReportingButNotEnforced' }],
    [undefined, { kind: 'absent' }],
    [null, { kind: 'absent' }],
    ['paused', { kind: 'unknown', value: 'paused' }],
    [true, { kind: 'unknown', value: 'of type boolean' }],
    [{ toString: 1 }, { kind: 'unknown', value: 'of type object' }],
  ])('%j is read as %j', (state, expected) => {
    expect(readPolicy({ ...graphPolicy(), state }, 0).state).toEqual(expected);
  });
});

describe('Transfer methods', () => {
  test.each([
    ['deviceCodeFlow,authenticationTransfer', ['devicecodeflow', 'authenticationtransfer']],
    [' authenticationTransfer , DEVICECODEFLOW', ['authenticationtransfer', 'devicecodeflow']],
    [['deviceCodeFlow'], ['devicecodeflow']],
    [null, []],
    ['', []],
  ])('%j are read as %j', (transferMethods, expected) => {
    expect(withConditions({ authenticationFlows: { transferMethods } }).transferMethods).toEqual(expected);
  });

  test.each([[undefined], [null], [[]], [{}]])('are every flow where the condition is %j', (flows) => {
    expect(withConditions({ authenticationFlows: flows }).transferMethods).toEqual([]);
  });
});

describe('A condition that is not known', () => {
  test.each([
    ['times', { ranges: ['night'] }],
    ['clients', 'any'],
    ['agentIdRiskLevels', 'high'],
    ['deviceStates', { includeStates: ['All'] }],
    ['agents', { includeAgentUsers: ['All'] }],
    ['somethingNew', false],
  ])('%s makes an unknown of that name', (name, value) => {
    expect(withConditions({ [name]: value }).unknownConditions).toMatchObject([
      { kind: 'unintelligible', member: `conditions.${name}` },
    ]);
  });

  test.each([[null], [[]], [{}], [''], [{ includeStates: [], '@odata.type': 'x' }]])(
    'does not count when it is %j',
    (value) => {
      expect(withConditions({ deviceStates: value }).unknownConditions).toEqual([]);
    },
  );

  test('inside the authentication flows leaves the transfer methods decided', () => {
    const policy = withConditions({
      authenticationFlows: { transferMethods: 'deviceCodeFlow', redirectKinds: 'native' },
    });

    expect(policy.transferMethods).toEqual(['devicecodeflow']);
    expect(policy.unknownConditions).toMatchObject([
      { member: 'conditions.authenticationFlows.redirectKinds' },
    ]);
  });

  test('is one and the same unknown in two policies that say the same of it', () => {
    const [first] = withConditions({ times: { from: 1, to: 2 } }).unknownConditions;
    const [second] = withConditions({ times: { To: 2, from: 1 } }).unknownConditions;
    const [other] = withConditions({ times: { from: 1, to: 3 } }).unknownConditions;

    expect(first?.key).toBe(second?.key);
    expect(other?.key).not.toBe(first?.key);
  });
});

describe('An unknown member inside a condition makes the whole condition one unknown', () => {
  test.each([
    ['users', { users: { includeUsers: ['All'], includeAgents: ['All'] } }],
    ['applications', { applications: { includeApplications: ['All'], networkAccess: { mode: 'x' } } }],
    ['platforms', { platforms: { includePlatforms: ['all'], platformFilter: 'x' } }],
    ['locations', { locations: { includeLocations: ['All'], includeNetworks: ['x'] } }],
    ['devices', { devices: { includeDevices: ['All'] } }],
    ['devices', { devices: { deviceFilter: { mode: 'include', rule: 'r', version: 2 } } }],
    ['devices', { devices: { deviceFilter: { mode: 'maybe', rule: 'r' } } }],
    ['devices', { devices: { deviceFilter: { mode: 'include', rule: null } } }],
    ['applications', { applications: { applicationFilter: { mode: 'maybe', rule: 'r' } } }],
    ['users', { users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'x', moods: 'y' } } }],
    [
      'users',
      {
        users: {
          excludeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'internalGuest',
            externalTenants: { membershipKind: 'nearby' },
          },
        },
      },
    ],
  ])('%s: %j', (name, conditions) => {
    const policy = withConditions(conditions);
    const condition = name === 'devices' ? policy.deviceFilter : Reflect.get(policy, name);

    expect(condition).toMatchObject({ kind: 'unintelligible', member: `conditions.${name}` });
  });

  test.each([
    ['users', { users: { includeUsers: ['All'], includeAgents: [] } }],
    ['applications', { applications: { includeApplications: ['All'], networkAccess: null } }],
    ['platforms', { platforms: { platformFilter: {} } }],
    ['locations', { locations: { includeNetworks: '' } }],
  ])('but not where it is empty, in %s: %j', (name, conditions) => {
    expect(Reflect.get(withConditions(conditions), name)).toMatchObject({ kind: 'understood' });
  });
});

describe('Guests and external users', () => {
  test('are flags and, where they are enumerated, tenants', () => {
    const policy = understood(
      graphPolicy({
        users: {
          includeGuestsOrExternalUsers: graphGuests('internalGuest, b2bCollaborationGuest'),
          excludeGuestsOrExternalUsers: graphGuests('serviceProvider', ['tenant-1']),
        },
      }),
    );

    expect(policy.users).toMatchObject({
      include: { guests: { types: ['internalguest', 'b2bcollaborationguest'], tenants: undefined } },
      exclude: { guests: { types: ['serviceprovider'], tenants: ['tenant-1'] } },
    });
  });
});

describe('A malformed policy', () => {
  test.each([
    ['a string', 'policy'],
    ['null', null],
    ['a number', 3],
    ['a list', [graphPolicy()]],
    ['conditions that are a string', { ...graphPolicy(), conditions: 'all' }],
    ['conditions that are a list', { ...graphPolicy(), conditions: [{}] }],
    ['users that are a string', graphPolicy({ conditions: { users: 'All' } })],
    ['included users that are a string', graphPolicy({ users: { includeUsers: 'All' } })],
    ['a user id that is a number', graphPolicy({ users: { excludeUsers: [7] } })],
    ['apps that are an object', graphPolicy({ applications: { includeApplications: { All: true } } })],
    ['client app types that are a string', graphPolicy({ conditions: { clientAppTypes: 'all' } })],
    ['risk levels that are an object', graphPolicy({ conditions: { signInRiskLevels: { high: true } } })],
    [
      'transfer methods that are a number',
      graphPolicy({ conditions: { authenticationFlows: { transferMethods: 1 } } }),
    ],
    ['a device filter that is a string', graphPolicy({ conditions: { devices: { deviceFilter: 'x' } } })],
    ['guests that are a string', graphPolicy({ users: { includeGuestsOrExternalUsers: 'all' } })],
    ['grant controls that are a string', graphPolicy({ grantControls: 'block' })],
    ['built-in controls that are a string', graphPolicy({ grantControls: { builtInControls: 'block' } })],
    ['an operator that is a number', graphPolicy({ grantControls: graphGrant(['block'], { operator: 1 }) })],
  ])('%s is kept and says what is wrong', (_, wire) => {
    expect(readPolicy(wire, 4)).toMatchObject({ kind: 'malformed', why: expect.stringMatching(/\w/) });
  });

  test('that is no object at all may be in force', () => {
    expect(readPolicy('policy', 4)).toMatchObject({ id: 'policies[4]', state: { kind: 'enabled' } });
  });

  test('keeps its id, name and state where it has them', () => {
    const wire = graphPolicy({ state: 'disabled', conditions: { users: 'All' } });

    expect(readPolicy(wire, 4)).toMatchObject({
      kind: 'malformed',
      id: 'block-device-code',
      displayName: 'Block device code flow',
      state: { kind: 'disabled' },
    });
  });
});

describe('Grant controls', () => {
  test.each([
    ['nothing', null, []],
    ['an object without members', {}, []],
    ['block in another case', { builtInControls: ['BLOCK'] }, [{ kind: 'block' }]],
    ['terms of use', { termsOfUse: ['tou-1'] }, [{ kind: 'asksNothing', name: 'termsOfUse tou-1' }]],
    [
      'an authentication strength',
      { authenticationStrength: { id: 'strength-1', displayName: 'Phishing-resistant' } },
      [
        {
          kind: 'authenticationStrength',
          id: 'strength-1',
          displayName: 'Phishing-resistant',
          worth: 'unknown',
          unknownAs: 'strength-1',
        },
      ],
    ],
    [
      'a custom factor',
      { customAuthenticationFactors: ['Duo'] },
      [
        {
          kind: 'unknown',
          name: 'customAuthenticationFactors Duo',
          unknownAs: 'customAuthenticationFactors Duo',
        },
      ],
    ],
    [
      'a new control',
      { builtInControls: ['riskRemediation'] },
      [{ kind: 'unknown', name: 'riskRemediation', unknownAs: 'riskRemediation' }],
    ],
    [
      'a new member',
      { passkeys: ['x'] },
      [{ kind: 'unknown', name: 'grantControls.passkeys', unknownAs: 'grantControls.passkeys=["x"]' }],
    ],
  ])('are read from %s', (_, grantControls, controls) => {
    expect(understood(graphPolicy({ grantControls })).grant.controls).toEqual(controls);
  });

  test.each([
    ['OR', 'OR'],
    [' and ', 'AND'],
    [null, 'unknown'],
    ['XOR', 'unknown'],
  ])('with the operator %j are joined by %s', (operator, expected) => {
    expect(understood(graphPolicy({ grantControls: graphGrant(['mfa'], { operator }) })).grant.operator).toBe(
      expected,
    );
  });
});
