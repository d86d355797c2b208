import { TableClient, TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Azurite } from '../sandbox/azurite/start-azurite.ts';

/** Every row, blob and queue with its version: two that are equal say that nothing was written between them. */
export async function storageFingerprint({
  connectionString,
}: Pick<Azurite, 'connectionString'>): Promise<string[]> {
  const found: string[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(connectionString).listTables()) {
    const table = TableClient.fromConnectionString(connectionString, name);
    for await (const { partitionKey, rowKey, etag } of table.listEntities()) {
      found.push(`${name} ${partitionKey} ${rowKey} ${etag}`);
    }
  }
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  for await (const { name } of blobs.listContainers()) {
    // What the host itself keeps, of its timers.
    if (name.startsWith('azure-webjobs')) continue;
    for await (const blob of blobs.getContainerClient(name).listBlobsFlat()) {
      found.push(`${name} ${blob.name} ${blob.properties.etag}`);
    }
  }
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  for await (const { name } of queues.listQueues()) {
    const { approximateMessagesCount } = await queues.getQueueClient(name).getProperties();
    found.push(`${name} ${approximateMessagesCount}`);
  }
  return found.sort();
}
