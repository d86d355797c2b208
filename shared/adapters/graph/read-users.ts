import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';

/** Who there is, can sign in, and is a guest of which type: no more is asked for. */
const address = graphPath`/users?$select=id,displayName,userPrincipalName,userType,accountEnabled,creationType,externalUserState,identities&$top=999`;

export async function readUsers(
  connection: GraphConnection,
): Promise<Pick<TenantSnapshot, 'users' | 'unread'>> {
  const reading = await readCollection(connection, address);
  return reading.complete
    ? { users: reading.elements }
    : { unread: [{ kind: 'users', why: whyUnread(reading.failure, 'users') }] };
}
