import type { RemediationId, TenantId } from '../../application/identifiers.ts';
import type {
  KeptRemediation,
  RemediationFilter,
  RemediationStore,
} from '../../application/ports/remediation-store.ts';
import type { Page, PageRequest } from '../../application/ports/result-store.ts';
import type { JournalEntry } from '../../application/remediation/journal-entry.ts';
import { remediationStatusSchema } from '../../application/remediation/remediation-schema.ts';
import type { RemediationSummary } from '../../application/remediation/remediation-summary.ts';
import { TransientError } from '../../core/errors.ts';
import type { Impact } from '../../core/remediation/course/impact.ts';
import type { Proposed, Remediation } from '../../core/remediation/course/remediation.ts';
import { continuationAfter, rowKeyOf } from './continuation.ts';
import type { Documents } from './documents.ts';
import { entryIn, impactIn, remediationIn, summaryIn } from './read-remediation-rows.ts';
import { isStanding, placeRemediation, remediationActions } from './remediation-rows.ts';
import { remediationRowKeys as keys } from './row-keys.ts';
import { replaceRow, type StorageTable } from './storage-table.ts';

export const remediationsTableName = 'remediations';
export const remediationsContainerName = 'remediations';

const all = Number.MAX_SAFE_INTEGER;
const mostTries = 5;

/**
 * A partition for each tenant. Every event writes, in one transaction under the ETag of the state row: the state row,
 * the row of the list, and a row of the journal that is never written again. Long documents lie in blobs. What does
 * not fit its hash or its place is thrown as IntegrityError (read-remediation-rows.ts).
 */
export class TableRemediationStore implements RemediationStore {
  readonly #table: StorageTable;
  readonly #documents: Documents;

  constructor(table: StorageTable, documents: Documents) {
    this.#table = table;
    this.#documents = documents;
  }

  async create(remediation: Remediation<Proposed>, entry: JournalEntry): Promise<boolean> {
    const placed = await placeRemediation(this.#documents, remediation, entry);
    return this.#table.submit(remediationActions(placed, undefined));
  }

  async find(tenantId: TenantId, remediationId: RemediationId): Promise<KeptRemediation | undefined> {
    const row = await this.#table.get(tenantId, keys.state(remediationId));
    return row === undefined ? undefined : remediationIn(row, this.#documents);
  }

  async advance({ version }: KeptRemediation, changed: Remediation, entry: JournalEntry): Promise<boolean> {
    const placed = await placeRemediation(this.#documents, changed, entry);
    return this.#table.submit(remediationActions(placed, version));
  }

  async list(
    tenantId: TenantId,
    { status }: RemediationFilter,
    { size, continuation }: PageRequest,
  ): Promise<Page<RemediationSummary>> {
    const prefix = keys.listPrefix;
    const range = {
      partitionKey: tenantId,
      prefix,
      after: rowKeyOf(continuation, prefix),
      columns: ['summary'],
      ...(status !== undefined && { where: `status eq '${remediationStatusSchema.parse(status)}'` }),
    };
    const rows = await this.#table.list(range, size + 1);
    const items = await Promise.all(rows.slice(0, size).map(summaryIn));
    const last = rows.length > size ? rows[size - 1] : undefined;
    return last === undefined ? { items } : { items, continuation: continuationAfter(last.rowKey) };
  }

  async standing(tenantId: TenantId): Promise<readonly KeptRemediation[]> {
    const range = { partitionKey: tenantId, prefix: keys.statePrefix, where: isStanding };
    return Promise.all(
      (await this.#table.list(range, all)).map((row) => remediationIn(row, this.#documents)),
    );
  }

  async journal(tenantId: TenantId, remediationId: RemediationId): Promise<readonly JournalEntry[]> {
    const range = { partitionKey: tenantId, prefix: keys.journalPrefix(remediationId) };
    const rows = await this.#table.list(range, all);
    return Promise.all(rows.map((row) => entryIn(row, this.#documents)));
  }

  async saveImpact(impact: Impact): Promise<void> {
    const { tenantId: partitionKey, remediationId, measuredAt } = impact;
    const rowKey = keys.impact(remediationId);
    const columns = await this.#documents.write(impact, `${partitionKey}/${remediationId}`);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const row = await this.#table.get(partitionKey, rowKey);
      const isYounger = typeof row?.['measuredAt'] === 'string' && row['measuredAt'] > measuredAt;
      if (isYounger) return;
      if (await this.#table.submit([replaceRow(row, { partitionKey, rowKey, measuredAt, ...columns })]))
        return;
    }
    throw new TransientError(
      `The measurement of remediation ${remediationId} was replaced all the time: try again later.`,
    );
  }

  async impact(tenantId: TenantId, remediationId: RemediationId): Promise<Impact | undefined> {
    const row = await this.#table.get(tenantId, keys.impact(remediationId));
    return row === undefined ? undefined : impactIn(row, this.#documents);
  }
}
