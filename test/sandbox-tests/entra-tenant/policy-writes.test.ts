import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, askGraph, post, startTrusted } from './sandbox-client.ts';

const policiesPath = '/v1.0/identity/conditionalAccess/policies';
const deletedPath = '/v1.0/identity/conditionalAccess/deletedItems/policies';
const start = Date.parse('2026-11-22T08:00:00Z');
const day = 86_400_000;

let now: Date;
let tenant: EntraTenant;

beforeEach(async () => {
  now = new Date(start);
  tenant = await startTrusted({ clock: () => now });
});
afterEach(() => tenant.stop());

const block = {
  displayName: 'Block device code flow',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    clientAppTypes: ['all'],
    applications: { includeApplications: ['All'] },
    users: { includeUsers: ['All'] },
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

function write(method: string, path: string, body?: unknown) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return askGraph(tenant, path, { as: 'writer', method, ...init });
}

function policyId(name: string): string {
  return tenant.state.tenant.policies.find(({ displayName }) => displayName.startsWith(name))?.id ?? '';
}

async function messageOf(response: Response): Promise<[number, string]> {
  const schema = z.object({ error: z.object({ message: z.string() }) });
  return [response.status, schema.parse(await response.json()).error.message];
}

describe('deleting a policy', () => {
  test('answers 204, and nobody finds it any more', async () => {
    const id = policyId('CA009');

    const response = await write('DELETE', `${policiesPath}/${id}`);

    expect([response.status, await response.text()]).toEqual([204, '']);
    expect((await askGraph(tenant, `${policiesPath}/${id}`)).status).toBe(404);
    expect((await allPages(tenant, policiesPath)).elements).toHaveLength(15);
    expect(tenant.state.tenant.policies).toHaveLength(15);
    expect((await write('DELETE', `${policiesPath}/${id}`)).status).toBe(404);
    expect((await write('PATCH', `${policiesPath}/${id}`, { state: 'disabled' })).status).toBe(404);
  });

  test('is not for who may only read', async () => {
    const response = await askGraph(tenant, `${policiesPath}/${policyId('CA009')}`, { method: 'DELETE' });

    expect(response.status).toBe(403);
    expect(tenant.state.tenant.policies).toHaveLength(16);
  });

  test('keeps it for thirty days', async () => {
    const id = policyId('CA009');
    await write('DELETE', `${policiesPath}/${id}`);

    const kept = tenant.policies.deleted.map((policy) => [policy.id, policy.deletedDateTime]);
    now = new Date(start + 31 * day);

    expect(kept).toEqual([[id, new Date(start).toISOString()]]);
    expect(tenant.policies.deleted).toEqual([]);
  });
});

describe('the deleted policies', () => {
  const scope =
    'https://graph.microsoft.com/Policy.Read.All https://graph.microsoft.com/Policy.ReadWrite.ConditionalAccess';
  const clientId = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
  const login = () => `/${tenant.tenantId}/oauth2/v2.0`;

  /** By device code, as the emergency access accounts can. */
  async function tokenOfPerson(): Promise<string> {
    const started = await post(tenant, `${login()}/devicecode`, { client_id: clientId, scope });
    const codes = z.object({ user_code: z.string(), device_code: z.string() }).parse(await started.json());
    const username = tenant.state.tenant.users[0]?.userPrincipalName ?? '';
    await post(tenant, '/devicelogin', { user_code: codes.user_code, username });
    const redeemed = await post(tenant, `${login()}/token`, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: clientId,
      device_code: codes.device_code,
    });
    return z.object({ access_token: z.string() }).parse(await redeemed.json()).access_token;
  }

  test('are shown to no application, as Microsoft documents them for people only', async () => {
    expect((await write('GET', deletedPath)).status).toBe(403);
    expect((await write('POST', `${deletedPath}/x/restore`)).status).toBe(403);
  });

  test('are listed for a person, who brings one back in the state that it had', async () => {
    const id = policyId('CA009');
    const before = tenant.state.policy(id);
    await write('DELETE', `${policiesPath}/${id}`);
    const headers = { authorization: `Bearer ${await tokenOfPerson()}` };
    const ask = (path: string, method = 'GET') =>
      fetch(`${tenant.graphUrl}${deletedPath}${path}`, { method, headers });

    const listed: unknown = await (await ask('')).json();
    const one: unknown = await (await ask(`/${id}`)).json();
    const restored = await ask(`/${id}/restore`, 'POST');

    expect(listed).toMatchObject({ value: [{ id, deletedDateTime: new Date(start).toISOString() }] });
    expect(one).toMatchObject({ id, partialEnablementStrategy: null });
    expect(restored.status).toBe(200);
    expect(await restored.json()).toMatchObject({ id, state: 'enabled', modifiedDateTime: null });
    expect(tenant.state.policy(id)).toEqual({ ...before, deletedDateTime: null, modifiedDateTime: null });
    expect(tenant.policies.deleted).toEqual([]);
  });

  test('can be deleted for good', async () => {
    const id = policyId('CA009');
    await write('DELETE', `${policiesPath}/${id}`);
    const headers = { authorization: `Bearer ${await tokenOfPerson()}` };

    const response = await fetch(`${tenant.graphUrl}${deletedPath}/${id}`, { method: 'DELETE', headers });
    const again = await fetch(`${tenant.graphUrl}${deletedPath}/${id}/restore`, { method: 'POST', headers });

    expect([response.status, again.status]).toEqual([204, 404]);
  });
});

