import type { RemediationQueue } from '../../application/ports/remediation-queue.ts';
import type { StorageConnection } from './storage-connection.ts';
import { openQueue } from './storage-queue.ts';

export async function openRemediationQueue(
  connection: StorageConnection,
  name: string,
): Promise<RemediationQueue> {
  const queue = await openQueue(connection, name);
  return { put: (message, { delaySeconds } = { delaySeconds: 0 }) => queue.send(message, delaySeconds) };
}
