import * as z from 'zod/mini';
import type { JournalEntry } from '../../application/remediation/journal-entry.ts';
import { summarizeRemediation } from '../../application/remediation/remediation-summary.ts';
import { isEnded } from '../../core/remediation/course/course.ts';
import type { Remediation } from '../../core/remediation/course/remediation.ts';
import type { DocumentColumns, Documents } from './documents.ts';
import { remediationRowKeys as keys } from './row-keys.ts';
import { type Action, putRow, replaceRow } from './storage-table.ts';

/** A remediation and the entry that led to it with their documents placed, ready to become rows. */
interface PlacedRemediation {
  readonly remediation: Remediation;
  readonly remediationColumns: DocumentColumns;
  readonly entry: JournalEntry;
  readonly entryColumns: DocumentColumns;
}

/** Of a state row: the newest entry of its journal. */
export const headColumnsSchema = z.object({ sequence: z.int(), hash: z.string() });

/** A condition on the columns of state rows. */
export const isStanding = 'isEnded eq false';

export async function placeRemediation(
  documents: Documents,
  remediation: Remediation,
  entry: JournalEntry,
): Promise<PlacedRemediation> {
  const folder = `${entry.tenantId}/${entry.remediationId}`;
  const [remediationColumns, entryColumns] = await Promise.all([
    documents.write(remediation, folder),
    documents.write(entry, folder),
  ]);
  return { remediation, remediationColumns, entry, entryColumns };
}

/** One transaction: it fails as a whole where the state row is no longer as it was read, or the entry's place is taken. */
export function remediationActions(
  { remediation, remediationColumns, entry, entryColumns }: PlacedRemediation,
  etag: string | undefined,
): readonly Action[] {
  const { proposal, state } = remediation;
  const { tenantId: partitionKey, remediationId } = proposal;
  const { sequence, hash } = entry;
  const { status } = state;
  const stateKey = { partitionKey, rowKey: keys.state(remediationId) };
  return [
    replaceRow(etag === undefined ? undefined : { ...stateKey, etag }, {
      ...stateKey,
      status,
      isEnded: isEnded(remediation),
      sequence,
      hash,
      ...remediationColumns,
    }),
    putRow({
      partitionKey,
      rowKey: keys.list(proposal.proposedAt, remediationId),
      status,
      summary: JSON.stringify(summarizeRemediation(remediation)),
    }),
    replaceRow(undefined, {
      partitionKey,
      rowKey: keys.journal(remediationId, sequence),
      ...entryColumns,
    }),
  ];
}
