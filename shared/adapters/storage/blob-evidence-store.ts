import type { Evidence, EvidenceStore } from '../../application/ports/evidence-store.ts';
import type { BlobContainer } from './blob-container.ts';

export const evidenceContainerName = 'evidence';

export class BlobEvidenceStore implements EvidenceStore {
  readonly #container: BlobContainer;

  constructor(container: BlobContainer) {
    this.#container = container;
  }

  async save({ tenantId, scanId, inputHash, gzippedJson }: Evidence): Promise<string> {
    const name = `${tenantId}/${scanId}/${inputHash.replace('sha256:', '')}.json.gz`;
    await this.#container.upload(name, gzippedJson);
    return name;
  }

  async load(name: string): Promise<Uint8Array | undefined> {
    return this.#container.download(name);
  }
}
