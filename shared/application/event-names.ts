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
} as const;

export type EventName = (typeof eventNames)[keyof typeof eventNames];
