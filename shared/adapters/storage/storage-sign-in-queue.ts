import type { SignInQueue } from '../../application/ports/sign-in-queue.ts';
import type { StorageConnection } from './storage-connection.ts';
import { openQueue } from './storage-queue.ts';

export async function openSignInQueue(connection: StorageConnection, name: string): Promise<SignInQueue> {
  const queue = await openQueue(connection, name);
  return { put: (request) => queue.send(request) };
}
