import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';

export async function readNamedLocations(
  connection: GraphConnection,
): Promise<Pick<TenantSnapshot, 'namedLocations' | 'unread'>> {
  const reading = await readCollection(connection, graphPath`/identity/conditionalAccess/namedLocations`);
  return reading.complete
    ? { namedLocations: reading.elements }
    : { unread: [{ kind: 'namedLocations', why: whyUnread(reading.failure, 'namedLocations') }] };
}
