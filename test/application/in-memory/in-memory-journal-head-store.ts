import type { RemediationId, TenantId } from '../../../shared/application/identifiers.ts';
import type { JournalHeadStore, KeptHead } from '../../../shared/application/ports/journal-head-store.ts';
import { ConflictError } from '../../../shared/core/errors.ts';

export class InMemoryJournalHeadStore implements JournalHeadStore {
  /** In the order in which they came. */
  readonly kept: KeptHead[] = [];

  async keep(head: KeptHead): Promise<void> {
    const { tenantId, remediationId, sequence } = head;
    const there = this.#of(tenantId, remediationId).find((one) => one.sequence === sequence);
    if (there === undefined) this.kept.push(head);
    else if (there.hash !== head.hash) {
      throw new ConflictError(`Another hash is kept as head ${sequence} of remediation ${remediationId}.`);
    }
  }

  async heads(tenantId: TenantId, remediationId: RemediationId): Promise<readonly KeptHead[]> {
    return this.#of(tenantId, remediationId).toSorted((one, other) => one.sequence - other.sequence);
  }

  async tenants(): Promise<readonly TenantId[]> {
    return [...new Set(this.kept.map(({ tenantId }) => tenantId))];
  }

  async remediations(tenantId: TenantId): Promise<readonly RemediationId[]> {
    const ids = this.kept.filter((head) => head.tenantId === tenantId).map((head) => head.remediationId);
    return [...new Set(ids)];
  }

  #of(tenantId: TenantId, remediationId: RemediationId): readonly KeptHead[] {
    return this.kept.filter((one) => one.tenantId === tenantId && one.remediationId === remediationId);
  }
}
