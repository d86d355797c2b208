import type { TokenCredential } from '@azure/identity';
import type { TenantId } from '../../application/identifiers.ts';
import { connectToGraph, type GraphConnection } from './graph-connection.ts';
import { defaultGraphRuntime, type GraphRuntime } from './graph-runtime.ts';
import { type GraphEndpoint, type GraphSettings, graphEndpoint } from './graph-settings.ts';
import { TenantPacers } from './pacing/tenant-pacers.ts';

export interface TenantConnectionsOptions {
  readonly credential: TokenCredential;
  readonly settings?: GraphSettings;
  readonly runtime?: Partial<GraphRuntime>;
}

/** Ways to tenants' Graphs with one identity, a new one for each reading: its time begins with it. */
export class TenantConnections {
  readonly #credential: TokenCredential;
  readonly #endpoint: GraphEndpoint;
  readonly #runtime: GraphRuntime;
  readonly #pacers: TenantPacers;

  /** `deadlineMs`: for one reading, where the settings say nothing. */
  constructor({ credential, settings, runtime }: TenantConnectionsOptions, deadlineMs: number) {
    this.#credential = credential;
    this.#endpoint = graphEndpoint({ deadlineMs, ...settings });
    this.#runtime = { ...defaultGraphRuntime, ...runtime };
    this.#pacers = new TenantPacers(this.#runtime);
  }

  to(tenantId: TenantId): GraphConnection {
    return connectToGraph({
      tenantId,
      credential: this.#credential,
      endpoint: this.#endpoint,
      runtime: this.#runtime,
      pacer: this.#pacers.of(tenantId),
    });
  }
}
