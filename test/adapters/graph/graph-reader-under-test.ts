import type { TokenCredential } from '@azure/identity';
import type { GraphRuntime } from '../../../shared/adapters/graph/graph-runtime.ts';
import type { GraphSettings } from '../../../shared/adapters/graph/graph-settings.ts';
import { GraphTenantReader } from '../../../shared/adapters/graph/graph-tenant-reader.ts';
import { type ExampleTenant, exampleTenant } from './example-tenant.ts';
import { FakeGraph, origin } from './fake-graph.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Arrangement {
  readonly tenant?: ExampleTenant;
  readonly alsoGroups?: readonly string[];
  readonly administrativeRoles?: readonly string[];
  readonly pageSize?: number;
  readonly credential?: TokenCredential;
  readonly settings?: GraphSettings;
  readonly runtime?: Partial<GraphRuntime>;
}

/** A reader in virtual time, without jitter, before a fake Graph. */
export function arrangeReader(arrangement: Arrangement = {}) {
  const { tenant = exampleTenant(), pageSize, settings, runtime, ...options } = arrangement;
  const time = new VirtualTime();
  const graph = new FakeGraph(tenant, time, pageSize);
  const reader = new GraphTenantReader({
    credential: { getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    ...options,
    settings: { baseUrl: origin, ...settings },
    runtime: { clock: time.clock, sleep: time.sleep, random: () => 0, fetch: graph.fetch, ...runtime },
  });
  return { reader, graph, time };
}
