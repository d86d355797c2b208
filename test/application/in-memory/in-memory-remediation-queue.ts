import type { RemediationQueue } from '../../../shared/application/ports/remediation-queue.ts';
import type { RemediationMessage } from '../../../shared/application/remediation/remediation-message.ts';

export class InMemoryRemediationQueue implements RemediationQueue {
  readonly messages: RemediationMessage[] = [];
  /** Of each message, in the same order; 0 where none was asked for. */
  readonly delays: number[] = [];

  async put(message: RemediationMessage, options = { delaySeconds: 0 }): Promise<void> {
    this.messages.push(message);
    this.delays.push(options.delaySeconds);
  }
}
