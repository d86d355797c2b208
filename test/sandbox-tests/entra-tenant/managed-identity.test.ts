import { TableClient } from '@azure/data-tables';
import { ManagedIdentityCredential } from '@azure/identity';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { EntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';
import { startTrusted } from './sandbox-client.ts';

let tenant: EntraTenant;

beforeAll(async () => {
  tenant = await startTrusted();
});
afterAll(() => tenant.stop());
afterEach(() => vi.unstubAllEnvs());

/** The credential of the program, told what the platform would tell it. */
function credentialOf(name: 'reader' | 'writer'): ManagedIdentityCredential {
  const { clientId, identityHeader } = tenant.identities[name];
  vi.stubEnv('IDENTITY_ENDPOINT', tenant.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', identityHeader);
  return new ManagedIdentityCredential({ clientId });
}

test('a managed identity gets a token for Graph with the roles of its own', async () => {
  const { token } = await credentialOf('reader').getToken('https://graph.microsoft.com/.default');

  expect(decodeJwt(token)).toMatchObject({
    iss: `https://sts.windows.net/${tenant.tenantId}/`,
    aud: 'https://graph.microsoft.com',
    appid: tenant.identities.reader.clientId,
    roles: expect.arrayContaining(['Policy.Read.All', 'GroupMember.Read.All']),
  });
  expect(decodeJwt(token)['roles']).not.toContain('Policy.ReadWrite.ConditionalAccess');
});

test('the token of a managed identity opens storage', async () => {
  const { certPath, keyPath } = tenant.certificate;
  const azurite = await startAzurite({ tls: { cert: certPath, key: keyPath }, oauth: true });
  try {
    const table = new TableClient(azurite.tableUrl, 'results', credentialOf('reader'));

    await table.createTable();
    await table.createEntity({ partitionKey: 'tenant', rowKey: '1', verdict: 'fail' });
    const entity = await table.getEntity('tenant', '1');

    expect(entity).toMatchObject({ verdict: 'fail' });
  } finally {
    await azurite.stop();
  }
});

test.each([
  ['without the header', {}, '?api-version=2019-08-01&resource=https://graph.microsoft.com', 403],
  ['in another version', undefined, '?api-version=2017-09-01&resource=https://graph.microsoft.com', 400],
  ['for no resource', undefined, '?api-version=2019-08-01', 400],
  ['for an identity of another app', undefined, '?api-version=2019-08-01&resource=x&client_id=other', 400],
])('a request %s is refused', async (_, headers, query, status) => {
  const own = { 'x-identity-header': tenant.identities.reader.identityHeader };

  const response = await fetch(`${tenant.identityEndpoint}${query}`, { headers: headers ?? own });

  expect(response.status).toBe(status);
});

test('the reader cannot get a token of the writer', async () => {
  const query = `?api-version=2019-08-01&resource=x&client_id=${tenant.identities.writer.clientId}`;

  const response = await fetch(`${tenant.identityEndpoint}${query}`, {
    headers: { 'x-identity-header': tenant.identities.reader.identityHeader },
  });

  expect(response.status).toBe(400);
});
