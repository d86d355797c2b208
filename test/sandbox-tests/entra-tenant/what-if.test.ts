import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { northwindSandbox } from '../../sandbox/entra-tenant/company/company.ts';
import { evaluateSignIn } from '../../sandbox/entra-tenant/evaluation/evaluate-sign-in.ts';
import { principalOfUser } from '../../sandbox/entra-tenant/evaluation/principal.ts';
import { type SignIn, willingSignIn } from '../../sandbox/entra-tenant/evaluation/sign-in.ts';
import { type WhatIfQuestion, whatIf } from '../../sandbox/entra-tenant/evaluation/what-if.ts';
import { oneOf, randomFrom } from '../../sandbox/entra-tenant/random.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { askGraph, startTrusted } from './sandbox-client.ts';
import { type PolicyWish, policy, smallTenant } from './small-tenant.ts';

const path = '/identity/conditionalAccess/evaluate';
const graph = '00000003-0000-0000-c000-000000000000';
const company = northwindSandbox();
const employee = company.users.find(({ department }) => department === 'Legal')?.id ?? '';
const emergency = company.users[0]?.id ?? '';

let tenant: EntraTenant;
beforeAll(async () => {
  tenant = await startTrusted({ tenant: company });
});
afterAll(() => tenant.stop());

const answerSchema = z.object({
  '@odata.context': z.string(),
  value: z.array(
    z.looseObject({
      displayName: z.string(),
      policyApplies: z.boolean(),
      analysisReasons: z.string(),
      state: z.string(),
    }),
  ),
});

function bodyFor(userId: string, more: object = {}, conditions: object = {}) {
  return {
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId },
    signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: [graph] },
    signInConditions: {
      clientAppType: 'mobileAppsAndDesktopClients',
      devicePlatform: 'linux',
      signInRiskLevel: 'none',
      userRiskLevel: 'none',
      insiderRiskLevel: 'none',
      country: 'NO',
      ipAddress: '192.0.2.10',
      authenticationFlow: { transferMethod: 'deviceCodeFlow' },
      ...conditions,
    },
    ...more,
  };
}

function ask(body: unknown, version = 'v1.0') {
  return askGraph(tenant, `/${version}${path}`, { method: 'POST', body: JSON.stringify(body) });
}

async function answered(body: unknown, version?: string) {
  const { value } = answerSchema.parse(await (await ask(body, version)).json());
  return new Map(value.map((result) => [result.displayName.slice(0, 5), result]));
}

describe('What If', () => {
  test.each(['v1.0', 'beta'])('lists every policy whole in %s, and says which apply', async (version) => {
    const results = await answered(bodyFor(employee), version);

    expect(results.size).toBe(16);
    expect(results.get('CA009')).toMatchObject({
      policyApplies: true,
      analysisReasons: 'notSet',
      partialEnablementStrategy: null,
      conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' }, times: null },
      grantControls: { builtInControls: ['block'] },
    });
    expect(results.get('CA010')).toMatchObject({ policyApplies: false, analysisReasons: 'devicePlatform' });
  });

  test('lists a report-only policy as applying, and a disabled one as not enabled', async () => {
    const results = await answered(bodyFor(employee));

    expect(results.get('CA011')).toMatchObject({
      policyApplies: true,
      state: 'enabledForReportingButNotEnforced',
    });
    expect(results.get('CA015')).toMatchObject({
      policyApplies: false,
      analysisReasons: 'policyNotEnabled',
    });
  });

  test('lists only those that apply where it is asked for them alone', async () => {
    const results = await answered(bodyFor(employee, { appliedPoliciesOnly: true }));

    expect([...results.keys()]).toEqual(['CA001', 'CA009', 'CA011']);
  });

  test('says that an excluded user is why a policy does not apply', async () => {
    expect((await answered(bodyFor(emergency))).get('CA009')).toMatchObject({
      policyApplies: false,
      analysisReasons: 'users',
    });
  });

  test('names every condition that says no', () => {
    const elsewhere = policy({
      applications: { includeApplications: ['another'] },
      conditions: { clientAppTypes: ['other'], signInRiskLevels: ['high'] },
    });

    expect(whatIf(elsewhere, smallTenant(), question())).toEqual({
      policyApplies: false,
      analysisReasons: 'application,clientApps,signInRisk',
    });
  });
});

