import { openBlobContainer } from '../adapters/storage/blob-container.ts';
import { Documents } from '../adapters/storage/documents.ts';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import type { JournalHeadStore } from '../application/ports/journal-head-store.ts';
import type { RemediationStore } from '../application/ports/remediation-store.ts';
import { lazily } from './lazily.ts';

/** Where remediations are kept, for the app and for whoever verifies their journals. */
export async function openRemediationStore(connection: StorageConnection): Promise<RemediationStore> {
  const { remediationsContainerName, remediationsTableName, TableRemediationStore } = await import(
    '../adapters/storage/table-remediation-store.ts'
  );
  const container = lazily(() => openBlobContainer(connection, remediationsContainerName));
  const table = await openTable(connection, remediationsTableName);
  return new TableRemediationStore(table, new Documents(container));
}

/** The heads of their journals. */
export async function openJournalHeadStore(connection: StorageConnection): Promise<JournalHeadStore> {
  const { BlobJournalHeadStore, journalHeadsContainerName } = await import(
    '../adapters/storage/blob-journal-head-store.ts'
  );
  return new BlobJournalHeadStore(await openBlobContainer(connection, journalHeadsContainerName));
}
