import type { TenantId } from '../../../shared/application/identifiers.ts';
import type { PolicyAudit, PolicyAuditEntry } from '../../../shared/application/ports/policy-audit.ts';

/** Answers what was put on record, by tenant and policy. */
export class InMemoryPolicyAudit implements PolicyAudit {
  readonly #entries: {
    readonly tenantId: TenantId;
    readonly policyId: string;
    readonly entry: PolicyAuditEntry;
  }[] = [];

  add(tenantId: TenantId, policyId: string, entry: PolicyAuditEntry): void {
    this.#entries.push({ tenantId, policyId, entry });
  }

  async changes(tenantId: TenantId, policyId: string, since: string): Promise<readonly PolicyAuditEntry[]> {
    return this.#entries
      .filter((one) => one.tenantId === tenantId && one.policyId === policyId && one.entry.at >= since)
      .map(({ entry }) => entry)
      .toSorted((one, other) => (one.at < other.at ? 1 : -1));
  }
}
