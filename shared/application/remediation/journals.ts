import type { RemediationId, TenantId } from '../identifiers.ts';
import { remediationIdSchema } from '../identifiers.ts';
import type { JournalHeadStore } from '../ports/journal-head-store.ts';
import type { RemediationStore } from '../ports/remediation-store.ts';
import type { Page, ResultStore } from '../ports/result-store.ts';
import { type AuditDependencies, auditJournal, type JournalReport } from './audit-journal.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface JournalsDependencies extends AuditDependencies {
  readonly remediationStore: Pick<RemediationStore, 'find' | 'journal' | 'list'>;
  readonly journalHeadStore: Pick<JournalHeadStore, 'heads' | 'tenants' | 'remediations'>;
  readonly resultStore: Pick<ResultStore, 'tenants'>;
}

/** The journals of all remediations, to be read and verified. */
export interface Journals {
  /** Those with results, and those of whose journals hashes are kept. */
  tenants(): Promise<readonly TenantId[]>;
  /** Those that are listed, and those of whose journals hashes are kept: what was removed is missed there. */
  remediations(tenantId: TenantId): Promise<readonly RemediationId[]>;
  entries(tenantId: TenantId, remediationId: RemediationId): Promise<readonly JournalEntry[]>;
  /** Throws NotFoundError where nothing is kept of it. */
  audit(tenantId: TenantId, remediationId: RemediationId): Promise<JournalReport>;
}

export function journals(dependencies: JournalsDependencies): Journals {
  const { remediationStore, journalHeadStore, resultStore } = dependencies;
  return {
    async tenants() {
      const scanned = await everyItem((continuation) => resultStore.tenants({ size, continuation }));
      return distinct([...scanned, ...(await journalHeadStore.tenants())]);
    },

    async remediations(tenantId) {
      const listed = await everyItem((continuation) =>
        remediationStore.list(tenantId, {}, { size, continuation }),
      );
      const ids = listed.map(({ remediationId }) => remediationIdSchema.parse(remediationId));
      return distinct([...ids, ...(await journalHeadStore.remediations(tenantId))]);
    },

    entries: (tenantId, remediationId) => remediationStore.journal(tenantId, remediationId),
    audit: (tenantId, remediationId) => auditJournal(dependencies, tenantId, remediationId),
  };
}

const size = 100;

async function everyItem<Item>(
  read: (continuation: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let continuation: string | undefined;
  do {
    const page = await read(continuation);
    items.push(...page.items);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return items;
}

function distinct<Id>(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)];
}
