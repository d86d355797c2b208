import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../../shared/adapters/credentials/managed-identity-credential.ts';
import type { GraphRuntime } from '../../../shared/adapters/graph/graph-runtime.ts';
import { GraphTenantReader } from '../../../shared/adapters/graph/graph-tenant-reader.ts';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { type EntraTenant, startEntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';

const trusted = getCACertificates('default');
let tenant: EntraTenant;

beforeAll(async () => {
  tenant = await startEntraTenant();
  setDefaultCACertificates([...trusted, await readFile(tenant.certificate.caPath, 'utf8')]);
  vi.stubEnv('IDENTITY_ENDPOINT', tenant.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', tenant.identities.reader.identityHeader);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await tenant.stop();
});

function readTenant(runtime: Partial<GraphRuntime> = {}) {
  const settings = { baseUrl: tenant.graphUrl, scope: 'https://graph.microsoft.com/.default' };
  const reader = new GraphTenantReader({ credential: createManagedIdentityCredential(), settings, runtime });
  return reader.read(tenantIdSchema.parse(tenant.tenantId));
}

/** The export names Graph's own address in its annotations. */
const withAddressOfGraph = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(tenant.graphUrl, 'https://graph.microsoft.com'));

const groupsByName = (groups: readonly unknown[] | undefined): ReadonlyMap<string, unknown> =>
  new Map((groups ?? []).map((group) => [Object(group)['displayName'], group]));

describe('The sandbox tenant, over HTTPS and with the managed identity', () => {
  it('is read whole', async () => {
    const whole = tenant.export();

    const snapshot = await readTenant();

    expect(snapshot.unread).toEqual([]);
    const { policies, users, groups, ...rest } = whole;
    expect(snapshot).toMatchObject(rest);
    expect(withAddressOfGraph(snapshot.policies)).toEqual(policies);
    expect(snapshot.users).toHaveLength(users.length);
    const [firstUser] = users;
    expect(firstUser).toMatchObject(Object(snapshot.users?.[0]));
    const read = groupsByName(snapshot.groups);
    expect([...read.keys()]).toEqual(
      expect.arrayContaining(['Dev Tools', 'Platform Engineering Cloud', 'Identity administrators']),
    );
    for (const group of groups.filter(({ displayName }) => read.has(displayName))) {
      expect(group).toMatchObject(Object(read.get(group.displayName)));
    }
    const { owners, members, ...pending } = Object(read.get('MFA registration pending'));
    expect(owners).toHaveLength(1);
    expect(members).toHaveLength(23);
    expect(pending).toMatchObject({ visibility: 'Public', groupTypes: ['Unified'], membershipRule: null });
  });

  it('is read with few requests, none of which is refused', async () => {
    const answers: string[] = [];
    const recording: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      const [, , resource = ''] = new URL(String(input)).pathname.split('/');
      // A throttled request was too early, not too many, and is sent again.
      if (response.status !== 429) answers.push(`${resource} ${response.status}`);
      return response;
    };

    await readTenant({ fetch: recording });

    const counted = [...Map.groupBy(answers, (answer) => answer)].map(([answer, { length }]) => [
      answer,
      length,
    ]);
    expect(Object.fromEntries(counted)).toEqual({
      'identity 200': 3,
      'policies 200': 1,
      'users 200': 3,
      'roleManagement 200': 2,
      'subscribedSkus 200': 1,
      // Thirteen lists of members, six of owners, and one description of all groups.
      'groups 200': 20,
    });
  });

  it('has a nested group named that cannot be read', async () => {
    const nested = tenant.state.tenant.groups.find(({ displayName }) => displayName === 'Data Tooling');
    const id = nested?.id ?? '';
    tenant.state.setGroupReadable(id, false);

    const snapshot = await readTenant();

    expect(snapshot.unread).toEqual([{ kind: 'group', id, why: expect.stringContaining('HTTP 403') }]);
    expect(groupsByName(snapshot.groups).has('Data Tooling')).toBe(false);
  });
});
