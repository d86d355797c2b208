import type { Evidence, EvidenceStore } from '../../../shared/application/ports/evidence-store.ts';

export class InMemoryEvidenceStore implements EvidenceStore {
  readonly #blobs = new Map<string, Uint8Array>();

  async save({ tenantId, scanId, inputHash, gzippedJson }: Evidence): Promise<string> {
    const name = `${tenantId} ${scanId} ${inputHash}`;
    this.#blobs.set(name, gzippedJson);
    return name;
  }

  async load(name: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(name);
  }
}