describe('what the service does not take', () => {
  test('is a policy that enforces something beside security defaults', async () => {
    tenant.state.setSecurityDefaults(true);

    const created = await write('POST', policiesPath, { ...block, state: 'enabled' });
    const switchedOn = await write('PATCH', `${policiesPath}/${policyId('CA011')}`, { state: 'enabled' });
    const reportOnly = await write('POST', policiesPath, block);

    const refusal = [400, expect.stringContaining('Security Defaults is enabled in the tenant')];
    expect(await messageOf(created)).toEqual(refusal);
    expect(await messageOf(switchedOn)).toEqual(refusal);
    expect(reportOnly.status).toBe(201);
    expect(tenant.state.policy(policyId('CA011')).state).toBe('enabledForReportingButNotEnforced');
  });

  test('is one policy too many', async () => {
    for (let count = 16; count < 195; count += 1) {
      tenant.asAdministrator(tenant.state.tenant.users[0]?.id ?? '').addPolicy(block);
    }

    const response = await write('POST', policiesPath, block);

    expect(await messageOf(response)).toEqual([400, expect.stringContaining('limit of 195')]);
    expect(tenant.state.tenant.policies).toHaveLength(195);
  });

  test.each([
    ['its name', { displayName: 'Ours now' }],
    ['whom it includes', { conditions: { users: { includeUsers: [], includeGroups: ['x'] } } }],
    ['what it grants', { grantControls: { operator: 'OR', builtInControls: ['mfa'] } }],
  ])('is a change of a Microsoft-managed policy beyond state and exclusions: %s', async (_, change) => {
    const managed = tenant.introduceManagedPolicy();

    const response = await write('PATCH', `${policiesPath}/${managed.id}`, change);

    expect(await messageOf(response)).toEqual([400, expect.stringContaining('Microsoft-managed')]);
    expect(tenant.state.policy(managed.id)).toEqual(managed);
  });

  test('is the deletion of a Microsoft-managed policy', async () => {
    const { id } = tenant.introduceManagedPolicy();

    expect((await write('DELETE', `${policiesPath}/${id}`)).status).toBe(400);
  });
});

test('a Microsoft-managed policy can be switched on, and people excluded', async () => {
  const { id } = tenant.introduceManagedPolicy();
  const [room = ''] = tenant.state.tenant.users.map((user) => user.id);

  const response = await write('PATCH', `${policiesPath}/${id}`, {
    state: 'enabled',
    conditions: { users: { excludeUsers: [room] } },
  });

  expect(response.status).toBe(204);
  expect(tenant.state.policy(id)).toMatchObject({
    state: 'enabled',
    conditions: { users: { includeUsers: ['All'], excludeUsers: [room] } },
  });
});

describe('readers of policies', () => {
  test('see a change after so many reads, and a new policy is not there before', async () => {
    tenant.policies.setReadLag({ reads: 2 });
    const changed = policyId('CA011');
    await write('PATCH', `${policiesPath}/${changed}`, { state: 'enabled' });
    const { id } = z
      .object({ id: z.string() })
      .parse(await (await write('POST', policiesPath, block)).json());

    const states: unknown[] = [];
    const statuses: number[] = [];
    for (let read = 0; read < 3; read += 1) {
      states.push(await (await askGraph(tenant, `${policiesPath}/${changed}`)).json());
      statuses.push((await askGraph(tenant, `${policiesPath}/${id}`)).status);
    }

    expect(states).toMatchObject([
      { state: 'enabledForReportingButNotEnforced' },
      { state: 'enabledForReportingButNotEnforced' },
      { state: 'enabled' },
    ]);
    expect(statuses).toEqual([404, 404, 200]);
  });

  test('see a change in the list after so long, and a deleted policy till then; sign-ins meet it at once', async () => {
    tenant.policies.setReadLag({ milliseconds: 60_000 });
    const names = async () =>
      (await allPages(tenant, policiesPath)).elements.map(({ displayName }) =>
        String(displayName).slice(0, 5),
      );
    await write('POST', policiesPath, { ...block, state: 'enabled' });
    await write('DELETE', `${policiesPath}/${policyId('CA009')}`);

    const early = await names();
    const inForce = tenant.usersWhoCanUseDeviceCode();
    now = new Date(start + 60_000);
    const late = await names();

    expect(early).toContain('CA009');
    expect(early).not.toContain('Block');
    expect(inForce).toEqual([]);
    expect(late).toContain('Block');
    expect(late).not.toContain('CA009');
  });

  test('go on seeing the first state while it changes again, and all at once when the lag ends', async () => {
    tenant.policies.setReadLag({ reads: 1 });
    const id = policyId('CA011');
    const stateSeen = async () =>
      z.object({ state: z.string() }).parse(await (await askGraph(tenant, `${policiesPath}/${id}`)).json())
        .state;
    await write('PATCH', `${policiesPath}/${id}`, { state: 'enabled' });
    await write('PATCH', `${policiesPath}/${id}`, { state: 'disabled' });

    const first = await stateSeen();
    await write('PATCH', `${policiesPath}/${id}`, { state: 'enabled' });
    tenant.policies.setReadLag(undefined);

    expect(first).toBe('enabledForReportingButNotEnforced');
    expect(await stateSeen()).toBe('enabled');
  });
});
