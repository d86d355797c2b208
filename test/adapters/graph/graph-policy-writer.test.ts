import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createManagedIdentityCredential } from '../../../shared/adapters/credentials/managed-identity-credential.ts';
import { GraphPolicyWriter } from '../../../shared/adapters/graph/graph-policy-writer.ts';
import { tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { ForbiddenError, TransientError } from '../../../shared/core/errors.ts';
import { describePolicyWriter } from '../../contract/policy-writer.contract.ts';
import { type EntraTenant, startEntraTenant } from '../../sandbox/entra-tenant/start-entra-tenant.ts';

const trusted = getCACertificates('default');
let tenant: EntraTenant;

beforeAll(async () => {
  tenant = await startEntraTenant({ throttling: false });
  setDefaultCACertificates([...trusted, await readFile(tenant.certificate.caPath, 'utf8')]);
  vi.stubEnv('IDENTITY_ENDPOINT', tenant.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', tenant.identities.writer.identityHeader);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await tenant.stop();
});

/** Waits for nothing between requests, which are recorded. */
function arrange(send = fetch) {
  const requests: { readonly method: string; readonly body: unknown }[] = [];
  const recording: typeof fetch = (input, init) => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    requests.push({ method: init?.method ?? 'GET', body });
    return send(input, init);
  };
  const writer = new GraphPolicyWriter({
    credential: createManagedIdentityCredential(),
    settings: { baseUrl: tenant.graphUrl, scope: 'https://graph.microsoft.com/.default' },
    runtime: { sleep: async () => undefined, fetch: recording },
  });
  return { writer, tenantId: tenantIdSchema.parse(tenant.tenantId), requests };
}

const policies = '/v1.0/identity/conditionalAccess/policies';
const body = {
  displayName: 'Block it',
  state: 'disabled',
  conditions: {
    applications: { includeApplications: ['All'] },
    users: {
      includeUsers: ['All'],
      excludeGuestsOrExternalUsers: {
        guestOrExternalUserTypes: 'serviceProvider',
        externalTenants: {
          '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
          membershipKind: 'all',
        },
      },
    },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

describe('The writer before the sandbox tenant', () => {
  describePolicyWriter(arrange);

  it.each([
    { what: 'a connection that is lost', fault: { kind: 'connectionReset' } },
    { what: 'an answer that is cut', fault: { kind: 'truncatedBody' } },
    { what: 'an error of the service', fault: { kind: 'badGateway' } },
    { what: 'a service that is not there', fault: { kind: 'unavailable' } },
  ] as const)(
    'sends a creation once, and tells that its effect is not known, after $what',
    async ({ fault }) => {
      const { writer, tenantId, requests } = arrange();
      tenant.addFault({ path: policies, method: 'POST', fault });

      await expect(writer.create(tenantId, body)).rejects.toThrow(TransientError);

      expect(requests.map(({ method }) => method)).toEqual(['POST']);
    },
  );

  it('sends a change once where it is not known whether it had its effect', async () => {
    const { writer, tenantId, requests } = arrange();
    const { id } = await writer.create(tenantId, body);
    tenant.addFault({ path: policies, method: 'PATCH', fault: { kind: 'gatewayTimeout' } });

    await expect(writer.change(tenantId, String(id), { state: 'enabled' })).rejects.toThrow(TransientError);

    expect(requests.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('sends again what Graph did not carry out because there were too many requests', async () => {
    const { writer, tenantId, requests } = arrange();
    tenant.addFault({ path: policies, method: 'POST', fault: { kind: 'throttled' } });

    await writer.create(tenantId, { ...body, displayName: 'Throttled [mark:429]' });

    expect(requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(await writer.named(tenantId, '[mark:429]')).toHaveLength(1);
  });

  it('sends only what Graph documents, with the type of what is abstract', async () => {
    const { writer, tenantId, requests } = arrange();

    await writer.create(tenantId, {
      ...body,
      templateId: null,
      '#microsoft.graph.restore': {},
      conditions: { ...body.conditions, times: null, 'users@odata.type': 'x' },
      grantControls: { ...body.grantControls, 'authenticationStrength@odata.context': 'x' },
    });

    expect(requests.map((request) => request.body)).toEqual([body]);
  });

  it('names the permission that is missing', async () => {
    const error = { code: 'AccessDenied', message: 'You cannot perform the requested operation.' };
    const { writer, tenantId } = arrange(async () => Response.json({ error }, { status: 403 }));

    const creation = writer.create(tenantId, body);

    await expect(creation).rejects.toThrow(ForbiddenError);
    await expect(creation).rejects.toThrow('Policy.ReadWrite.ConditionalAccess');
  });
});
