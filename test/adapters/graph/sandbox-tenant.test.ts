import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../../shared/adapters/credentials/managed-identity-credential.ts';
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

function readTenant() {
  const settings = { baseUrl: tenant.graphUrl, scope: 'https://graph.microsoft.com/.default' };
  const reader = new GraphTenantReader({ credential: createManagedIdentityCredential(), settings });
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
    const { tenantId, policies, namedLocations, securityDefaults, baselineScopes } = whole;
    expect(snapshot).toMatchObject({ tenantId, namedLocations, securityDefaults, baselineScopes });
    expect(withAddressOfGraph(snapshot.policies)).toEqual(policies);
    expect(snapshot.users).toHaveLength(whole.users.length);
    const [firstUser] = whole.users;
    expect(firstUser).toMatchObject(Object(snapshot.users?.[0]));
    const read = groupsByName(snapshot.groups);
    expect([...read.keys()]).toEqual(expect.arrayContaining(['Dev Tools', 'Platform Engineering Cloud']));
    for (const { id, displayName, members } of whole.groups.filter((group) => read.has(group.displayName))) {
      expect(read.get(displayName)).toEqual({ id, displayName, members });
    }
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
