import type { TenantId } from '../../../shared/application/identifiers.ts';
import type {
  CollectedSlice,
  Collection,
  Collector,
  SignInEvidenceStore,
} from '../../../shared/application/ports/sign-in-evidence-store.ts';
import type { Slice } from '../../../shared/application/sign-ins/slices.ts';
import type {
  DeviceCodeUse,
  PolicyResult,
  SignInCounts,
} from '../../../shared/core/sign-ins/sign-in-counts.ts';

type KeptCounts = Pick<SignInCounts, 'uses' | 'policyResults'>;

export class InMemorySignInEvidenceStore implements SignInEvidenceStore {
  readonly #collections = new Map<TenantId, Collection>();
  readonly #collectors = new Map<TenantId, Collector>();
  readonly #slices = new Map<string, { readonly slice: CollectedSlice; readonly counts: KeptCounts }>();

  async collection(tenantId: TenantId): Promise<Collection> {
    return this.#collections.get(tenantId) ?? {};
  }

  async begin(tenantId: TenantId, collector: Collector): Promise<boolean> {
    const current = this.#collectors.get(tenantId);
    const isTaken = current !== undefined && current.messageId !== collector.messageId;
    if (isTaken && current.until > collector.at) return false;
    this.#collectors.set(tenantId, collector);
    return true;
  }

  async end(tenantId: TenantId, collection: Collection): Promise<void> {
    this.#collections.set(tenantId, collection);
    this.#collectors.delete(tenantId);
  }

  async saveSlice(tenantId: TenantId, slice: CollectedSlice, counts: KeptCounts): Promise<void> {
    const key = `${tenantId}|${slice.from}`;
    const kept = this.#slices.get(key);
    if (kept !== undefined && kept.slice.readAt > slice.readAt) return;
    this.#slices.set(key, structuredClone({ slice, counts }));
  }

  async slices(tenantId: TenantId, { from, to }: Slice): Promise<readonly CollectedSlice[]> {
    return [...this.#slices]
      .filter(([key, { slice }]) => key.startsWith(tenantId) && slice.from >= from && slice.from < to)
      .map(([, { slice }]) => slice)
      .sort((one, other) => (one.from < other.from ? -1 : 1));
  }

  async uses(tenantId: TenantId, { from }: Slice): Promise<readonly DeviceCodeUse[]> {
    return this.#slices.get(`${tenantId}|${from}`)?.counts.uses ?? [];
  }

  async policyResults(tenantId: TenantId, { from }: Slice): Promise<readonly PolicyResult[]> {
    return this.#slices.get(`${tenantId}|${from}`)?.counts.policyResults ?? [];
  }
}
