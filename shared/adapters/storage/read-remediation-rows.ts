import type * as z from 'zod/mini';
import type { KeptRemediation } from '../../application/ports/remediation-store.ts';
import { planHashOf } from '../../application/remediation/hashes.ts';
import { impactSchema } from '../../application/remediation/impact-schema.ts';
import type { JournalEntry } from '../../application/remediation/journal-entry.ts';
import { journalEntrySchema } from '../../application/remediation/journal-entry-schema.ts';
import {
  remediationSchema,
  remediationSummarySchema,
} from '../../application/remediation/remediation-schema.ts';
import type { RemediationSummary } from '../../application/remediation/remediation-summary.ts';
import { IntegrityError, TransientError } from '../../core/errors.ts';
import type { Impact } from '../../core/remediation/course/impact.ts';
import type { Documents } from './documents.ts';
import { headColumnsSchema } from './remediation-rows.ts';
import { remediationRowKeys as keys } from './row-keys.ts';
import type { Row } from './storage-table.ts';

/**
 * What the rows of remediations hold, with their documents. Nothing in the storage is taken on trust: what is not of the
 * form that was written, or does not fit its hash or its place, is thrown as IntegrityError.
 */

export async function remediationIn(row: Row, documents: Documents): Promise<KeptRemediation> {
  const remediation = await documentIn(row, documents, remediationSchema);
  const { proposal, planHash } = remediation;
  if (planHashOf(proposal) !== planHash) {
    throw new IntegrityError(
      `Remediation ${proposal.remediationId} is not what was proposed: its proposal does not fit its hash.`,
    );
  }
  expectPlace(row, proposal.tenantId, keys.state(proposal.remediationId));
  const head = await checked(row, async () => headColumnsSchema.parse(row));
  return { remediation, head, version: row.etag };
}

export async function entryIn(row: Row, documents: Documents): Promise<JournalEntry> {
  const entry = await documentIn(row, documents, journalEntrySchema);
  expectPlace(row, entry.tenantId, keys.journal(entry.remediationId, entry.sequence));
  return entry;
}

export async function impactIn(row: Row, documents: Documents): Promise<Impact> {
  const impact = await documentIn(row, documents, impactSchema);
  expectPlace(row, impact.tenantId, keys.impact(impact.remediationId));
  return impact;
}

export async function summaryIn(row: Row): Promise<RemediationSummary> {
  const summary = await checked(row, async () =>
    remediationSummarySchema.parse(JSON.parse(String(row['summary']))),
  );
  expectPlace(row, summary.tenantId, keys.list(summary.proposedAt, summary.remediationId));
  return summary;
}

async function documentIn<Value>(
  row: Row,
  documents: Documents,
  schema: z.ZodMiniType<Value>,
): Promise<Value> {
  return checked(row, async () => schema.parse(await documents.read(row)));
}

async function checked<Value>({ partitionKey, rowKey }: Row, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof TransientError) throw cause;
    const message = `The row ${partitionKey} ${rowKey} does not hold what was written there.`;
    throw new IntegrityError(message, { cause });
  }
}

function expectPlace(row: Row, partitionKey: string, rowKey: string): void {
  if (row.partitionKey === partitionKey && row.rowKey === rowKey) return;
  throw new IntegrityError(`The row ${row.partitionKey} ${row.rowKey} holds what does not belong there.`);
}
