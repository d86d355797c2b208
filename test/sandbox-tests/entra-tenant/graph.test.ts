import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, askGraph, startTrusted, tokenOf } from './sandbox-client.ts';

let tenant: EntraTenant;

beforeAll(async () => {
  tenant = await startTrusted();
});
afterAll(() => tenant.stop());

const policiesPath = '/v1.0/identity/conditionalAccess/policies';

function groupId(name: string): string {
  return tenant.state.tenant.groups.find(({ displayName }) => displayName === name)?.id ?? '';
}

function policyId(start: string): string {
  return tenant.state.tenant.policies.find(({ displayName }) => displayName.startsWith(start))?.id ?? '';
}

describe('who is let in', () => {
  test.each([
    ['no token', undefined],
    ['a token that is none', 'Bearer nonsense'],
    ['a token without a signature of the tenant', `Bearer ${unsigned()}`],
  ])('a request with %s is answered with 401', async (_, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };

    const response = await fetch(`${tenant.graphUrl}/v1.0/users`, { headers });

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
  });

  test('a token for storage does not open Graph', async () => {
    const token = await tokenOf(tenant, 'reader', 'https://storage.azure.com');

    const response = await fetch(`${tenant.graphUrl}/v1.0/users`, {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(response.status).toBe(401);
  });

  test('the reader may not write policies', async () => {
    const response = await askGraph(tenant, `${policiesPath}/${policyId('CA011')}`, {
      method: 'PATCH',
      body: JSON.stringify({ state: 'enabled' }),
    });

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'Authorization_RequestDenied' } });
    expect(tenant.state.policy(policyId('CA011')).state).toBe('enabledForReportingButNotEnforced');
  });
});

describe('collections', () => {
  test('users come in pages of 100, or as large as $top says', async () => {
    const usual = await allPages(tenant, '/v1.0/users?$select=id');
    const large = await allPages(tenant, '/v1.0/users?$select=id&$top=999');

    expect([usual.pages, usual.elements.length]).toEqual([20, 2_000]);
    expect([large.pages, large.elements.length]).toEqual([3, 2_000]);
    expect(new Set(usual.elements.map((user) => user['id']))).toHaveProperty('size', 2_000);
  });

  test('userType and accountEnabled come only where $select asks for them', async () => {
    const without = await allPages(tenant, '/v1.0/users?$top=999');
    const asked = await allPages(tenant, '/v1.0/users?$top=999&$select=id,userType,accountEnabled');

    expect(without.elements[0]).not.toHaveProperty('accountEnabled');
    expect(asked.elements[0]).toEqual({
      id: expect.any(String),
      userType: 'Member',
      accountEnabled: true,
    });
  });

  test('transitive members are flat, every one once, of every kind', async () => {
    const { elements } = await allPages(
      tenant,
      `/v1.0/groups/${groupId('Dev Tools')}/transitiveMembers?$select=id`,
    );
    const kinds = Object.groupBy(elements, (element) => String(element['@odata.type']));

    expect(Object.entries(kinds).map(([kind, members]) => [kind, members?.length])).toEqual(
      expect.arrayContaining([
        ['#microsoft.graph.user', 226],
        ['#microsoft.graph.group', 6],
        ['#microsoft.graph.device', 2],
        ['#microsoft.graph.servicePrincipal', 1],
      ]),
    );
  });

  test('direct members are those alone', async () => {
    const { elements } = await allPages(tenant, `/v1.0/groups/${groupId('Dev Tools')}/members`);

    expect(elements).toHaveLength(9);
  });

  test('role assignments can be filtered by role and show their principals', async () => {
    const filter = encodeURIComponent("roleDefinitionId eq '194ae4cb-b126-40b2-bd5b-6091b380977d'");
    const { elements } = await allPages(
      tenant,
      `/v1.0/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=principal`,
    );

    expect(elements).toMatchObject([
      {
        principalId: groupId('Identity administrators'),
        directoryScopeId: '/',
        principal: { '@odata.type': '#microsoft.graph.group', displayName: 'Identity administrators' },
      },
    ]);
  });

  test('names with quotes can be filtered for', async () => {
    const filter = encodeURIComponent("surname eq 'O''Rowan'");

    const { elements } = await allPages(tenant, `/v1.0/users?$filter=${filter}`);

    expect(elements.length).toBeGreaterThan(5);
    expect(elements.every((user) => user['surname'] === "O'Rowan")).toBe(true);
  });

  test.each(['$filter=startsWith(displayName,%27A%27)', '$top=0', '$top=5000', '$skiptoken=AAAA'])(
    'a query that is not understood (%s) is answered with 400',
    async (query) => {
      const response = await askGraph(tenant, `/v1.0/users?${query}`);

      expect(response.status).toBe(400);
    },
  );

  test.each([
    ['/v1.0/roleManagement/directory/roleEligibilityScheduleInstances', 3],
    ['/v1.0/identity/conditionalAccess/namedLocations', 5],
    ['/v1.0/subscribedSkus', 1],
    ['/v1.0/roleManagement/directory/roleDefinitions', 14],
    ['/v1.0/policies/authenticationStrengthPolicies', 4],
  ])('%s lists %i elements', async (path, count) => {
    const { elements } = await allPages(tenant, path);

    expect(elements).toHaveLength(count);
  });
});

