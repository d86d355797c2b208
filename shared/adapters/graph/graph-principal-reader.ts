import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type {
  GroupPrincipal,
  PrincipalReader,
  UserPrincipal,
} from '../../application/ports/principal-reader.ts';
import { TransientError } from '../../core/errors.ts';
import { forCaller } from './for-caller.ts';
import { graphPath, odataString } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';
import { readUsersInGroup } from './read-users-in-group.ts';
import { TenantConnections, type TenantConnectionsOptions } from './tenant-connections.ts';

/** A person waits behind every reading. */
const deadlineMs = 60_000;

const userSchema = z.object({
  displayName: z.nullish(z.string()),
  userPrincipalName: z.nullish(z.string()),
  accountEnabled: z.nullish(z.boolean()),
});

/** Looks principals up in Microsoft Graph. */
export class GraphPrincipalReader implements PrincipalReader {
  readonly #connections: TenantConnections;

  constructor(options: TenantConnectionsOptions) {
    this.#connections = new TenantConnections(options, deadlineMs);
  }

  async user(tenantId: TenantId, id: string): Promise<UserPrincipal | undefined> {
    const filter = `id in (${odataString(id)})`;
    const members = 'id,displayName,userPrincipalName,accountEnabled';
    const address = graphPath`/users?$filter=${filter}&$select=${members}`;
    const reading = await forCaller(readCollection(this.#connections.to(tenantId), address));
    if (!reading.complete) {
      const { cause } = reading.failure;
      throw new TransientError(`The user ${id} could not be read: ${whyUnread(reading.failure, 'users')}.`, {
        cause,
      });
    }
    const [user] = z.array(userSchema).parse(reading.elements);
    if (user === undefined) return undefined;
    const { displayName, userPrincipalName, accountEnabled } = user;
    return { displayName: displayName ?? userPrincipalName ?? id, accountEnabled: accountEnabled !== false };
  }

  async group(tenantId: TenantId, id: string): Promise<GroupPrincipal | undefined> {
    return forCaller(readUsersInGroup(this.#connections.to(tenantId), id));
  }
}
