import type { TokenCredential } from '@azure/identity';
import * as z from 'zod/mini';
import type { TenantId } from '../../application/identifiers.ts';
import type {
  GroupPrincipal,
  PrincipalReader,
  UserPrincipal,
} from '../../application/ports/principal-reader.ts';
import { InputError, TransientError } from '../../core/errors.ts';
import { connectToGraph, type GraphConnection } from './graph-connection.ts';
import { graphPath, odataString } from './graph-path.ts';
import { defaultGraphRuntime, type GraphRuntime } from './graph-runtime.ts';
import { type GraphEndpoint, type GraphSettings, graphEndpoint } from './graph-settings.ts';
import { TenantPacers } from './pacing/tenant-pacers.ts';
import { readCollection } from './read-collection.ts';
import { whyUnread } from './read-failure.ts';
import { readUsersInGroup } from './read-users-in-group.ts';

export interface GraphPrincipalReaderOptions {
  readonly credential: TokenCredential;
  readonly settings?: GraphSettings;
  readonly runtime?: Partial<GraphRuntime>;
}

/** A person waits behind every reading. */
const deadlineMs = 60_000;

const userSchema = z.object({
  displayName: z.nullish(z.string()),
  userPrincipalName: z.nullish(z.string()),
  accountEnabled: z.nullish(z.boolean()),
});

/** Looks principals up in Microsoft Graph. */
export class GraphPrincipalReader implements PrincipalReader {
  readonly #credential: TokenCredential;
  readonly #endpoint: GraphEndpoint;
  readonly #runtime: GraphRuntime;
  readonly #pacers: TenantPacers;

  constructor(options: GraphPrincipalReaderOptions) {
    this.#credential = options.credential;
    this.#endpoint = graphEndpoint({ deadlineMs, ...options.settings });
    this.#runtime = { ...defaultGraphRuntime, ...options.runtime };
    this.#pacers = new TenantPacers(this.#runtime);
  }

  async user(tenantId: TenantId, id: string): Promise<UserPrincipal | undefined> {
    const filter = `id in (${odataString(id)})`;
    const members = 'id,displayName,userPrincipalName,accountEnabled';
    const address = graphPath`/users?$filter=${filter}&$select=${members}`;
    const reading = await forCaller(readCollection(this.#connect(tenantId), address));
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
    return forCaller(readUsersInGroup(this.#connect(tenantId), id));
  }

  #connect(tenantId: TenantId): GraphConnection {
    return connectToGraph({
      tenantId,
      credential: this.#credential,
      endpoint: this.#endpoint,
      runtime: this.#runtime,
      pacer: this.#pacers.of(tenantId),
    });
  }
}

/** What the identity of the app may not do is no wrong input of whoever asks: they are told to come again. */
async function forCaller<Read>(reading: Promise<Read>): Promise<Read> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new TransientError(`The identity of the app cannot read this tenant. ${cause.message}`, { cause });
  }
}
