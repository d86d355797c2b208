import { describe, expect, it } from 'vitest';
import { exampleTenant, policy, tenantId } from './example-tenant.ts';
import { forbidden } from './fake-graph.ts';
import { arrangeReader } from './graph-reader-under-test.ts';

const path = '/v1.0/policies/authenticationStrengthPolicies';
const keys = { id: '90000000-0000-4000-8000-000000000001', displayName: 'Keys', policyType: 'custom' };
const whole = { ...keys, allowedCombinations: ['fido2'] };

const asking = (authenticationStrength: unknown) => ({
  ...policy(),
  grantControls: { operator: 'AND', builtInControls: ['compliantDevice'], authenticationStrength },
});

describe('Reading authentication strengths', () => {
  it('asks for none where each comes with its policy, as Graph sends it', async () => {
    const policies = [asking(whole), asking(null), policy()];
    const { reader, graph } = arrangeReader({ tenant: exampleTenant({ policies }) });

    const snapshot = await reader.read(tenantId);

    expect(snapshot.policies).toEqual(policies);
    expect(graph.requestsTo(path)).toEqual([]);
  });

  it('asks once for all where one is named without its combinations, and puts them in', async () => {
    const policies = [asking({ id: keys.id.toUpperCase() }), asking({ id: keys.id }), policy()];
    const { reader, graph } = arrangeReader({ tenant: exampleTenant({ policies }) });
    graph.answerNext(path, () => Response.json({ value: [whole] }));

    const snapshot = await reader.read(tenantId);

    expect(snapshot.policies).toEqual([asking(whole), asking(whole), policy()]);
    expect(graph.requestsTo(path)).toHaveLength(1);
  });

  it.each([
    { what: 'it cannot be read', answer: () => forbidden() },
    { what: 'it does not exist', answer: () => Response.json({ value: [] }) },
  ])('leaves it bare where $what, so that it is an unknown', async ({ answer }) => {
    const policies = [asking({ id: keys.id })];
    const { reader, graph } = arrangeReader({ tenant: exampleTenant({ policies }) });
    graph.answerNext(path, answer);

    const snapshot = await reader.read(tenantId);

    expect(snapshot.policies).toEqual(policies);
    expect(snapshot.unread).toEqual([]);
  });
});
