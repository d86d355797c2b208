import * as z from 'zod/mini';
import type { TenantSnapshot } from '../../core/tenant-snapshot.ts';
import type { GraphConnection } from './graph-connection.ts';
import { graphPath } from './graph-path.ts';
import { readCollection } from './read-collection.ts';
import { type ReadFailure, whyUnread } from './read-failure.ts';

const subscribedSkusSchema = z.array(
  z.object({
    capabilityStatus: z.string(),
    servicePlans: z.array(z.object({ servicePlanName: z.string(), provisioningStatus: z.string() })),
  }),
);

/** `Warning` is the time of grace after the end of a subscription, in which everything still works. */
const workingStatuses: ReadonlySet<string> = new Set(['Enabled', 'Warning']);

/** The names of the service plans that the tenant can use, each once. */
export async function readLicences(
  connection: GraphConnection,
): Promise<Pick<TenantSnapshot, 'licences' | 'unread'>> {
  const reading = await readCollection(connection, graphPath`/subscribedSkus`);
  if (!reading.complete) {
    return unread(reading.failure);
  }
  const subscribedSkus = subscribedSkusSchema.safeParse(reading.elements);
  if (!subscribedSkus.success) {
    return unread({ kind: 'malformed', why: 'a subscription without a state or service plans was returned' });
  }
  const servicePlans = subscribedSkus.data
    .filter(({ capabilityStatus }) => workingStatuses.has(capabilityStatus))
    .flatMap((sku) => sku.servicePlans)
    .filter(({ provisioningStatus }) => provisioningStatus === 'Success');
  return { licences: [...new Set(servicePlans.map(({ servicePlanName }) => servicePlanName))] };
}

function unread(failure: ReadFailure): Pick<TenantSnapshot, 'unread'> {
  return { unread: [{ kind: 'licences', why: whyUnread(failure, 'licences') }] };
}
