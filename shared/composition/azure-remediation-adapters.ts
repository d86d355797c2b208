import { openBlobContainer } from '../adapters/storage/blob-container.ts';
import { Documents } from '../adapters/storage/documents.ts';
import type { StorageConnection } from '../adapters/storage/storage-connection.ts';
import { openRemediationQueue } from '../adapters/storage/storage-remediation-queue.ts';
import { openTable } from '../adapters/storage/storage-table.ts';
import { lazily } from './lazily.ts';
import { remediationQueueName } from './names.ts';
import type { RemediationAdapters } from './remediation.ts';

/** Where remediations are kept; each is loaded with its first use. */
export function azureRemediationAdapters(
  connection: StorageConnection,
): Pick<RemediationAdapters, 'remediationStore' | 'journalHeadStore' | 'remediationQueue'> {
  return {
    remediationStore: lazily(async () => {
      const { remediationsContainerName, remediationsTableName, TableRemediationStore } = await import(
        '../adapters/storage/table-remediation-store.ts'
      );
      const container = lazily(() => openBlobContainer(connection, remediationsContainerName));
      const table = await openTable(connection, remediationsTableName);
      return new TableRemediationStore(table, new Documents(container));
    }),

    journalHeadStore: lazily(async () => {
      const { BlobJournalHeadStore, journalHeadsContainerName } = await import(
        '../adapters/storage/blob-journal-head-store.ts'
      );
      return new BlobJournalHeadStore(await openBlobContainer(connection, journalHeadsContainerName));
    }),

    remediationQueue: lazily(() => openRemediationQueue(connection, remediationQueueName)),
  };
}
