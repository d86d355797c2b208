import type { RemediationMessage } from '../remediation/remediation-message.ts';

/** Where remediations wait for the writer. Delivery is at least once, in no order. */
export interface RemediationQueue {
  /** Delivered after the delay at the earliest. */
  put(message: RemediationMessage, options?: { readonly delaySeconds: number }): Promise<void>;
}