describe('what depends on the company', () => {
  test('a group tells how people come into it, and its owners and members have addresses of their own', async () => {
    const id = groupId('MFA registration pending');
    const group: unknown = await (await askGraph(tenant, `/v1.0/groups/${id}`)).json();
    const { elements: owners } = await allPages(tenant, `/v1.0/groups/${id}/owners?$select=id`);

    expect(group).toMatchObject({ visibility: 'Public', groupTypes: ['Unified'], mailEnabled: true });
    expect(group).not.toHaveProperty('owners');
    expect(group).not.toHaveProperty('members');
    expect(owners).toEqual([{ '@odata.type': '#microsoft.graph.user', id: expect.any(String) }]);
  });

  test('without the licence for it, eligibilities are refused rather than shown as none', async () => {
    const unlicensed = await startTrusted({ tenant: { ...tenant.state.tenant, subscribedSkus: [] } });

    const path = '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances';
    const response = await askGraph(unlicensed, path).finally(() => unlicensed.stop());

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'AadPremiumLicenseRequired' } });
  });
});

describe('single objects', () => {
  test('an authentication strength is found by its id, and an unknown one is 404', async () => {
    const path = '/v1.0/policies/authenticationStrengthPolicies';
    const builtIn = await askGraph(tenant, `${path}/00000000-0000-0000-0000-000000000004`);
    const missing = await askGraph(tenant, `${path}/none`);

    expect(await builtIn.json()).toMatchObject({
      policyType: 'builtIn',
      allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
      combinationConfigurations: [],
    });
    expect(missing.status).toBe(404);
  });

  test('a user is found by id and by name, and an unknown one is 404', async () => {
    const name = 'emergency-access-1@northwind-sandbox.example';
    const byName = await (await askGraph(tenant, `/v1.0/users/${name}`)).json();
    const missing = await askGraph(tenant, '/v1.0/users/nobody');

    expect(byName).toMatchObject({ userPrincipalName: name });
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: 'Request_ResourceNotFound' } });
  });

  test('security defaults are off and baseline scopes are enforced', async () => {
    const defaults = await askGraph(tenant, '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy');
    const settings = await askGraph(tenant, '/beta/identity/conditionalAccess/settings');

    expect(await defaults.json()).toMatchObject({ isEnabled: false });
    expect(await settings.json()).toMatchObject({
      advancedSettings: { baselineScopes: { resourceAppId: '00000002-0000-0000-c000-000000000000' } },
    });
  });

  test('every answer carries a request id', async () => {
    const response = await askGraph(tenant, '/v1.0/subscribedSkus');

    expect(response.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('what the sandbox does not know of Graph is answered with 400', async () => {
    const response = await askGraph(tenant, '/v1.0/teams');

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: "Resource not found for the segment 'teams'." },
    });
  });
});

