import type { Notification } from '../notification.ts';

/** A notification ready to be sent: its texts are plain and bounded, its link is whole. */
export interface OutgoingNotification extends Omit<Notification, 'key' | 'path'> {
  /** The same whenever the same notification is sent again. */
  readonly id: string;
  /** Where to read on. */
  readonly link: string;
}

export type SendOutcome =
  | { readonly status: 'sent' }
  /** For good: sending the same again would not help. `why` says what to do, and holds no address and no secret. */
  | { readonly status: 'refused'; readonly why: string };

/** One channel. */
export interface Notifier {
  /** Throws TransientError where it may succeed later. */
  send(notification: OutgoingNotification): Promise<SendOutcome>;
}
