import { describe, expect, it } from 'vitest';
import { exampleTenant, tenantId } from './example-tenant.ts';
import { servicePlan, subscribedSku, throttled } from './fake-graph.ts';
import { arrangeReader } from './graph-reader-under-test.ts';

const path = '/v1.0/subscribedSkus';

describe('Reading licences', () => {
  it('names each service plan once that works, of the subscriptions that work', async () => {
    const { reader, graph } = arrangeReader();
    const value = [
      subscribedSku([servicePlan('AAD_PREMIUM'), servicePlan('INTUNE_A', 'PendingActivation')]),
      subscribedSku([servicePlan('AAD_PREMIUM'), servicePlan('MFA_PREMIUM')], 'Warning'),
      subscribedSku([servicePlan('AAD_PREMIUM_P2')], 'Suspended'),
      subscribedSku([servicePlan('ADALLOM_S_O365')], 'LockedOut'),
      subscribedSku([servicePlan('EXCHANGE_S_STANDARD', 'Disabled')]),
    ];
    graph.answerNext(path, () => Response.json({ value }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.licences).toEqual(['AAD_PREMIUM', 'MFA_PREMIUM']);
    expect(snapshot.unread).toEqual([]);
  });

  it('tells a tenant without any subscription from one whose subscriptions were not read', async () => {
    const { reader } = arrangeReader({ tenant: exampleTenant({ licences: [] }) });

    expect((await reader.read(tenantId)).licences).toEqual([]);
  });

  it('says which permission is missing where it may not', async () => {
    const { reader } = arrangeReader({ tenant: exampleTenant({ forbidden: [{ kind: 'licences' }] }) });

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('licences');
    expect(snapshot.unread).toEqual([
      { kind: 'licences', why: expect.stringMatching(/HTTP 403 .*grant .* LicenseAssignment\.Read\.All$/) },
    ]);
  });

  it('names licences as unread where a subscription does not tell its service plans', async () => {
    const { reader, graph } = arrangeReader();
    const { servicePlans, ...withoutPlans } = subscribedSku([]);
    graph.answerNext(path, () => Response.json({ value: [subscribedSku([servicePlan('A')]), withoutPlans] }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot).not.toHaveProperty('licences');
    expect(snapshot.unread).toMatchObject([{ kind: 'licences' }]);
  });

  it('waits and asks again where it is throttled', async () => {
    const { reader, graph } = arrangeReader();
    graph.answerNext(path, () => throttled({ 'retry-after': '10' }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.licences).toEqual(exampleTenant().licences);
    expect(graph.requestsTo(path)).toHaveLength(2);
  });
});
