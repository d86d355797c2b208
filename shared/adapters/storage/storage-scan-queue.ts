import type { ScanQueue } from '../../application/ports/scan-queue.ts';
import type { StorageConnection } from './storage-connection.ts';
import { openQueue } from './storage-queue.ts';

export async function openScanQueue(connection: StorageConnection, name: string): Promise<ScanQueue> {
  const queue = await openQueue(connection, name);
  return { put: (request, { delaySeconds }) => queue.send(request, delaySeconds) };
}