function question(more: Partial<WhatIfQuestion> = {}): WhatIfQuestion {
  const { clientApp, signInRisk, userRisk, insiderRisk, country, ipAddress } = willingSignIn;
  return {
    identity: {
      kind: 'user',
      principal: { id: 'ann', groups: new Set(), roles: new Set(), guest: null },
    },
    context: { kind: 'applications', appIds: [graph] },
    conditions: {
      ...{ clientApp, signInRisk, userRisk, insiderRisk, country, ipAddress },
      flow: 'none',
      platform: 'windows',
      device: {},
    },
    ...more,
  };
}

const filter = { mode: 'include', rule: 'device.isCompliant -eq True' } as const;

describe('a condition that cannot be evaluated as the question leaves its subject out', () => {
  test.each<[string, PolicyWish['conditions']]>([
    ['flow', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }],
    ['client app', { clientAppTypes: ['browser'] }],
    ['platform', { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } }],
    ['location', { locations: { includeLocations: ['office'], excludeLocations: [] } }],
    ['excluded location', { locations: { includeLocations: ['All'], excludeLocations: ['office'] } }],
    ['device', { devices: { deviceFilter: filter } }],
    ['sign-in risk', { signInRiskLevels: ['high'] }],
    ['user risk', { userRiskLevels: ['high'] }],
    ['insider risk', { insiderRiskLevels: 'elevated' }],
  ])('is not enough information: %s', (_, conditions = {}) => {
    const office = {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      id: 'office',
      displayName: 'office',
      createdDateTime: '',
      modifiedDateTime: '',
      deletedDateTime: null,
      isTrusted: false,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/24' }],
    } as const;
    const tenantWithOffice = smallTenant({ namedLocations: [office] });
    const asked = policy({ conditions });

    const known = whatIf(asked, tenantWithOffice, question());
    const unknown = whatIf(asked, tenantWithOffice, question({ conditions: {} }));

    expect(unknown).toEqual({ policyApplies: false, analysisReasons: 'notEnoughInformation' });
    expect(known.analysisReasons).not.toBe('notEnoughInformation');
  });

  test('does not count where another condition says no, or where the policy asks for anything', () => {
    const users = { includeUsers: ['bob'] };
    const conditions = { userRiskLevels: ['high'] };
    const everywhere = { includeLocations: ['All'], excludeLocations: [] };
    const anyPlatform = { includePlatforms: ['all'], excludePlatforms: [] };

    const refused = whatIf(policy({ users, conditions }), smallTenant(), question({ conditions: {} }));
    const applies = whatIf(
      policy({ conditions: { locations: everywhere, platforms: anyPlatform } }),
      smallTenant(),
      question({ conditions: {} }),
    );

    expect(refused.analysisReasons).toBe('users');
    expect(applies.policyApplies).toBe(true);
  });
});

