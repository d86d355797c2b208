import type { ScanQueue } from '../../../shared/application/ports/scan-queue.ts';
import type { ScanRequest } from '../../../shared/application/scan-request.ts';

export class InMemoryScanQueue implements ScanQueue {
  readonly messages: { readonly request: ScanRequest; readonly delaySeconds: number }[] = [];

  async put(request: ScanRequest, { delaySeconds }: { readonly delaySeconds: number }): Promise<void> {
    this.messages.push({ request, delaySeconds });
  }
}
