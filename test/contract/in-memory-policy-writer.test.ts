import { InMemoryPolicyWriter } from '../application/in-memory/in-memory-policy-writer.ts';
import { LittleTenant } from '../application/in-memory/little-tenant.ts';
import { anyTenant, describePolicyWriter } from './policy-writer.contract.ts';

describePolicyWriter(() => ({
  writer: new InMemoryPolicyWriter(
    new LittleTenant({ policies: [] }),
    () => new Date('2026-11-02T06:00:00Z'),
  ),
  tenantId: anyTenant,
}));