describe('other identities and contexts', () => {
  test('a policy on workload identities applies to a service principal, and no policy on users does', async () => {
    const results = await answered({
      ...bodyFor(employee),
      signInIdentity: {
        '@odata.type': '#microsoft.graph.servicePrincipalSignIn',
        servicePrincipalId: company.servicePrincipals[0]?.id,
      },
    });

    expect(results.get('CA012')).toMatchObject({ policyApplies: true });
    expect(results.get('CA009')).toMatchObject({ analysisReasons: 'workloadIdentities' });
  });

  test('a guest without an object is told by type and home', async () => {
    const guests = {
      guestOrExternalUserTypes: 'serviceProvider',
      externalTenants: { membershipKind: 'enumerated', members: ['partner'] },
    };
    const ofPartner = policy({ users: { includeUsers: [], includeGuestsOrExternalUsers: guests } });
    const from = (homeTenantId: string) =>
      whatIf(
        ofPartner,
        smallTenant(),
        question({
          identity: {
            kind: 'user',
            principal: {
              id: null,
              groups: new Set(),
              roles: new Set(),
              guest: { type: 'serviceProvider', homeTenantId },
            },
          },
        }),
      ).policyApplies;

    expect([from('partner'), from('another')]).toEqual([true, false]);
  });

  test('a user action and an authentication context are met by the policies that name them alone', () => {
    const onAction = policy({
      applications: {
        includeApplications: [],
        includeUserActions: ['urn:user:registerdevice'],
      },
    });
    const action = { kind: 'userAction', userAction: 'registerOrJoinDevices' } as const;
    const context = { kind: 'authenticationContext', reference: 'c1' } as const;

    expect(whatIf(onAction, smallTenant(), question({ context: action })).policyApplies).toBe(true);
    expect(whatIf(onAction, smallTenant(), question({ context })).analysisReasons).toBe(
      'authenticationContext',
    );
    expect(whatIf(policy(), smallTenant(), question({ context: action })).analysisReasons).toBe(
      'userActions',
    );
  });
});

describe('a question that Graph does not understand', () => {
  test.each([
    ['no body', undefined],
    ['no conditions', { ...bodyFor(employee), signInConditions: undefined }],
    ['no type of identity', { ...bodyFor(employee), signInIdentity: { userId: employee } }],
    ['nobody', { ...bodyFor(employee), signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn' } }],
    ['an unknown platform', bodyFor(employee, {}, { devicePlatform: 'amiga' })],
    ['an address that is none', bodyFor(employee, {}, { ipAddress: 'here' })],
    ['a member that Graph does not publish', bodyFor(employee, {}, { mood: 'good' })],
  ])('is answered with 400: %s', async (_, body) => {
    expect((await ask(body)).status).toBe(400);
  });

  test('is answered with 404 where the user does not exist', async () => {
    expect((await ask(bodyFor('nobody'))).status).toBe(404);
  });
});

test('agrees with what becomes of real sign-ins, policy by policy', () => {
  const random = randomFrom('what if');
  const enabled = company.users.filter(({ accountEnabled }) => accountEnabled);
  for (let count = 0; count < 200; count += 1) {
    const user = oneOf(enabled, random);
    const signIn: SignIn = {
      ...willingSignIn,
      userId: user.id,
      resource: oneOf([graph, '797f4846-ba00-4fd7-ba43-dac1f8f63013', 'any'], random),
      flow: oneOf(['none', 'deviceCodeFlow', 'authenticationTransfer'], random),
      clientApp: oneOf(['browser', 'mobileAppsAndDesktopClients', 'other'], random),
      platform: oneOf(['windows', 'linux', 'iOS', null], random),
      country: oneOf(['NO', 'NZ'], random),
      signInRisk: oneOf(['none', 'high'], random),
      device: oneOf([{ isCompliant: false }, { isCompliant: true }], random),
    };
    const asked: WhatIfQuestion = {
      identity: { kind: 'user', principal: principalOfUser(company, user) },
      context: { kind: 'applications', appIds: [signIn.resource] },
      conditions: signIn,
    };

    const applied = evaluateSignIn(company, signIn).appliedPolicies;

    for (const [index, { displayName, result }] of applied.entries()) {
      const [one] = company.policies.slice(index, index + 1);
      if (one === undefined) throw new Error(displayName);
      const { policyApplies } = whatIf(one, company, asked);
      expect({ displayName, policyApplies }).toEqual({
        displayName,
        policyApplies: !/notApplied|notEnabled/i.test(result),
      });
    }
  }
});
