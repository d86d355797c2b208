import type { RemediationId, TenantId } from '../../../shared/application/identifiers.ts';
import type {
  KeptRemediation,
  RemediationFilter,
  RemediationStore,
} from '../../../shared/application/ports/remediation-store.ts';
import type { Page, PageRequest } from '../../../shared/application/ports/result-store.ts';
import type { JournalEntry } from '../../../shared/application/remediation/journal-entry.ts';
import {
  type RemediationSummary,
  summarizeRemediation,
} from '../../../shared/application/remediation/remediation-summary.ts';
import { isEnded } from '../../../shared/core/remediation/course/course.ts';
import type { Impact } from '../../../shared/core/remediation/course/impact.ts';
import type { Proposed, Remediation } from '../../../shared/core/remediation/course/remediation.ts';
import { pageOf } from './page-of.ts';

/** Holds the contract of the remediation store in plain maps, by tenant and id. */
export class InMemoryRemediationStore implements RemediationStore {
  readonly #kept = new Map<string, KeptRemediation>();
  readonly #journals = new Map<string, readonly JournalEntry[]>();
  readonly #impacts = new Map<string, Impact>();

  async create(remediation: Remediation<Proposed>, entry: JournalEntry): Promise<boolean> {
    if (this.#kept.has(keyOf(entry))) return false;
    this.#write(remediation, entry);
    return true;
  }

  async find(tenantId: TenantId, remediationId: RemediationId): Promise<KeptRemediation | undefined> {
    return this.#kept.get(keyOf({ tenantId, remediationId }));
  }

  async advance(found: KeptRemediation, changed: Remediation, entry: JournalEntry): Promise<boolean> {
    const isAsFound = this.#kept.get(keyOf(entry))?.version === found.version;
    const isNext = this.#journals.get(keyOf(entry))?.length === entry.sequence;
    if (!isAsFound || !isNext) return false;
    this.#write(changed, entry);
    return true;
  }

  async list(
    tenantId: TenantId,
    { status }: RemediationFilter,
    page: PageRequest,
  ): Promise<Page<RemediationSummary>> {
    const items = this.#of(tenantId)
      .map(({ remediation }) => summarizeRemediation(remediation))
      .filter((summary) => status === undefined || summary.status === status)
      .toSorted(
        (one, other) =>
          order(other.proposedAt, one.proposedAt) || order(one.remediationId, other.remediationId),
      );
    return pageOf('remediations', items, page);
  }

  async standing(tenantId: TenantId): Promise<readonly KeptRemediation[]> {
    return this.#of(tenantId).filter(({ remediation }) => !isEnded(remediation));
  }

  async journal(tenantId: TenantId, remediationId: RemediationId): Promise<readonly JournalEntry[]> {
    return this.#journals.get(keyOf({ tenantId, remediationId })) ?? [];
  }

  async saveImpact(impact: Impact): Promise<void> {
    const earlier = this.#impacts.get(keyOf(impact));
    if (earlier === undefined || earlier.measuredAt <= impact.measuredAt) {
      this.#impacts.set(keyOf(impact), impact);
    }
  }

  async impact(tenantId: TenantId, remediationId: RemediationId): Promise<Impact | undefined> {
    return this.#impacts.get(keyOf({ tenantId, remediationId }));
  }

  #of(tenantId: TenantId): readonly KeptRemediation[] {
    return [...this.#kept.values()].filter(({ remediation }) => remediation.proposal.tenantId === tenantId);
  }

  #write(remediation: Remediation, entry: JournalEntry): void {
    const { sequence, hash } = entry;
    this.#journals.set(keyOf(entry), [...(this.#journals.get(keyOf(entry)) ?? []), entry]);
    this.#kept.set(keyOf(entry), { remediation, head: { sequence, hash }, version: String(sequence) });
  }
}

function keyOf({ tenantId, remediationId }: Pick<JournalEntry, 'tenantId' | 'remediationId'>): string {
  return `${tenantId} ${remediationId}`;
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
