import type { TenantId } from '../../../application/identifiers.ts';
import type { GraphRuntime } from '../graph-runtime.ts';
import { RequestPacer } from './request-pacer.ts';

/** One pacer a tenant, made with the first reading and kept: Graph counts requests by tenant, whichever reading sends them. */
export class TenantPacers {
  readonly #runtime: GraphRuntime;
  readonly #pacers = new Map<TenantId, RequestPacer>();

  constructor(runtime: GraphRuntime) {
    this.#runtime = runtime;
  }

  of(tenantId: TenantId): RequestPacer {
    const pacer = this.#pacers.get(tenantId) ?? new RequestPacer(this.#runtime);
    this.#pacers.set(tenantId, pacer);
    return pacer;
  }
}
