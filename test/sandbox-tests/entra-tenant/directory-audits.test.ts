import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { allPages, askGraph, startTrusted } from './sandbox-client.ts';

const policiesPath = '/v1.0/identity/conditionalAccess/policies';
const audits = '/v1.0/auditLogs/directoryAudits';
const start = Date.parse('2026-11-22T08:00:00Z');
const minute = 60_000;

let now: Date;
let tenant: EntraTenant;
let administrator: string;

beforeEach(async () => {
  now = new Date(start);
  tenant = await startTrusted({ clock: () => now });
  administrator = tenant.state.tenant.users.find(({ department }) => department === 'Information')?.id ?? '';
});
afterEach(() => tenant.stop());

const block = {
  displayName: 'Block device code flow',
  state: 'enabledForReportingButNotEnforced',
  conditions: { applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

function write(method: string, path: string, body?: unknown) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return askGraph(tenant, path, { as: 'writer', method, ...init });
}

function policyId(name: string): string {
  return tenant.state.tenant.policies.find(({ displayName }) => displayName.startsWith(name))?.id ?? '';
}

async function listed(filter?: string, path = audits) {
  const query = filter === undefined ? '' : `?$filter=${encodeURIComponent(filter)}`;
  return (await allPages(tenant, `${path}${query}`)).elements;
}

const policySchema = z.looseObject({ state: z.string() });
const changeSchema = z.looseObject({
  targetResources: z.array(
    z.looseObject({
      modifiedProperties: z.array(
        z.object({
          displayName: z.literal('ConditionalAccessPolicy'),
          oldValue: z.string().nullable(),
          newValue: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** The states of the policy before and after, out of the JSON inside the record. */
function statesIn(record: unknown): (string | null)[] {
  const [target] = changeSchema.parse(record).targetResources;
  const [change] = target?.modifiedProperties ?? [];
  return [change?.oldValue, change?.newValue].map((value) =>
    value == null ? null : policySchema.parse(JSON.parse(value)).state,
  );
}

describe('the directory audits', () => {
  test.each(['v1.0', 'beta'])('name the application that changed a policy, in %s', async (version) => {
    const id = policyId('CA011');
    await write('PATCH', `${policiesPath}/${id}`, { state: 'enabled' });

    const [record, ...others] = await listed(undefined, audits.replace('v1.0', version));

    const { clientId, objectId, displayName } = tenant.identities.writer;
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      id: expect.stringMatching(/^Directory_/),
      category: 'Policy',
      activityDisplayName: 'Update conditional access policy',
      activityDateTime: new Date(start).toISOString(),
      operationType: 'Update',
      result: 'success',
      loggedByService: 'Conditional Access',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      initiatedBy: { user: null, app: { appId: clientId, displayName, servicePrincipalId: objectId } },
      targetResources: [{ id, type: 'Policy', displayName: 'CA011 Block device code flow for all users' }],
    });
    expect(statesIn(record)).toEqual(['enabledForReportingButNotEnforced', 'enabled']);
  });

  test('name the person who changed it in the admin centre', async () => {
    tenant.asAdministrator(administrator).changePolicy(policyId('CA009'), { state: 'disabled' });

    const [record] = await listed();

    const user = tenant.state.tenant.users.find(({ id }) => id === administrator);
    expect(record).toMatchObject({
      initiatedBy: {
        app: null,
        user: {
          id: administrator,
          userPrincipalName: user?.userPrincipalName,
          displayName: user?.displayName,
          ipAddress: '192.0.2.10',
        },
      },
    });
  });

  test('tell of new and of deleted policies, newest first', async () => {
    const created = await write('POST', policiesPath, block);
    const { id } = z.object({ id: z.string() }).parse(await created.json());
    now = new Date(start + minute);
    await write('DELETE', `${policiesPath}/${id}`);
    now = new Date(start + 2 * minute);
    tenant.asAdministrator(administrator).restorePolicy(id);

    const records = await listed();

    expect(records.map(({ operationType }) => operationType)).toEqual(['Restore', 'Delete', 'Add']);
    expect(records.map(({ activityDisplayName }) => activityDisplayName).slice(1)).toEqual([
      'Delete conditional access policy',
      'Add conditional access policy',
    ]);
    expect(records.map(statesIn)).toEqual([
      [null, block.state],
      [block.state, null],
      [null, block.state],
    ]);
  });

  test('say nothing of what was refused', async () => {
    await write('PATCH', `${policiesPath}/${policyId('CA011')}`, { state: 'on' });

    expect(await listed()).toEqual([]);
  });

  test('are filtered by time, activity and target, and come in pages', async () => {
    const [one, other] = [policyId('CA009'), policyId('CA010')];
    const person = tenant.asAdministrator(administrator);
    for (const [index, id] of [one, other, one, one].entries()) {
      now = new Date(start + index * minute);
      person.changePolicy(id, { state: index % 2 === 0 ? 'disabled' : 'enabled' });
    }
    person.deletePolicy(other);
    const times = async (filter: string) =>
      (await listed(filter)).map(({ activityDateTime }) => Date.parse(String(activityDateTime)) - start);

    const ofOne = `targetResources/any(t: t/id eq '${one}')`;
    expect(await times(ofOne)).toEqual([3 * minute, 2 * minute, 0]);
    expect(await times(`activityDateTime ge 2026-11-22T08:02:00Z and ${ofOne}`)).toEqual([
      3 * minute,
      2 * minute,
    ]);
    expect(await times("activityDateTime lt 2026-11-22T08:01:00Z and category eq 'Policy'")).toEqual([0]);
    expect(await times("activityDisplayName eq 'Delete conditional access policy'")).toEqual([3 * minute]);
    expect(await times(`initiatedBy/user/id eq '${administrator}'`)).toHaveLength(5);
    expect(await allPages(tenant, `${audits}?$top=2`)).toMatchObject({ pages: 3 });
  });

  test.each(["targetResources/all(t: t/id eq 'x')", 'additionalDetails eq 1', 'activityDateTime near now'])(
    'refuse a filter that Graph does not know: %s',
    async (filter) => {
      expect((await askGraph(tenant, `${audits}?$filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    },
  );

  test('are late where they are told to be, and kept for thirty days', async () => {
    tenant.audits.setDelay(5 * minute);
    tenant.asAdministrator(administrator).changePolicy(policyId('CA009'), { state: 'disabled' });

    const atOnce = await listed();
    now = new Date(start + 5 * minute);
    const later = await listed();
    now = new Date(start + 31 * 24 * 60 * minute);

    expect([atOnce.length, later.length, (await listed()).length]).toEqual([0, 1, 0]);
  });

  test('need a licence', async () => {
    tenant.state.setSubscribedSkus([]);

    expect((await askGraph(tenant, audits)).status).toBe(403);
  });
});

describe('over the admin endpoint', () => {
  const turn = (method: string, path: string, body?: unknown, headers = {}) =>
    fetch(`${tenant.graphUrl}/sandbox${path}`, {
      method,
      headers: { 'x-sandbox-key': tenant.adminKey, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test('a person named by name changes, makes and deletes policies', async () => {
    const userPrincipalName =
      tenant.state.tenant.users.find(({ id }) => id === administrator)?.userPrincipalName ?? '';
    const as = { 'x-sandbox-actor': userPrincipalName };

    const changed = await turn('PATCH', `/policies/${policyId('CA011')}`, { state: 'enabled' }, as);
    const made = await turn('POST', '/policies', block, as);
    const deleted = await turn('DELETE', `/policies/${policyId('CA009')}`, undefined, as);

    expect([changed.status, made.status, deleted.status]).toEqual([204, 201, 204]);
    expect(tenant.audits.entries.map(({ operation, actor }) => [operation, actor])).toEqual(
      ['Update', 'Add', 'Delete'].map((operation) => [
        operation,
        expect.objectContaining({ kind: 'user', userPrincipalName }),
      ]),
    );
  });

  test('without an actor it was the sandbox', async () => {
    await turn('PATCH', `/policies/${policyId('CA011')}`, { state: 'enabled' });

    expect((await listed())[0]).toMatchObject({ initiatedBy: { app: { displayName: 'Gateproof sandbox' } } });
  });

  test('what the service does not take is a problem', async () => {
    const id = policyId('CA011');

    const statuses = [
      await turn('PATCH', `/policies/${id}`, { state: 'on' }),
      await turn('PATCH', `/policies/${id}`, { state: 'enabled' }, { 'x-sandbox-actor': 'nobody' }),
      await turn('DELETE', '/policies/none'),
      await turn('PUT', '/policy-reads', { reads: 0 }),
    ].map(({ status }) => status);

    expect(statuses).toEqual([400, 404, 404, 400]);
    expect(tenant.audits.entries).toEqual([]);
  });

  test('the logs and the readers can be made late', async () => {
    await turn('PUT', '/audit-delay', { milliseconds: minute });
    await turn('PUT', '/policy-reads', { reads: 1 });
    const id = policyId('CA011');
    await turn('PATCH', `/policies/${id}`, { state: 'enabled' });

    const first = await askGraph(tenant, `${policiesPath}/${id}`);
    const second = await askGraph(tenant, `${policiesPath}/${id}`);

    expect(await listed()).toEqual([]);
    expect([await first.json(), await second.json()]).toMatchObject([
      { state: 'enabledForReportingButNotEnforced' },
      { state: 'enabled' },
    ]);
    expect((await turn('DELETE', '/policy-reads')).status).toBe(204);
  });
});
