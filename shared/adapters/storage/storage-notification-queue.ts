import type { NotificationMessageQueue } from '../../application/ports/notification-message-queue.ts';
import type { StorageConnection } from './storage-connection.ts';
import { openQueue } from './storage-queue.ts';

export async function openNotificationQueue(
  connection: StorageConnection,
  name: string,
): Promise<NotificationMessageQueue> {
  const queue = await openQueue(connection, name);
  return { put: (message) => queue.send(message) };
}
