import type { ScanId, TenantId } from '../../../shared/application/identifiers.ts';
import {
  reliedOnForMilliseconds,
  type ScanRegister,
} from '../../../shared/application/ports/scan-register.ts';
import type { Scan, Waiting } from '../../../shared/application/scan.ts';
import type { ScanRequest } from '../../../shared/application/scan-request.ts';

/** Shares the scans that it registers with a result store, as the real one does. */
export class InMemoryScanRegister implements ScanRegister {
  readonly #scans: Map<ScanId, Scan>;
  readonly #waiting = new Map<TenantId, ScanRequest>();

  constructor({ knownScans }: { readonly knownScans: Map<ScanId, Scan> }) {
    this.#scans = knownScans;
  }

  async register(request: ScanRequest): Promise<ScanRequest> {
    const waiting = this.#waiting.get(request.tenantId);
    if (waiting && age(waiting, request) < reliedOnForMilliseconds) return waiting;
    this.#waiting.set(request.tenantId, request);
    this.#keep(request, 'queued');
    return request;
  }

  async withdraw(request: ScanRequest): Promise<void> {
    if (this.#stopWaiting(request)) this.#scans.delete(request.scanId);
  }

  async begin(request: ScanRequest): Promise<void> {
    this.#stopWaiting(request);
    if (this.#scans.get(request.scanId)?.state.status !== 'succeeded') this.#keep(request, 'running');
  }

  #stopWaiting({ tenantId, scanId }: ScanRequest): boolean {
    return this.#waiting.get(tenantId)?.scanId === scanId && this.#waiting.delete(tenantId);
  }

  #keep({ version: _, ...request }: ScanRequest, status: Waiting['status']): void {
    this.#scans.set(request.scanId, { ...request, state: { status } });
  }
}

function age(waiting: ScanRequest, request: ScanRequest): number {
  return Date.parse(request.requestedAt) - Date.parse(waiting.requestedAt);
}