describe('policies', () => {
  test('policies come with the annotations and null members that Graph sends', async () => {
    const { elements } = await allPages(tenant, policiesPath);

    expect(elements).toHaveLength(16);
    expect(elements[8]).toMatchObject({
      displayName: 'CA009 Block device code flow',
      state: 'enabled',
      partialEnablementStrategy: null,
      conditions: {
        times: null,
        deviceStates: null,
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: {
        'authenticationStrength@odata.context': expect.stringContaining('$metadata#identity'),
      },
    });
  });

  test('a policy shows the strength that it asks for whole', async () => {
    const { elements } = await allPages(tenant, policiesPath);

    const asking = elements.find(({ displayName }) => String(displayName).startsWith('CA016'));

    expect(asking?.['grantControls']).toMatchObject({
      authenticationStrength: {
        displayName: 'Corporate sign-in',
        policyType: 'custom',
        allowedCombinations: expect.arrayContaining(['x509CertificateSingleFactor']),
        'combinationConfigurations@odata.context': expect.stringContaining(String(asking?.['id'])),
      },
    });
  });

  test('a strength may be written by its id alone, and is shown whole', async () => {
    const id = '00000000-0000-0000-0000-000000000003';
    const response = await askGraph(tenant, policiesPath, {
      as: 'writer',
      method: 'POST',
      body: JSON.stringify({
        displayName: 'Passwordless for apps of the web',
        state: 'disabled',
        conditions: { applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] } },
        grantControls: { operator: 'OR', authenticationStrength: { id } },
      }),
    });

    const strength = { id, displayName: 'Passwordless MFA', policyType: 'builtIn' };
    expect(await response.json()).toMatchObject({ grantControls: { authenticationStrength: strength } });
  });

  test('a PATCH answers 204 without a body and changes only what it names', async () => {
    const id = policyId('CA011');
    const before = tenant.state.policy(id);
    const response = await askGraph(tenant, `${policiesPath}/${id}`, {
      as: 'writer',
      method: 'PATCH',
      body: JSON.stringify({ state: 'enabled' }),
    });

    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(tenant.state.policy(id)).toEqual({
      ...before,
      state: 'enabled',
      modifiedDateTime: expect.any(String),
    });
  });

  test('a PATCH replaces lists and keeps the members beside them', async () => {
    const id = policyId('CA009');
    await askGraph(tenant, `${policiesPath}/${id}`, {
      as: 'writer',
      method: 'PATCH',
      body: JSON.stringify({ conditions: { users: { excludeGroups: [] } } }),
    });

    expect(tenant.state.policy(id).conditions).toMatchObject({
      users: { includeUsers: ['All'], excludeGroups: [] },
      authenticationFlows: { transferMethods: 'deviceCodeFlow' },
    });
  });

  test('a POST answers 201 with the new policy, which is in force at once', async () => {
    const response = await askGraph(tenant, policiesPath, {
      as: 'writer',
      method: 'POST',
      body: JSON.stringify({
        displayName: 'Block everything',
        state: 'enabled',
        conditions: {
          clientAppTypes: ['all'],
          applications: { includeApplications: ['All'] },
          users: { includeUsers: ['All'] },
        },
        grantControls: { operator: 'OR', builtInControls: ['block'] },
      }),
    });

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      id: expect.any(String),
      displayName: 'Block everything',
    });
    expect(tenant.usersWhoCanUseDeviceCode()).toEqual([]);
  });

  test.each([
    ['a state that does not exist', { state: 'on' }],
    ['a member that Graph does not publish', { partialEnablementStrategy: null }],
    [
      'a device filter that makes no sense',
      { conditions: { devices: { deviceFilter: { mode: 'include', rule: '(' } } } },
    ],
    ['no controls at all', { grantControls: null, sessionControls: null }],
    ['something that is no object', 'enabled'],
  ])('a PATCH with %s is answered with 400 and changes nothing', async (_, body) => {
    const id = policyId('CA004');
    const before = tenant.state.policy(id);

    const response = await askGraph(tenant, `${policiesPath}/${id}`, {
      as: 'writer',
      method: 'PATCH',
      body: JSON.stringify(body),
    });

    expect(response.status).toBe(400);
    expect(tenant.state.policy(id)).toEqual(before);
  });
});

describe('$batch', () => {
  test('each request of a batch is answered by itself', async () => {
    const response = await askGraph(tenant, '/v1.0/$batch', {
      method: 'POST',
      body: JSON.stringify({
        requests: [
          { id: 'a', method: 'GET', url: '/subscribedSkus' },
          { id: 'b', method: 'GET', url: '/groups/none/members' },
          { id: 'c', method: 'PATCH', url: '/identity/conditionalAccess/policies/x', body: {} },
        ],
      }),
    });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      responses: expect.arrayContaining([
        expect.objectContaining({ id: 'a', status: 200 }),
        expect.objectContaining({ id: 'b', status: 404 }),
        expect.objectContaining({ id: 'c', status: 403 }),
      ]),
    });
  });

  test('more than twenty requests are refused', async () => {
    const requests = Array.from({ length: 21 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/subscribedSkus',
    }));

    const response = await askGraph(tenant, '/v1.0/$batch', {
      method: 'POST',
      body: JSON.stringify({ requests }),
    });

    expect(response.status).toBe(400);
  });
});

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: 'https://graph.microsoft.com', roles: ['User.Read.All'], exp: 9_999_999_999 };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}
