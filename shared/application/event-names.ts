/** Names of the events that alerts are built on. A name, once released, keeps its meaning. */
export const eventNames = {
  /** A scan was decided and stored. */
  scanCompleted: 'scan.completed',
  /** The last attempt at a scan failed: the tenant has no new verdict. */
  scanFailed: 'scan.failed',
  /** A control's verdict differs from the one before; the first verdict ever counts as a change from `none`. */
  verdictChanged: 'verdict.changed',
  /** A queue message that no scan could be made of. */
  messageRejected: 'message.rejected',
  /** A notification was refused by its channel, or its last attempt failed: nobody was told there. */
  notificationFailed: 'notification.failed',
  /** A remediation was proposed (`from` is `none` then), or something happened to it; its state may be the same as before. */
  remediationChanged: 'remediation.changed',
  /** Proof and What If say that what was enforced does what its plan said. */
  remediationVerified: 'remediation.verified',
  /** Somebody changed a policy that a remediation had enforced. */
  remediationDrifted: 'remediation.drifted',
  /** The policies of a remediation are in the tenant, in report-only. */
  remediationApplied: 'remediation.applied',
  /** What a remediation changes is in force. */
  remediationEnforced: 'remediation.enforced',
  /** A remediation was approved and cannot be carried out, was taken back, or its last attempt failed. */
  remediationFailed: 'remediation.failed',
  /** What is stored of a remediation is not what was approved: somebody changed it past the app, and nothing was written. */
  remediationRefused: 'remediation.refused',
  /** The tenant is no longer as it was when a remediation was approved: it was not carried out. */
  remediationSuperseded: 'remediation.superseded',
} as const;

export type EventName = (typeof eventNames)[keyof typeof eventNames];
